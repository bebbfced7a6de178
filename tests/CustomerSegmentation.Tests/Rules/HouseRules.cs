using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit;

namespace CustomerSegmentation.Tests;

/// <summary>The rules that keep the house in order; docs/architecture.md has them in prose.</summary>
public sealed class HouseRules
{
    private static readonly Assembly Library = typeof(CustomerTable).Assembly;

    /// <summary>Files over 300 lines, each with the reason why splitting it would not help the reader.</summary>
    private static readonly Dictionary<string, string> LongFiles = [];

    /// <summary>The rooms below each room: what it may use. A room that is not here may use none, so add it with those it stands on.</summary>
    private static readonly Dictionary<string, string[]> Below = new()
    {
        ["Compute"] = [],
        ["Text"] = [],
        ["Data"] = ["Compute", "Text"],
        ["Preprocessing"] = ["Data", "Compute", "Text"],
        ["Persistence"] = ["Preprocessing", "Data", "Compute", "Text"],
        ["Training"] = ["Preprocessing", "Data", "Compute", "Text"],
        ["Segments"] = [SourceTree.RootRoom, "Data", "Compute", "Text"],
        ["Evaluation"] = [SourceTree.RootRoom, "Segments", "Training", "Preprocessing", "Data", "Compute", "Text"],
        ["Segmenters"] =
            [SourceTree.RootRoom, "Evaluation", "Segments", "Training", "Persistence", "Preprocessing", "Data", "Compute", "Text"],
        ["Serving"] = [SourceTree.RootRoom, "Segmenters", "Evaluation", "Segments", "Training", "Persistence", "Preprocessing", "Data", "Compute", "Text"],
    };

    /// <summary>Words that every room may use wherever they live: errors, notes, and settings without behaviour that kernels are asked by.</summary>
    private static readonly string[] Vocabulary =
    [
        nameof(SegmentationException), nameof(Show), nameof(DataNote),
        nameof(Activation), nameof(Optimizer), nameof(Sgd), nameof(Adam), nameof(AdamW), nameof(RmsProp), nameof(ParameterSegment),
    ];

    [Fact]
    public void No_Torch_type_is_in_a_public_signature()
    {
        const BindingFlags declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        IEnumerable<string> found =
            from type in Library.GetExportedTypes()
            from mentioned in type.GetMembers(declared).SelectMany(PublicFace).Append(type.BaseType).Concat(type.GetInterfaces())
            from part in TypeUses.Parts(mentioned)
            where part.Assembly.GetName().Name!.StartsWith("TorchSharp", StringComparison.Ordinal)
            select $"{type.Name}: {part}";
        Assert.Empty(found.Distinct());

        static IEnumerable<Type?> PublicFace(MemberInfo member) => member switch
        {
            MethodBase method when method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly => TypeUses.Signature(method),
            FieldInfo field when field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly => [field.FieldType],
            _ => [],
        };
    }

    [Fact]
    public void Every_class_is_sealed_abstract_or_static() =>
        Assert.Empty(Library.GetTypes().Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false } && !IsCompilers(type))
            .Select(type => type.FullName));

    [Fact]
    public void Everything_public_is_in_one_namespace() =>
        Assert.Equal(["CustomerSegmentation"], Library.GetExportedTypes().Select(type => type.Namespace).Distinct());

    [Fact]
    public void A_file_over_300_lines_has_a_reason_and_a_reason_has_its_file()
    {
        string[] tooLong = [.. SourceTree.Files.Where(file => SourceTree.Read(file).AsSpan().Count('\n') > 300)];
        Assert.Equal(LongFiles.Keys.Order(StringComparer.Ordinal), tooLong);
    }

    [Fact]
    public void Torch_is_touched_in_Compute_and_in_networks_only() =>
        Assert.Empty(
            from file in SourceTree.Files
            where !file.StartsWith("Compute/", StringComparison.Ordinal)
                && !(file.StartsWith("Segmenters/", StringComparison.Ordinal) && file.EndsWith("Network.cs", StringComparison.Ordinal))
            from line in SourceTree.Read(file).Split('\n')
            where line.Contains("TorchSharp", StringComparison.Ordinal) && !line.TrimStart().StartsWith("//", StringComparison.Ordinal)
            select $"{file}: {line.Trim()}");

    [Fact]
    public void Rooms_use_only_the_rooms_below_them()
    {
        SortedSet<string> wrong = new(StringComparer.Ordinal);
        foreach (Type type in Library.GetTypes())
        {
            if (SourceTree.RoomOf(type) is not { } room || room == SourceTree.RootRoom) continue;
            string[] below = Below.GetValueOrDefault(room, []);
            foreach (Type used in TypeUses.Of(type))
                if (SourceTree.RoomOf(used) is { } other && other != room && !below.Contains(other) && !Vocabulary.Contains(used.Name))
                    wrong.Add($"{room} uses {other}: {Outermost(type)} → {Outermost(used)}");
        }
        Assert.True(wrong.Count == 0, $"Rooms must use only rooms below them (HouseRules.Below):\n{string.Join('\n', wrong)}");
    }

    [Fact]
    public void No_two_rooms_are_below_each_other()
    {
        List<string> order = [SourceTree.RootRoom];
        while (order.Count <= Below.Count)
        {
            string? next = Below.Keys.Except(order).FirstOrDefault(room => Below[room].All(order.Contains));
            Assert.True(next is not null, $"A ring among {string.Join(", ", Below.Keys.Except(order))}");
            order.Add(next);
        }
    }

    private static string Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type.Name;

    private static bool IsCompilers(Type type) =>
        type.IsDefined(typeof(CompilerGeneratedAttribute)) || type.DeclaringType is { } outer && IsCompilers(outer)
        || type.Namespace?.StartsWith("CustomerSegmentation", StringComparison.Ordinal) == false;
}

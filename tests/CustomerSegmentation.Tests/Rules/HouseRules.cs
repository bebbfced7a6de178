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

    private static readonly string[] Ground = ["Compute", "Text", "Html"];

    /// <summary>What each room may use: the rooms below it, or single types. A room that is not here may use none, so add it.</summary>
    private static readonly Dictionary<string, string[]> Below = new()
    {
        ["Compute"] = [nameof(SegmentationModel)], // which Lease names when it is disposed
        ["Text"] = [],
        ["Html"] = ["Text"],
        ["Data"] = [.. Ground],
        ["Preprocessing"] = [.. Ground, "Data"],
        ["Graphs"] = [.. Ground, "Data", "Preprocessing"],
        ["Persistence"] = [.. Ground, "Data", "Preprocessing"],
        ["Training"] = [.. Ground, "Data", "Preprocessing", "Persistence", nameof(SegmentationModel)],
        ["Segments"] = [.. Ground, "Data", SourceTree.RootRoom],
        ["Evaluation"] = [.. Ground, "Data", "Preprocessing", "Training", "Segments", SourceTree.RootRoom],
        ["Segmenters"] = [.. Ground, "Data", "Graphs", "Preprocessing", "Persistence", "Training", "Segments", "Evaluation", SourceTree.RootRoom],
        ["Serving"] = [.. Ground, "Data", "Preprocessing", "Persistence", "Training", "Segments", "Evaluation", "Segmenters", SourceTree.RootRoom],
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
            where IsTorch(part)
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
        Assert.Empty(Library.GetTypes()
            .Where(type => SourceTree.RoomOf(type) is { } room && room != "Compute"
                && !(room == "Segmenters" && Outermost(type).EndsWith("Network", StringComparison.Ordinal)))
            .SelectMany(type => TypeUses.Of(type).Where(IsTorch).Select(used => $"{Outermost(type)} uses {used}"))
            .Distinct());

    [Fact]
    public void Rooms_use_only_the_rooms_below_them()
    {
        SortedSet<string> wrong = new(StringComparer.Ordinal);
        foreach (Type type in Library.GetTypes())
        {
            if (SourceTree.RoomOf(type) is not { } room || room == SourceTree.RootRoom) continue;
            string[] below = Below.GetValueOrDefault(room, []);
            foreach (Type used in TypeUses.Of(type))
                if (SourceTree.RoomOf(used) is { } other && other != room && !below.Contains(other) && !below.Contains(used.Name) && !Vocabulary.Contains(used.Name))
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
            string? next = Below.Keys.Except(order).FirstOrDefault(room => Below[room].Intersect(Below.Keys).All(order.Contains));
            Assert.True(next is not null, $"A ring among {string.Join(", ", Below.Keys.Except(order))}");
            order.Add(next);
        }
    }

    private static bool IsTorch(Type type) => type.Assembly.GetName().Name!.StartsWith("TorchSharp", StringComparison.Ordinal);

    private static string Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type.Name;

    private static bool IsCompilers(Type type) =>
        type.IsDefined(typeof(CompilerGeneratedAttribute)) || type.DeclaringType is { } outer && IsCompilers(outer)
        || type.Namespace?.StartsWith("CustomerSegmentation", StringComparison.Ordinal) == false;
}

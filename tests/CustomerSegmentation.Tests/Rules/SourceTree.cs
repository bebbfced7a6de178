using System.Reflection;
using System.Text.RegularExpressions;

namespace CustomerSegmentation.Tests;

/// <summary>The library's source files and what they declare, for the rules of the house.</summary>
internal static partial class SourceTree
{
    public const string RootRoom = "(root)";

    /// <summary>The repository, found upwards from the tests.</summary>
    public static string Repository { get; } = FindRepository();

    public static string Library { get; } = Path.Combine(Repository, "src", "CustomerSegmentation");

    /// <summary>The library's source files, relative to it, with forward slashes.</summary>
    public static IReadOnlyList<string> Files { get; } =
    [
        .. Directory.EnumerateFiles(Library, "*.cs", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Library, path).Replace('\\', '/'))
            .Where(file => !file.StartsWith("bin/", StringComparison.Ordinal) && !file.StartsWith("obj/", StringComparison.Ordinal)
                && !file.StartsWith("buildTransitive/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The room in which a top-level type lives; of a type in several files, that of the file with its name.</summary>
    public static IReadOnlyDictionary<string, string> Rooms { get; } = FindRooms();

    public static string Read(string file) => File.ReadAllText(Path.Combine(Library, file));

    /// <summary>The room of a type, or null for types of others and of the compiler.</summary>
    public static string? RoomOf(Type? type)
    {
        while (type is { HasElementType: true }) type = type.GetElementType();
        while (type?.DeclaringType is { } outer) type = outer;
        return type?.Assembly == typeof(CustomerTable).Assembly ? Rooms.GetValueOrDefault(type.Name.Split('`')[0]) : null;
    }

    private static Dictionary<string, string> FindRooms()
    {
        Dictionary<string, string> rooms = [];
        foreach (string file in Files)
            foreach (Match declared in Declaration().Matches(Read(file)))
            {
                string name = declared.Groups[1].Value;
                if (!rooms.ContainsKey(name) || Path.GetFileNameWithoutExtension(file) == name)
                    rooms[name] = file.Contains('/') ? file[..file.IndexOf('/')] : RootRoom;
            }
        return rooms;
    }

    private static string FindRepository()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "CustomerSegmentation.sln"))) return folder.FullName;
        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} has CustomerSegmentation.sln.");
    }

    // At the margin: a top-level type.
    [GeneratedRegex(@"^(?:[a-z]+ )*(?:class|struct|interface|enum|record struct|record class|record|delegate \S+) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}

using System.Text.RegularExpressions;

namespace CustomerSegmentation.Tests;

/// <summary>What users read: the README and the pages of docs, with their code blocks, and the regions of the tests that hold the same code.</summary>
internal static partial class DocPages
{
    /// <summary>Paths from the repository's root, with forward slashes.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "README.md", "CHANGELOG.md", "CONTRIBUTING.md",
        .. Directory.GetFiles(Path.Combine(SourceTree.Repository, "docs"), "*.md").Select(path => "docs/" + Path.GetFileName(path)).Order(StringComparer.Ordinal),
    ];

    public static IReadOnlyList<string> Samples { get; } =
    [
        .. Directory.GetFiles(Path.Combine(SourceTree.Repository, "docs", "samples"), "*.cs").Select(path => "docs/samples/" + Path.GetFileName(path)).Order(StringComparer.Ordinal),
    ];

    public static string Read(string page) => File.ReadAllText(Path.Combine(SourceTree.Repository, page)).ReplaceLineEndings("\n");

    /// <summary>The fenced blocks of a language in a page.</summary>
    public static IEnumerable<string> Blocks(string page, string language) =>
        Fence().Matches(Read(page)).Where(block => block.Groups["language"].Value == language).Select(block => block.Groups["code"].Value);

    /// <summary>The page without its fenced blocks.</summary>
    public static string Prose(string page) => Fence().Replace(Read(page), "");

    /// <summary>What stands between <c>// docs</c> and <c>// end</c> in the tests beside this file, without the indentation they share.</summary>
    public static IReadOnlyList<string> Regions { get; } =
    [
        .. Directory.GetFiles(Path.Combine(SourceTree.Repository, "tests", "CustomerSegmentation.Tests", "Docs"), "*.cs").Order(StringComparer.Ordinal)
            .SelectMany(path => Region().Matches(File.ReadAllText(path).ReplaceLineEndings("\n")).Select(region => Dedent(region.Groups["code"].Value))),
    ];

    /// <summary>A block without the using directives that a method cannot have.</summary>
    public static string WithoutDirectives(string block) => Directive().Replace(block, "").TrimStart('\n');

    private static string Dedent(string code)
    {
        string[] lines = code.Split('\n');
        int margin = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length == 0 ? line : line[margin..]));
    }

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^ *// docs\n(?<code>.*?)^ *// end$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Region();

    [GeneratedRegex(@"^using [\w.]+;\n", RegexOptions.Multiline)]
    private static partial Regex Directive();
}

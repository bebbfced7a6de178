using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace CustomerSegmentation.Tests;

/// <summary>What README and docs say can be found.</summary>
public sealed partial class DocsTests
{
    /// <summary>Names in the prose that are not this library's: of .NET, of packages, of columns in examples, of scikit-learn.</summary>
    private static readonly HashSet<string> Others =
    [
        "DbDataReader", "DBNull", "ECDsa", "IProgress", "ArgumentException", "OperationCanceledException", "Vector512", "FromKeyedServices", "System", "Random", "Directory",
        "TorchSharp", "CustomerSegmentation", "Churn", "LogStep", "Release", "Tests", "Rules", "Docs", "Reference", "Benchmarks", "CsvReadingTests", "PublicApiTests", "PublicApi", "QuantileTransformer",
    ];

    public static TheoryData<string> Pages => [.. DocPages.All];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_relative_link_leads_somewhere(string page)
    {
        string folder = Path.GetDirectoryName(Path.Combine(SourceTree.Repository, page))!;
        foreach (string target in Link().Matches(DocPages.Prose(page)).Select(link => link.Groups[1].Value).Where(target => !target.Contains("://", StringComparison.Ordinal)))
        {
            string[] parts = target.Split('#');
            string path = parts[0].Length == 0 ? Path.Combine(SourceTree.Repository, page) : Path.GetFullPath(Path.Combine(folder, parts[0]));
            Assert.True(File.Exists(path), $"{page} links to {target}, which is not there.");
            if (parts.Length == 2) Assert.Contains(parts[1], Headings(path));
        }
    }

    [Fact]
    public void Every_sample_is_mentioned_in_the_README() => Assert.All(DocPages.Samples, sample => Assert.Contains($"({sample})", DocPages.Read("README.md"), StringComparison.Ordinal));

    [Fact]
    public void Every_page_of_docs_is_linked_from_the_README() =>
        Assert.All(DocPages.All.Where(page => page != "README.md"), page => Assert.Contains($"({page})", DocPages.Read("README.md"), StringComparison.Ordinal));

    [Fact]
    public void No_page_and_no_sample_has_an_absolute_path() =>
        Assert.All([.. DocPages.All, .. DocPages.Samples], file => Assert.DoesNotMatch(AbsolutePath(), DocPages.Read(file)));

    [Fact]
    public void Samples_are_short_enough_to_be_read() =>
        Assert.All(DocPages.Samples.Where(sample => sample is not ("docs/samples/quickstart.cs" or "docs/samples/graph.cs")), sample => Assert.InRange(DocPages.Read(sample).Split('\n').Length, 1, 80));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_name_in_the_prose_exists(string page)
    {
        IEnumerable<string> names = Code().Matches(DocPages.Prose(page)).SelectMany(code => Name().Matches(code.Groups[1].Value)).Select(name => name.Value).Distinct();
        string[] unknown = [.. names.Where(name => !Known.Contains(name) && !Others.Contains(name))];
        Assert.True(unknown.Length == 0, $"{page} names what is not there: {string.Join(", ", unknown)}. Correct it, or add it to Others.");
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_block_of_code_is_one_that_a_test_runs(string page) =>
        Assert.All(DocPages.Blocks(page, "csharp"), block => Assert.Contains(DocPages.WithoutDirectives(block), DocPages.Regions));

    [Fact]
    public void Every_block_that_a_test_runs_is_in_a_page()
    {
        string[] blocks = [.. DocPages.All.SelectMany(page => DocPages.Blocks(page, "csharp")).Select(DocPages.WithoutDirectives)];
        Assert.All(DocPages.Regions, region => Assert.Contains(region, blocks));
        Assert.Equal(blocks.Length, DocPages.Regions.Count);
    }

    [Fact]
    public void The_README_says_which_version_and_which_Torch()
    {
        string readme = DocPages.Read("README.md");
        Assert.Contains($"Include=\"CustomerSegmentation\" Version=\"{Element("Directory.Build.props", "VersionPrefix")}\"", readme, StringComparison.Ordinal);
        string torch = Regex.Match(DocPages.Read("Directory.Packages.props"), "\"TorchSharp-cpu\" Version=\"([^\"]+)\"").Groups[1].Value;
        Assert.Contains($"Include=\"TorchSharp-cpu\" Version=\"{torch}\"", readme, StringComparison.Ordinal);
    }

    [Fact]
    public void The_README_has_the_two_commands_alone_on_their_lines()
    {
        string[] commands = [.. DocPages.Blocks("README.md", "sh").Select(block => block.TrimEnd())];
        Assert.Contains("dotnet run docs/samples/quickstart.cs", commands);
        Assert.Contains("dotnet test", commands);
    }

    private static string Element(string file, string name) => Regex.Match(DocPages.Read(file), $"<{name}>([^<]+)<").Groups[1].Value;

    private static HashSet<string> Known { get; } = [.. typeof(CustomerTable).Assembly.GetTypes().Where(type => !type.IsNested)
        .SelectMany(type => type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static).Select(member => member.Name).Append(type.Name.Split('`')[0])),
        .. SourceTree.Files.Where(file => file.Contains('/')).SelectMany(file => file.Split('/')[..^1]),
        .. Directory.GetFiles(Path.Combine(SourceTree.Repository, "benchmarks/CustomerSegmentation.Benchmarks"), "*.cs").Select(file => Path.GetFileNameWithoutExtension(file))];

    // As GitHub makes anchors of headings: lower case, hyphens for spaces, no punctuation.
    private static IEnumerable<string> Headings(string path) => Heading().Matches(File.ReadAllText(path))
        .Select(heading => NotInAnchor().Replace(heading.Groups[1].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\[[^\]]*\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchor();

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex Code();

    // What looks like a type or a member: a capital, then a small letter; not the words of texts and files.
    [GeneratedRegex(@"(?<![\w/.\-""*'])[A-Z][A-Za-z]*[a-z][A-Za-z]*(?![\w*]|\.[a-z]|/)|(?<=[A-Za-z]\.)[A-Z][A-Za-z]*[a-z]\w*(?!\w|\.[a-z]|/)")]
    private static partial Regex Name();

    [GeneratedRegex(@"(?<![\w.:/])/(tmp|home|root|work|usr|mnt|Users)/|\b[A-Z]:\\")]
    private static partial Regex AbsolutePath();
}

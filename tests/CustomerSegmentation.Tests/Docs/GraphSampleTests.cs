using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace CustomerSegmentation.Tests;

/// <summary>The samples over graphs, as their own help says they are run.</summary>
[Collection(nameof(RunsAlone))]
public sealed partial class GraphSampleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task With_nothing_given_the_shops_graph_helps()
    {
        SampleRun run = (await SampleRun.Of("graph")).Succeeded();
        Assert.StartsWith("1200 customers in 2 relations: ", run.Lines[0], StringComparison.Ordinal);
        Assert.Contains(run.Lines, line => line.StartsWith("The graph pays: ", StringComparison.Ordinal));
        Match last = LastLine().Match(run.Lines[^1]);
        Assert.True(last.Success, run.Lines[^1]);
        Assert.True(Figure(last, "accuracy") > Figure(last, "mlp") + 0.02, run.Lines[^1]);
    }

    [Fact]
    public async Task Nodes_and_edges_are_run_once_for_each_split_column_in_any_culture()
    {
        (string nodes, string edges) = Files(["split0", "split1"]);
        SampleRun run = (await SampleRun.Of("graph", "de_DE.UTF-8", nodes, edges, "--label", "Kind", "--split", "split", "--model", "sgc", "--seeds", "7")).Succeeded();
        Assert.Matches(LastLine(), run.Lines[^1]);
        Assert.StartsWith("seeds=2 ", run.Lines[^1], StringComparison.Ordinal);
        Assert.Contains("run 2/2, graph: accuracy 0.", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("run 1/", run.Output, StringComparison.Ordinal);
        // Label and splits are never features: with them the perceptron would be right about nearly everybody.
        Assert.InRange(Figure(LastLine().Match(run.Lines[^1]), "mlp"), 0.3, 0.95);
    }

    [Fact]
    public async Task Sparse_features_are_found_to_be_so_and_without_any_there_is_no_perceptron()
    {
        (string nodes, string edges) = Files(["split"], features: false);
        string features = _folder.File("features.csv");
        CustomerGraph shop = SyntheticShop.Graph(200);
        await File.WriteAllLinesAsync(features, ["node,word", .. shop.Customers.Keys.SelectMany((key, row) => new[] { $"{key},{row % 7}", $"{key},{7 + row % 5}" })], TestContext.Current.CancellationToken);
        SampleRun sparse = (await SampleRun.Of("graph", "C.UTF-8", nodes, edges, "--features", features, "--label", "Kind", "--split", "split", "--model", "gcn", "--seeds", "1")).Succeeded();
        Assert.Matches(@"^seeds=1 accuracy=0\.\d{3}±nan auc=0\.\d{3}±nan mlp_accuracy=0\.\d{3} mlp_auc=0\.\d{3}$", sparse.Lines[^1]);
        SampleRun none = (await SampleRun.Of("graph", "C.UTF-8", nodes, edges, "--label", "Kind", "--split", "split", "--model", "gcn", "--seeds", "1")).Succeeded();
        Assert.EndsWith(" mlp_accuracy=nan mlp_auc=nan", none.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_one_line()
    {
        (string nodes, string edges) = Files(["split"]);
        await Fails("Two files are needed: nodes.csv and edges.csv.", nodes);
        await Fails("--model is \"gnc\"; give one of gcn, sage,", nodes, edges, "--model", "gnc");
        await Fails("\"label\"", nodes, edges);
        await Fails("\"spilt\"", nodes, edges, "--label", "Kind", "--split", "spilt");
        await Fails("UseLayer comes together with UsePreset(GraphPreset.Fast).", nodes, edges, "--label", "Kind", "--model", "gcn", "--preset", "fast");
        await Fails("missing.csv", nodes, _folder.File("missing.csv"), "--label", "Kind");
    }

    [Fact]
    public async Task Cora_is_read_as_it_lies_there()
    {
        string nodes = RealData.Path("cora/nodes.csv"), edges = RealData.Path("cora/edges.csv"), features = RealData.Path("cora/features.csv");
        SampleRun run = (await SampleRun.Of("graph", "C.UTF-8", nodes, edges, "--features", features, "--split", "split", "--model", "gcn", "--seeds", "2")).Succeeded();
        // Ten seeds give 0.819 ± 0.009.
        Assert.InRange(Figure(LastLine().Match(run.Lines[^1]), "accuracy"), 0.795, 0.85);
        Assert.Contains(run.Lines, line => line.Contains("140 train, 500 validation, 1000 test", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sessions_are_told_by_what_they_view_and_not_by_their_neighbours_in_the_file()
    {
        string folder = Path.GetDirectoryName(RealData.Path("pakdd15_gender/sessions.csv"))!;
        SampleRun run = (await SampleRun.Of("sessions", "C.UTF-8", folder)).Succeeded();
        Match last = Regex.Match(run.Lines[^1], @"^folds=5 auc=(?<auc>0\.\d{3})±0\.\d{3} accuracy=0\.\d{3}±0\.\d{3} mlp_auc=(?<mlp>0\.\d{3})±0\.\d{3}$");
        Assert.True(last.Success, run.Lines[^1]);
        Assert.InRange(Figure(last, "auc"), 0.86, 0.9);
        Assert.InRange(Figure(last, "mlp"), 0.5, 0.65);
        Assert.Contains(run.Lines, line => line.Contains("passed, 6 notes", StringComparison.Ordinal));
        Assert.Single(run.Lines, line => line.StartsWith("FLAG  next id", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_folder_of_sessions_is_asked_for()
    {
        SampleRun run = await SampleRun.Of("sessions");
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("Usage: sessions.cs", run.Errors, StringComparison.Ordinal);
    }

    private static async Task Fails(string message, params string[] arguments)
    {
        SampleRun run = await SampleRun.Of("graph", "C.UTF-8", arguments);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
        Assert.Single(run.Errors.TrimEnd().Split('\n'));
    }

    /// <summary>The shop's friendships as files; each split column puts customers elsewhere.</summary>
    private (string Nodes, string Edges) Files(string[] splits, bool features = true)
    {
        CustomerGraph shop = SyntheticShop.Graph(200);
        CustomerTable table = features ? shop.Customers.Select("Age", "ClickRate", "PurchaseFrequency") : shop.Customers.Select(Array.Empty<string>());
        string?[] kinds = shop.Customers["Segment"].Texts();
        for (int i = 0; i < splits.Length; i++)
            table = table.WithColumn(CategoryColumn.FromTexts(splits[i], [.. Enumerable.Range(0, 200).Select(row => ((row * 7 + i * 3) % 10) switch { < 5 => "train", < 7 => "val", < 9 => "test", _ => "" })]));
        // Integers, as many files have them.
        table = table.WithColumn(new NumberColumn("Kind", [.. kinds.Select(kind => (double)SyntheticShop.Segments.ToList().IndexOf(kind!))]));
        (string nodes, string edges) = (_folder.File("nodes.csv"), _folder.File("edges.csv"));
        table.ToCsv(nodes);
        Adjacency friends = shop["friends"].ToUsers;
        File.WriteAllLines(edges, ["a,b", .. GraphTables.Entries(friends).Where(edge => edge.Row < edge.Column).Select(edge => $"{shop.Customers.Keys[edge.Row]},{shop.Customers.Keys[edge.Column]}")]);
        return (nodes, edges);
    }

    private static double Figure(Match line, string name) => double.Parse(line.Groups[name].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^seeds=\d+ accuracy=(?<accuracy>0\.\d{3})±0\.\d{3} auc=0\.\d{3}±0\.\d{3} mlp_accuracy=(?<mlp>0\.\d{3}) mlp_auc=0\.\d{3}$")]
    private static partial Regex LastLine();
}

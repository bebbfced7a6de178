#:project ../../src/CustomerSegmentation/CustomerSegmentation.csproj

// Customers and who they know. Nothing given: the synthetic shop, its friendships and purchases, and whether they are worth it.
// With files: dotnet run docs/samples/graph.cs -- nodes.csv edges.csv [--features f.csv] [--label label] [--split split]
//             [--model gcn|sage|gat|sgc|appnp|gcnii|…] [--preset published|fast|best] [--seeds 10] [--sparse|--dense]
// The first column of nodes.csv is the node, the first two of edges.csv are the ends of its edges; what is neither label nor split is a feature.
using CustomerSegmentation;

Console.OutputEncoding = System.Text.Encoding.UTF8;
try
{
    Arguments given = Arguments.Read(args);
    if (given.Nodes is null) Shop();
    else Files(given);
    return 0;
}
catch (SegmentationException problem)
{
    Console.Error.WriteLine(problem.Message.ReplaceLineEndings(" "));
    return 1;
}

static void Shop()
{
    CustomerGraph graph = SyntheticShop.Graph(1200);
    GraphSplit split = graph.Split(new() { StratifyBy = "Segment" });
    Console.WriteLine(graph.Health("Segment", split.Train)); // whether the graph can help, before anything is fitted
    Console.WriteLine();
    using ConsoleProgress progress = new();
    GraphWorthOptions how = new() { Folds = 5 };
    Console.WriteLine(GraphWorth.Run(graph, "Segment", how, progress));
    GcnSegmenter segmenter = new GcnSegmenterBuilder().UseLabel("Segment").AddAll().UseNetwork(how.Network).UseTraining(how.Training).Build();
    Console.WriteLine();
    Console.WriteLine(GraphEvaluation.Run(segmenter, graph, new() { Seeds = 3 }, progress).Summary);
}

static void Files(Arguments given)
{
    CustomerTable nodes = given.Table(given.Nodes!);
    _ = nodes[given.Label]; // what is wrong is said before anything takes time
    IReadOnlyList<GraphSplit> splits = given.Split is null ? [] : GraphSplit.FromColumns(nodes, given.Split);
    CustomerTable customers = nodes.Drop(given.SplitColumns(nodes));
    if (given.Features is not null) customers = NodeFeatures.FromCsv(given.Features, customers, new() { Layout = given.Layout, Csv = given.Csv });
    CustomerGraph graph = new CustomerGraphBuilder(customers).AddUserUser("edges", EdgeTable.FromCsv(given.Edges!, options: given.Csv)).Build();

    // Only labels to train on are read here, those of the first run.
    GraphSplit first = splits.Count > 0 ? splits[0] : graph.Split(new() { StratifyBy = given.Label });
    Console.WriteLine(graph.Health(given.Label, first.Train));
    Console.WriteLine();
    Console.WriteLine(graph.Audit(given.Label, first));
    Console.WriteLine();

    GcnSegmenterBuilder builder = new GcnSegmenterBuilder().UseLabel(given.Label).AddAll();
    if (given.Preset is { } preset) builder.UsePreset(preset);
    if (given.Model is { } model) builder.UseLayer(model);
    using ConsoleProgress progress = new();
    if (splits.Count > 1) Console.Error.WriteLine($"{splits.Count} split columns: one run each, so --seeds has no effect.");
    GraphEvaluationReport report = GraphEvaluation.Run(builder.Build(), graph, new() { Splits = [.. splits], Seeds = given.Seeds }, progress);
    Console.WriteLine(report);
    Console.WriteLine(report.Summary);
}

sealed record Arguments(
    string? Nodes, string? Edges, string? Features, string Label, string? Split, GraphLayer? Model, GraphPreset? Preset, int Seeds, FeatureLayout Layout)
{
    const string Usage = "Usage: graph.cs [-- nodes.csv edges.csv [--features f.csv] [--label label] [--split split] [--model gcn|sage|gat|sgc|appnp|gcnii|…] [--preset published|fast|best] [--seeds 10] [--sparse|--dense]]";

    // NA, null, ? and the like are taken as missing, and counted.
    public CsvOptions Csv => new() { MissingMarkers = CsvOptions.CommonMissingMarkers };

    public CustomerTable Table(string path) => CustomerTable.FromCsv(path, Csv with { Key = CustomerTable.FromCsv(path, Csv).ColumnNames.First() });

    // A column that is a split is never a feature, whether it is used or not.
    public IEnumerable<string> SplitColumns(CustomerTable nodes) => nodes.ColumnNames
        .Where(name => name != Label && (IsSplit(name, "split") || Split is not null && IsSplit(name, Split)));

    public static Arguments Read(string[] args)
    {
        List<string> files = [];
        Dictionary<string, string> options = [];
        string[] known = ["--features", "--label", "--split", "--model", "--preset", "--seeds"];
        for (int i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith('-') && files.Count < 2) files.Add(args[i]);
            else if (args[i] is "--sparse" or "--dense") options[args[i]] = "";
            else if (!known.Contains(args[i])) throw new SegmentationException($"\"{args[i]}\" is not known here. {Usage}");
            else if (i + 1 == args.Length) throw new SegmentationException($"{args[i]} needs a value after it. {Usage}");
            else if (!options.TryAdd(args[i], args[++i])) throw new SegmentationException($"{args[i - 1]} is given twice. {Usage}");
        }
        if (files.Count == 1 || files.Count == 0 && options.Count > 0) throw new SegmentationException($"Two files are needed: nodes.csv and edges.csv. {Usage}");
        bool sparse = options.ContainsKey("--sparse"), dense = options.ContainsKey("--dense");
        if (sparse && dense) throw new SegmentationException($"--sparse and --dense exclude each other. {Usage}");
        if ((sparse || dense) && !options.ContainsKey("--features")) throw new SegmentationException($"--sparse and --dense say how the file of --features is laid out, which is not given. {Usage}");
        string label = options.GetValueOrDefault("--label", "label");
        string? split = options.GetValueOrDefault("--split");
        if (label == split) throw new SegmentationException($"--label and --split are both \"{label}\". Name two different columns. {Usage}");
        return new(files.FirstOrDefault(), files.LastOrDefault(), options.GetValueOrDefault("--features"), label, split,
            Named<GraphLayer>("--model"), Named<GraphPreset>("--preset"), Number("--seeds", 10), sparse ? FeatureLayout.Sparse : dense ? FeatureLayout.Dense : FeatureLayout.Detect);

        T? Named<T>(string name) where T : struct, Enum => !options.TryGetValue(name, out string? text) ? null
            : Enum.GetNames<T>().FirstOrDefault(known => known.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } found ? Enum.Parse<T>(found)
            : throw new SegmentationException($"{name} is \"{text}\"; give one of {string.Join(", ", Enum.GetNames<T>().Select(known => known.ToLowerInvariant()))}. {Usage}");

        int Number(string name, int otherwise) => !options.TryGetValue(name, out string? text) ? otherwise
            : int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out int number) && number is >= 1 and <= 10000 ? number
            : throw new SegmentationException($"{name} is \"{text}\"; give a whole number from 1 to 10000. {Usage}");
    }

    static bool IsSplit(string column, string prefix) =>
        column.StartsWith(prefix, StringComparison.Ordinal) && column.AsSpan(prefix.Length).IndexOfAnyExceptInRange('0', '9') < 0;
}

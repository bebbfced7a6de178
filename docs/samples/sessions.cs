#:project ../../src/CustomerSegmentation/CustomerSegmentation.csproj

// A shop's browsing sessions and what they viewed: who is a woman, who a man? Sessions are the customers; products and the three levels
// of their categories are items. Five folds, the last line has the AUC.
// Run it from the repository's root: dotnet run docs/samples/sessions.cs -- ../shared/data/pakdd15_gender

using System.Globalization;
using CustomerSegmentation;

Console.OutputEncoding = System.Text.Encoding.UTF8;
if (args.Length != 1)
{
    Console.Error.WriteLine("Usage: sessions.cs -- FOLDER, with sessions.csv (session_id, start, end, n_views, gender) and views.csv (session_id, category_a, category_b, category_c, product_d).");
    return 1;
}
try
{
    Run(args[0]);
    return 0;
}
catch (SegmentationException problem)
{
    Console.Error.WriteLine(problem.Message.ReplaceLineEndings(" "));
    return 1;
}

static void Run(string folder)
{
    Session[] sessions = [.. CustomerTable.FromCsv(Path.Combine(folder, "sessions.csv"), key: "session_id").ToObjects(row => new Session(
        row.Key, row.Time("start")!.Value, row.Time("end")!.Value, row.Number("n_views"), row.Category("gender")))];
    // Features are when, how long and how much; never the id or the place in the file, whose neighbours have the same label.
    CustomerTable customers = CustomerTable.FromObjects(sessions, columns => columns
        .Key(s => s.Id)
        .Category("Hour", s => s.Start.Hour.ToString(CultureInfo.InvariantCulture))
        .Category("Weekday", s => s.Start.DayOfWeek.ToString())
        .Number("Duration", s => Math.Log(1 + s.Seconds))
        .Number("Views", s => Math.Log(s.Views))
        .Number("Pace", s => Math.Log(1 + s.Seconds / s.Views))
        .Category("gender", s => s.Gender));

    CustomerTable views = CustomerTable.FromCsv(Path.Combine(folder, "views.csv"));
    CustomerGraphBuilder builder = new(customers);
    foreach (string level in new[] { "category_a", "category_b", "category_c", "product_d" }) builder.AddUserItem(level, Viewed(views, level));
    CustomerGraph graph = builder.Build();
    IReadOnlyList<GraphSplit> folds = graph.Folds(new() { StratifyBy = "gender", ValidationShare = 0.1 });
    Console.WriteLine(graph.Health("gender", folds[0].Train));
    Console.WriteLine();
    Console.WriteLine(graph.Audit("gender", folds[0]));

    // What must not be used: each session joined to the next id.
    CustomerGraph leak = new CustomerGraphBuilder(customers).AddUserUser("next id", EdgeTable.FromColumns([.. customers.Keys.SkipLast(1)], [.. customers.Keys.Skip(1)])).Build();
    Console.WriteLine($"\nFor comparison, a relation that is not used:\n{leak.Audit("gender", folds[0])}\n");

    // Each item has one number to learn, and a session adds up those of what it viewed.
    GcnSegmenter segmenter = new GcnSegmenterBuilder().UseLabel("gender").AddAll()
        .UseNetwork(new() { Layer = GraphLayer.Sum, Layers = 1, ItemDimensions = 1, Dropout = 0, EdgeDropout = 0.2 })
        .UseTraining(new() { Epochs = 300, Optimizer = new Adam { LearningRate = 0.1, Epsilon = 1e-5 }, L2 = 3e-5, EarlyStopping = new() { Patience = 20 } })
        .Build();
    using ConsoleProgress progress = new();
    GraphEvaluationReport report = GraphEvaluation.Run(segmenter, graph, new() { Splits = [.. folds] }, progress);
    Console.WriteLine(report);
    Console.WriteLine($"folds={report.Runs.Count} auc={report.Auc} accuracy={report.Accuracy} mlp_auc={report.MlpAuc}");
}

// What a session viewed, each item once: a session of many views does not shout louder than its square root.
static EdgeTable Viewed(CustomerTable views, string level)
{
    (string Session, string Item)[] edges = [.. views.ToObjects(row => (row.Text("session_id")!, row.Text(level)!)).Distinct()];
    Dictionary<string, int> counts = edges.CountBy(edge => edge.Session).ToDictionary();
    return EdgeTable.FromColumns([.. edges.Select(edge => edge.Session)], [.. edges.Select(edge => edge.Item)], [.. edges.Select(edge => 1 / Math.Sqrt(counts[edge.Session]))]);
}

internal sealed record Session(string Id, DateTime Start, DateTime End, double Views, string? Gender)
{
    public double Seconds => (End - Start).TotalSeconds;
}

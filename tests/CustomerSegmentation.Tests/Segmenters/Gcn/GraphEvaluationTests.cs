using System.Text.RegularExpressions;
using Xunit;

namespace CustomerSegmentation.Tests;

public sealed partial class GraphEvaluationTests
{
    private static readonly CustomerGraph Shop = SyntheticShop.Graph(300);

    [Fact]
    public void One_split_is_run_once_a_seed_and_only_its_test_part_is_judged()
    {
        GraphSplit split = Split(Shop);
        GraphEvaluationReport report = GraphEvaluation.Run(Segmenter(), Shop, new() { Splits = [split], Seeds = 2 });
        Assert.Equal([1UL, 2UL], report.Runs.Select(run => run.Seed));
        Assert.All(report.Runs, run =>
        {
            Assert.Equal(split.Test.Length, run.Graph.RowCount);
            Assert.Equal(split.Test.Length, run.Mlp!.RowCount);
            Assert.True(run.Graph.Auc.Value > 0.7, $"AUC {run.Graph.Auc.Value}");
        });
        Assert.NotEqual(report.Runs[0].Graph.LogLoss, report.Runs[1].Graph.LogLoss);
        Assert.Matches(Line(), report.Summary);
        Assert.False(report.Inductive);
        Assert.Contains("transductive", report.ToString(), StringComparison.Ordinal);
        Assert.All(report.ToString().Split('\n'), line => Assert.InRange(line.Length, 0, 100));
        Assert.StartsWith("2 runs, label \"Segment\", a network given (Sage), one split", report.ToMarkdown(), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_of_several_splits_is_run_once_whatever_the_seeds()
    {
        GraphEvaluationReport report = GraphEvaluation.Run(Segmenter(), Shop, new() { Splits = [Split(Shop, 1), Split(Shop, 2), Split(Shop, 3)], Seeds = 7, Mlp = false });
        Assert.Equal(3, report.Runs.Count);
        Assert.All(report.Runs, run => Assert.Equal(1UL, run.Seed));
        Assert.EndsWith(" mlp_accuracy=nan mlp_auc=nan", report.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_split_each_run_draws_one_by_its_seed()
    {
        GraphEvaluationReport report = GraphEvaluation.Run(Segmenter(), Shop, new() { Seeds = 2, Mlp = false });
        Assert.All(report.Runs, run => Assert.Equal([150, 75, 75], new[] { run.Split.Train, run.Split.Validation, run.Split.Test }.Select(part => part.Length), Near));
        Assert.NotEqual(report.Runs[0].Split.Test, report.Runs[1].Split.Test);
        Assert.Equal(report.Summary, GraphEvaluation.Run(Segmenter(), Shop, new() { Seeds = 2, Mlp = false }).Summary);
    }

    [Fact]
    public void Labels_outside_training_and_validation_never_reach_the_model()
    {
        // Two labels: whoever is right about the truth is wrong about its opposite.
        CustomerGraph graph = Dormant(Shop, (_, dormant) => dormant);
        GraphSplit split = Split(Shop), half = GraphSplit.FromRows(graph.Customers, split.Train, split.Validation, split.Test[..^20]);
        HashSet<int> seen = [.. split.Train.Concat(split.Validation)];
        CustomerGraph opposite = Dormant(Shop, (row, dormant) => seen.Contains(row) ? dormant : !dormant);
        GraphEvaluationOptions options = new() { Splits = [half], Seeds = 1 };
        GraphRun straight = GraphEvaluation.Run(Segmenter(), graph, options).Runs[0], turned = GraphEvaluation.Run(Segmenter(), opposite, options).Runs[0];
        Assert.Equal(1, straight.Graph.Accuracy.Value + turned.Graph.Accuracy.Value, 12);
        Assert.Equal(1, straight.Graph.Auc.Value + turned.Graph.Auc.Value, 12);
        Assert.Equal(1, straight.Mlp!.Auc.Value + turned.Mlp!.Auc.Value, 12);
    }

    [Fact]
    public void The_AUC_of_two_labels_is_that_of_the_second()
    {
        GraphRun run = GraphEvaluation.Run(Segmenter(), Dormant(Shop, (_, dormant) => dormant), new() { Splits = [Split(Shop)], Seeds = 1 }).Runs[0];
        Assert.Equal("yes", run.Graph.PositiveSegment);
    }

    [Fact]
    public void Customers_without_columns_have_no_perceptron_and_that_is_said()
    {
        CustomerGraph bare = Shop.WithCustomers(Shop.Customers.Select("Segment"));
        GraphEvaluationReport report = GraphEvaluation.Run(Segmenter(), bare, new() { Splits = [Split(Shop)], Seeds = 1 });
        Assert.Null(report.Runs[0].Mlp);
        Assert.Matches(@"^seeds=1 accuracy=0\.\d{3}±nan auc=0\.\d{3}±nan mlp_accuracy=nan mlp_auc=nan$", report.Summary);
        Assert.Contains(report.Notes, note => note.What.Contains("no column but the label", StringComparison.Ordinal));
    }

    [Fact]
    public void The_perceptron_is_given_counts_as_they_are()
    {
        // Words that one customer in fifty has would be clipped away as outliers.
        string[] segments = [.. Shop.Customers["Segment"].Texts().Select(text => text!)];
        Random random = new(1);
        NumberColumn[] words = [.. Enumerable.Range(0, 200).Select(word => new NumberColumn($"word {word}",
            [.. segments.Select(segment => random.NextDouble() < (word % 4 == SyntheticShop.Segments.ToList().IndexOf(segment) ? 0.06 : 0.005) ? 1.0 : 0)]))];
        CustomerGraph graph = Shop.WithCustomers(CustomerTable.FromColumns([.. words, CategoryColumn.FromTexts("Segment", segments)], [.. Shop.Customers.Keys], "CustomerId"));
        GraphRun run = GraphEvaluation.Run(Segmenter(), graph, new() { Splits = [Split(Shop)], Seeds = 1 }).Runs[0];
        Assert.True(run.Mlp!.Accuracy.Value > 0.7, $"accuracy {run.Mlp.Accuracy.Value}");
    }

    [Fact]
    public void A_label_that_only_the_test_part_has_counts_as_missed()
    {
        GraphSplit split = Split(Shop);
        string?[] labels = Shop.Customers["Segment"].Texts();
        labels[split.Test[0]] = "Martians";
        CustomerGraph graph = Shop.WithCustomers(Shop.Customers.WithColumn(CategoryColumn.FromTexts("Segment", labels)));
        ClassificationReport report = GraphEvaluation.Run(Segmenter(), graph, new() { Splits = [split], Seeds = 1 }).Runs[0].Graph;
        Assert.Equal(split.Test.Length, report.RowCount);
        Assert.Equal(0, report.PerSegment.Single(score => score.Segment == "Martians").Recall);
    }

    [Fact]
    public void An_inductive_split_is_fitted_without_the_test_customers_and_says_so()
    {
        GraphSplit split = Split(Shop).WithInductive(true);
        GraphEvaluationReport report = GraphEvaluation.Run(Segmenter(), Shop, new() { Splits = [split], Seeds = 1, Mlp = false });
        Assert.True(report.Inductive);
        Assert.Contains("inductive: nothing of the test customers", report.ToMarkdown(), StringComparison.Ordinal);
        Assert.Equal(split.Test.Length, report.Runs[0].Graph.RowCount);
    }

    [Fact]
    public void Progress_is_told_and_a_cancelled_token_ends_it()
    {
        List<GraphEvaluationProgress> told = [];
        GraphEvaluation.Run(Segmenter(), Shop, new() { Splits = [Split(Shop)], Seeds = 2 }, new Runs(told));
        Assert.Equal([(1, "graph"), (1, "mlp"), (2, "graph"), (2, "mlp")], told.Where(value => value.Report is not null).Select(value => (value.Run, value.What)));
        Assert.Contains(told, value => value.Training is not null);
        Assert.Throws<OperationCanceledException>(() => GraphEvaluation.Run(Segmenter(), Shop, cancellationToken: new(true)));
    }

    [Fact]
    public void What_cannot_be_evaluated_is_said()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => GraphEvaluation.Run(Segmenter(), Shop, new() { Seeds = 0 }));
        Assert.StartsWith("Run 1 of 1 failed: The split is of 200 customers but the graph has 300. Make the split from this graph",
            Message(new() { Splits = [Split(SyntheticShop.Graph(200))], Seeds = 1 }), StringComparison.Ordinal);
        GraphSplit untested = GraphSplit.FromRows(Shop.Customers, [.. Enumerable.Range(0, 200)], [], []);
        Assert.Contains("is to be tested: 0 customers in the test part, none with a label in \"Segment\". Give a split with a test part.",
            Message(new() { Splits = [untested], Seeds = 1 }), StringComparison.Ordinal);
        Assert.Contains("Segmnt", Assert.Throws<SegmentationException>(() => GraphEvaluation.Run(new GcnSegmenterBuilder().UseLabel("Segmnt").AddAll().Build(), Shop)).Message, StringComparison.Ordinal);
    }

    private static string Message(GraphEvaluationOptions options) => Assert.Throws<SegmentationException>(() => GraphEvaluation.Run(Segmenter(), Shop, options)).Message;

    private static GcnSegmenter Segmenter() => new GcnSegmenterBuilder().UseLabel("Segment").AddAll()
        .UseNetwork(new() { Layer = GraphLayer.Sage, Hidden = 16 }).UseTraining(new() { Epochs = 30, Optimizer = new Adam { LearningRate = 0.02 } }).Build();

    private static GraphSplit Split(CustomerGraph graph, ulong seed = 1) => graph.Split(new() { StratifyBy = "Segment", Seed = seed });

    /// <summary>The label is whether a customer is dormant, changed as a function says.</summary>
    private static CustomerGraph Dormant(CustomerGraph graph, Func<int, bool, bool> change)
    {
        string?[] segments = graph.Customers["Segment"].Texts();
        return graph.WithCustomers(graph.Customers.WithColumn(new YesNoColumn("Segment", [.. segments.Select((segment, row) => (sbyte)(change(row, segment == "Dormant") ? 1 : 0))])));
    }

    private sealed class Runs(List<GraphEvaluationProgress> told) : IProgress<GraphEvaluationProgress>
    {
        public void Report(GraphEvaluationProgress value) => told.Add(value);
    }

    private static bool Near(int a, int b) => Math.Abs(a - b) <= 3;

    [GeneratedRegex(@"^seeds=2 accuracy=0\.\d{3}±0\.\d{3} auc=0\.\d{3}±0\.\d{3} mlp_accuracy=0\.\d{3} mlp_auc=0\.\d{3}$")]
    private static partial Regex Line();
}

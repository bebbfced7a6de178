using System.Xml.Linq;
using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class GraphWorthTests
{
    private static readonly GraphWorthOptions Quick = new()
    {
        Folds = 3, BootstrapRepetitions = 200,
        Training = new() { Epochs = 60, Optimizer = new AdamW { LearningRate = 0.01 }, EarlyStopping = new() { Patience = 15 } },
    };

    private static readonly CustomerGraph Shop = SyntheticShop.Graph(500);
    private static readonly Lazy<GraphWorthReport> Report = new(() => GraphWorth.Run(Shop, "Segment", Quick));

    [Fact]
    public void The_shops_graph_pays()
    {
        GraphWorthReport report = Report.Value;
        Assert.True(report.Pays, report.ToString());
        Assert.StartsWith($"The graph pays: the {report.Chosen} gains AUC +0.", report.Verdict, StringComparison.Ordinal);
        Assert.Equal(["MLP", "MLP on neighbour aggregates", "graph network"], report.Contenders.Select(contender => contender.Name));
        Assert.Equal(500, report.Customers);
        GraphContender best = report.Contenders.Skip(1).MaxBy(contender => contender.ValidationAuc.Mean)!;
        Assert.Equal(best.Name, report.Chosen);
        Assert.Equal(report.Contenders[1].Auc.Mean - report.Contenders[0].Auc.Mean, report.Differences[0].Auc.Mean, 12);
        Assert.Equal(["friends", "bought"], report.Relations.Select(relation => relation.Baseline.Split(" without ")[1]));
        Assert.All(report.Differences, difference => Assert.InRange(difference.Auc.Mean, difference.Auc.DrawnLower, difference.Auc.DrawnUpper));
    }

    [Fact]
    public void Edges_that_say_nothing_do_not_pay_and_that_is_said()
    {
        Random random = new(3);
        string[] ends = [.. Enumerable.Range(0, 2400).Select(_ => Shop.Customers.Keys[random.Next(500)])];
        CustomerGraph graph = new CustomerGraphBuilder(Shop.Customers).AddUserUser("noise", EdgeTable.FromColumns(ends[..1200], ends[1200..])).Build();
        GraphWorthReport report = GraphWorth.Run(graph, "Segment", Quick);
        Assert.False(report.Pays, report.ToString());
        Assert.StartsWith("The graph does not pay", report.Verdict, StringComparison.Ordinal);
        Assert.Empty(report.Relations);
    }

    [Fact]
    public void Customers_without_columns_are_held_against_the_shares_of_the_labels()
    {
        GraphWorthReport report = GraphWorth.Run(Shop.WithCustomers(Shop.Customers.Select("Segment")).Without("bought"), "Segment", Quick with { BootstrapRepetitions = 0 });
        Assert.Equal("shares of the labels", report.Contenders[0].Name);
        Assert.Equal(0.5, report.Contenders[0].Auc.Mean);
        Assert.True(report.Pays, report.ToString());
        Assert.All(report.Differences, difference => Assert.True(double.IsNaN(difference.Auc.DrawnLower)));
    }

    [Fact]
    public void The_same_seed_gives_the_same_report_in_every_form()
    {
        GraphWorthReport report = Report.Value, again = GraphWorth.Run(Shop, "Segment", Quick);
        Assert.Equal(report.ToString(), again.ToString());
        Assert.All(report.ToString().Split('\n'), line => Assert.InRange(line.Length, 0, 100));
        Assert.StartsWith("Is the graph worth it? 3 folds over 500 customers, label \"Segment\", transductive", report.ToMarkdown(), StringComparison.Ordinal);
        Assert.Equal(5, XElement.Parse(((IHtmlView)report).ToHtml()).Descendants("table").Count());
    }

    [Fact]
    public void Bands_hold_every_tested_customer_once()
    {
        EquatableList<DegreeBand> bands = Report.Value.Bands;
        Assert.Equal(500, bands.Sum(band => band.Customers));
        int[] neighbours = [.. Enumerable.Range(0, 500).Select(row => Shop.Relations.Sum(relation => relation.ToUsers.Degree(row)))];
        Assert.All(bands, band => Assert.Equal(neighbours.Count(count => count >= band.From && count <= band.To), band.Customers));
        for (int model = 0; model < 3; model++)
            Assert.Equal(Report.Value.Contenders[model].Accuracy.Mean, bands.Sum(band => band.Customers * band.Accuracy[model]) / 500, 2);
    }

    [Theory]
    [InlineData(0, 0, "0")]
    [InlineData(1, 1, "1")]
    [InlineData(3, 2, "2–3")]
    [InlineData(4, 3, "4–7")]
    [InlineData(8, 4, "8–15")]
    public void Bands_double(int neighbours, int band, string name)
    {
        Assert.Equal(band, DegreeBand.Of(neighbours));
        (int from, int to) = DegreeBand.Ends(band);
        Assert.Equal(name, new DegreeBand(from, to, 1, [], []).Name);
    }

    [Fact]
    public void The_interval_over_folds_is_that_of_Nadeau_and_Bengio()
    {
        // Mean 2, sample standard deviation 1, three folds: t of 2 degrees is 4.302653, the variance counts 1/3 + 1/2 times.
        PairedInterval interval = PairedInterval.Of([1, 2, 3], [3, 1, 2, double.NaN], 0.95);
        Assert.Equal(2, interval.Mean);
        Assert.Equal(2 - 4.302653 * Math.Sqrt(5.0 / 6), interval.Lower, 5);
        Assert.Equal(2 + 4.302653 * Math.Sqrt(5.0 / 6), interval.Upper, 5);
        Assert.Equal((1.05, 2.95), (Math.Round(interval.DrawnLower, 10), Math.Round(interval.DrawnUpper, 10)));
        Assert.Equal("+2.000 [−1.928, +5.928]", interval.ToString());
    }

    [Fact]
    public void Progress_is_told_and_a_cancelled_token_ends_it()
    {
        using CancellationTokenSource source = new();
        List<string> told = [];
        Assert.ThrowsAny<OperationCanceledException>(() => GraphWorth.Run(Shop, "Segment", Quick, new Telling(value =>
        {
            if (value.Report is not null) told.Add($"{value.What} {value.Run}/{value.Runs}");
            if (told.Count == 4) source.Cancel();
        }), source.Token));
        Assert.Equal(["MLP 1/3", "MLP 2/3", "MLP 3/3", "MLP on neighbour aggregates 1/3"], told);
    }

    [Fact]
    public void What_cannot_be_compared_is_said()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => GraphWorth.Run(Shop, "Segment", new() { Folds = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => GraphWorth.Run(Shop, "Segment", new() { ValidationShare = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => GraphWorth.Run(Shop, "Segment", new() { Confidence = 1 }));
        Assert.Equal("The graph of the synthetic shop has no edge, so there is nothing to compare: 1 relation. Add a relation with edges.",
            Assert.Throws<SegmentationException>(() => GraphWorth.Run(GraphTables.Friends(SyntheticShop.Customers(50), EdgeTable.FromColumns([], [])), "Segment")).Message);
        Assert.Contains("did you mean \"Segment\"?", Assert.Throws<SegmentationException>(() => GraphWorth.Run(Shop, "Segmnt")).Message, StringComparison.Ordinal);
        Assert.StartsWith("Fold 1 of 3, MLP, failed: ",
            Assert.Throws<SegmentationException>(() => GraphWorth.Run(Shop.WithCustomers(Shop.Customers.Select("Segment").WithColumn(new NumberColumn("one", [.. Enumerable.Repeat(1.0, 500)]))), "Segment", Quick)).Message,
            StringComparison.Ordinal);
    }

    private sealed class Telling(Action<GraphEvaluationProgress> tell) : IProgress<GraphEvaluationProgress>
    {
        public void Report(GraphEvaluationProgress value) => tell(value);
    }
}

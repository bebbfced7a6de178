using Xunit;

namespace CustomerSegmentation.Tests;

/// <summary>The presets, untuned, on real graphs: good enough, and not better than is honestly possible.</summary>
public sealed class RealGraphsQualityTests
{
    [Fact]
    public void The_published_network_finds_the_topics_of_papers_as_well_as_published()
    {
        CustomerTable nodes = CustomerTable.FromCsv(RealData.Path("cora/nodes.csv"), "node");
        GraphSplit split = GraphSplit.FromColumn(nodes, "split");
        CustomerGraph graph = new CustomerGraphBuilder(NodeFeatures.FromCsv(RealData.Path("cora/features.csv"), nodes.Drop("split")))
            .AddUserUser("cites", EdgeTable.FromCsv(RealData.Path("cora/edges.csv"))).Build();
        GraphEvaluationReport report = GraphEvaluation.Run(new GcnSegmenterBuilder().UseLabel("label").AddAll().UseLayer(GraphLayer.Gcn).Build(), graph,
            new() { Splits = [split], Seeds = 2 }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(report.Accuracy.Mean >= 0.805, report.Summary);
        Assert.True(report.Accuracy.Mean <= 0.87, $"too good to be true, look for a leak: {report.Summary}");
        Assert.True(report.MlpAccuracy.Mean < 0.65, report.Summary);
    }

    [Fact]
    public void Aggregates_of_neighbours_find_who_was_banned_far_better_than_own_columns()
    {
        CustomerTable nodes = CustomerTable.FromCsv(RealData.Path("tolokers/nodes.csv"), "node");
        IReadOnlyList<GraphSplit> splits = GraphSplit.FromColumns(nodes, "split");
        CustomerGraph graph = new CustomerGraphBuilder(nodes.Drop(nodes.ColumnNames.Where(name => name.StartsWith("split", StringComparison.Ordinal))))
            .AddUserUser("works with", EdgeTable.FromCsv(RealData.Path("tolokers/edges.csv"))).Build();
        GraphEvaluationReport report = GraphEvaluation.Run(new GcnSegmenterBuilder().UseLabel("label").AddAll().UsePreset(GraphPreset.Fast).Build(), graph,
            new() { Splits = [splits[0]] }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(report.Auc.Mean >= 0.843, report.Summary);
        Assert.True(report.Auc.Mean <= 0.88, $"too good to be true, look for a leak: {report.Summary}");
        Assert.True(report.MlpAuc.Mean < 0.76, report.Summary);
    }
}

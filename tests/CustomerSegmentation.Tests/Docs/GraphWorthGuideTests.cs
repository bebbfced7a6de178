using Xunit;

namespace CustomerSegmentation.Tests;

/// <summary>The code of graphs.md on evaluations, as it stands there.</summary>
[Collection(nameof(RunsAlone))]
public sealed class GraphWorthGuideTests(DocsFolder folder)
{
    [Fact]
    public void A_graph_is_worth_it_or_not()
    {
        // docs
        CustomerGraph graph = SyntheticShop.Graph(400);
        GraphWorthReport worth = GraphWorth.Run(graph, "Segment");
        Console.WriteLine(worth.Verdict);
        // end
        Assert.StartsWith("The graph pays: ", folder.Printed(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_segmenter_is_evaluated()
    {
        CustomerGraph graph = SyntheticShop.Graph(200);
        // docs
        GcnSegmenter segmenter = new GcnSegmenterBuilder().UseLabel("Segment").AddAll().UseLayer(GraphLayer.Sgc).Build();
        GraphEvaluationReport report = GraphEvaluation.Run(segmenter, graph, new GraphEvaluationOptions { Seeds = 3 });
        Console.WriteLine(report.Summary);
        // end
        Assert.StartsWith("seeds=3 accuracy=0.", folder.Printed(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_segmenter_is_evaluated_on_what_comes_next()
    {
        CustomerGraph graph = SyntheticShop.Graph(300);
        GcnSegmenter segmenter = new GcnSegmenterBuilder().UseLabel("Segment").AddAll().Exclude("MemberSince").UseLayer(GraphLayer.Sgc).Build();
        // docs
        GraphSplit latest = graph.Split(new GraphSplitOptions { By = SplitBy.Time, TimeColumn = "MemberSince" }).WithInductive(true);
        GraphEvaluationReport report = GraphEvaluation.Run(segmenter, graph, new GraphEvaluationOptions { Splits = [latest], Seeds = 3 });
        Console.WriteLine(report);
        // end
        Assert.Contains("inductive: nothing of the test customers", folder.Printed().ReplaceLineEndings(" "), StringComparison.Ordinal);
    }
}

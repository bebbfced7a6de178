using Xunit;

namespace CustomerSegmentation.Tests;

/// <summary>The code of the section on health, leaks and splits in graphs.md, as it stands there.</summary>
[Collection(nameof(RunsAlone))]
public sealed class GraphSoundnessTests(DocsFolder folder)
{
    [Fact]
    public void A_graph_is_looked_at_before_it_is_used()
    {
        // docs
        CustomerGraph graph = SyntheticShop.Graph();
        GraphSplit split = graph.Split(new GraphSplitOptions { StratifyBy = "Segment" });   // 50 % train, 25 % validate, 25 % test
        Console.WriteLine(graph.Health("Segment", split.Train));
        LeakAudit audit = graph.Audit("Segment", split);
        Console.WriteLine(audit);
        if (!audit.Passed) throw new InvalidOperationException("Look at the flags first.");
        // end
        string printed = folder.Printed();
        string table = Assert.Single(DocPages.Blocks("docs/graphs.md", "text"), block => block.StartsWith("same Segment", StringComparison.Ordinal));
        Assert.Contains(table, printed, StringComparison.Ordinal);
        Assert.Contains("passed, 2 notes", printed, StringComparison.Ordinal);
    }

    [Fact]
    public void Splits_come_from_columns()
    {
        CustomerTable.FromColumns([.. Enumerable.Range(0, 2).Select(i => CategoryColumn.FromTexts($"split{i}", ["train", i == 0 ? "val" : "none", "test"]))], ["a", "b", "c"], "node").ToCsv("nodes.csv");
        // docs
        CustomerTable nodes = CustomerTable.FromCsv("nodes.csv", key: "node");
        foreach (GraphSplit one in GraphSplit.FromColumns(nodes, "split"))
            Console.WriteLine(one);
        // end
        Assert.Equal("1 train, 1 validation, 1 test, 0 in no part; transductive\n1 train, 0 validation, 1 test, 1 in no part; transductive\n", folder.Printed().ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Relations_are_derived()
    {
        CustomerTable customers = DocsFolder.Customers;
        EdgeTable purchases = EdgeTable.FromColumns([.. customers.Keys], [.. customers.Keys.Select((_, i) => $"product {i % 50}")]);
        // docs
        CustomerGraph graph = new CustomerGraphBuilder(customers)
            .AddUserItem("bought", purchases)
            .AddSameItem("bought the same", "bought", new SameItemOptions { Weight = SharedItemWeight.InversePopularity, MostNeighbours = 10 })
            .AddNearest("alike", new NearestOptions { Neighbours = 5, Columns = ["Age", "PurchaseFrequency", "AverageBasket"] })
            .Build();
        // end
        Assert.All(graph.Relations, relation => Assert.InRange(relation.Edges, 600, 6000));
        Assert.Equal([false, true, true], graph.Relations.Select(relation => relation.Derived));
    }
}

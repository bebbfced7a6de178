using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class RealGraphsTests
{
    [Fact]
    public void Cora_has_its_edges_and_words()
    {
        CustomerTable nodes = CustomerTable.FromCsv(RealData.Path("cora/nodes.csv"), key: "node");
        CustomerGraph graph = new CustomerGraphBuilder(NodeFeatures.FromCsv(RealData.Path("cora/features.csv"), nodes))
            .AddUserUser("cites", EdgeTable.FromCsv(RealData.Path("cora/edges.csv"))).Build();
        Assert.Equal((2708, 5278L, 2 + 1432), (graph.Customers.RowCount, graph["cites"].Edges, graph.Customers.Columns.Count));
        // One of the 1433 words is in no paper.
        Assert.Equal(2 * 5278, graph["cites"].ToUsers.Count);
        Assert.Equal("1432", graph.Customers.Columns[^1].Name);
    }

    [Fact]
    public void Tolokers_have_their_edges()
    {
        CustomerGraph graph = new CustomerGraphBuilder(CustomerTable.FromCsv(RealData.Path("tolokers/nodes.csv"), key: "node"))
            .AddUserUser("worked together", EdgeTable.FromCsv(RealData.Path("tolokers/edges.csv"))).Build();
        Assert.Equal((11758, 519_000L), (graph.Customers.RowCount, graph["worked together"].Edges));
        Assert.False(graph["worked together"].Weighted);
    }

    [Fact]
    public void Sessions_have_views_of_every_level_of_the_product_tree()
    {
        CustomerTable views = CustomerTable.FromCsv(RealData.Path("pakdd15_gender/views.csv"));
        CustomerGraphBuilder builder = new(CustomerTable.FromCsv(RealData.Path("pakdd15_gender/sessions.csv"), key: "session_id"));
        foreach (string level in new[] { "category_a", "category_b", "category_c", "product_d" })
            builder.AddUserItem(level, EdgeTable.FromTable(views, new() { From = "session_id", To = level }));
        CustomerGraph graph = builder.Build();
        Assert.Equal(15_000, graph.Customers.RowCount);
        Assert.Equal(33_455, graph.Relations.Sum(relation => relation.ToUsers.Weights?.Sum() ?? relation.Edges) / 4);
        Assert.All(graph.Items, items => Assert.Equal(0, items.Keys.Count(string.IsNullOrEmpty)));
    }
}

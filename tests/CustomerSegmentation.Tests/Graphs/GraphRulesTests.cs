using Xunit;
using static CustomerSegmentation.Tests.GraphTables;

namespace CustomerSegmentation.Tests;

/// <summary>What becomes of edges, rule by rule.</summary>
public sealed class GraphRulesTests
{
    private static readonly CustomerTable Abc = Nodes("a", "b", "c");

    [Fact]
    public void An_undirected_relation_lies_both_ways_and_targets_rise()
    {
        Adjacency to = Friends(Abc, Edges(("c", "a"), ("a", "b")))["friends"].ToUsers;
        Assert.Equal([0, 2, 3, 4], to.Starts);
        Assert.Equal([1, 2, 0, 0], to.Targets);
        Assert.Null(to.Weights);
        Assert.Same(to, to.Transposed());
    }

    [Fact]
    public void A_directed_edge_reaches_its_second_end_and_FromUsers_goes_back()
    {
        GraphRelation relation = Friends(Abc, Edges(("a", "b"), ("c", "b"), ("b", "a")), new() { Directed = true })["friends"];
        Assert.Equal([(0, 1, 1f), (1, 0, 1f), (1, 2, 1f)], Entries(relation.ToUsers));
        Assert.Equal([(0, 1, 1f), (1, 0, 1f), (2, 1, 1f)], Entries(relation.FromUsers));
        Assert.Same(relation.ToUsers, relation.FromUsers.Transposed());
        Assert.Equal(3, relation.Edges);
    }

    [Theory]
    [InlineData(RepeatedEdges.Sum, 7f, "friends: 2 repeated edges, their weights added to the first")]
    [InlineData(RepeatedEdges.Max, 4f, "friends: 2 repeated edges, of which the largest weight counts")]
    [InlineData(RepeatedEdges.Last, 2f, "friends: 2 repeated edges, of which the last weight counts")]
    public void Repeated_edges_become_one_by_the_rule_and_are_counted(RepeatedEdges rule, float weight, string note)
    {
        CustomerGraph graph = Friends(Abc, Weighted(("a", "b", 1), ("b", "a", 4), ("b", "c", 3), ("a", "b", 2)), new() { Repeated = rule });
        Assert.Equal([(0, 1, weight), (1, 0, weight), (1, 2, 3f), (2, 1, 3f)], Entries(graph["friends"].ToUsers));
        Assert.Equal([note], Notes(graph.Notes));
    }

    [Fact]
    public void Repeated_edges_without_weights_count_how_often_they_came_where_they_are_summed()
    {
        EdgeTable edges = Edges(("a", "b"), ("a", "b"), ("b", "c"));
        Assert.Equal([2f, 2f, 1f, 1f], Friends(Abc, edges)["friends"].ToUsers.Weights!);
        Assert.Null(Friends(Abc, edges, new() { Repeated = RepeatedEdges.Last })["friends"].ToUsers.Weights);
    }

    [Fact]
    public void Weights_that_are_all_one_are_none() => Assert.False(Friends(Abc, Weighted(("a", "b", 1), ("b", "c", 1)))["friends"].Weighted);

    [Fact]
    public void An_edge_given_in_both_directions_is_two_where_edges_have_a_direction() =>
        Assert.Empty(Friends(Nodes("a", "b"), Edges(("a", "b"), ("b", "a")), new() { Directed = true }).Notes);

    [Fact]
    public void Loops_are_dropped_and_counted()
    {
        CustomerGraph graph = Friends(Nodes("a", "b"), Edges(("a", "a"), ("a", "b"), ("b", "b")));
        Assert.Equal(1, graph["friends"].Edges);
        Assert.Equal(["friends: 2 edges from a customer to itself, dropped, for example \"a\""], Notes(graph.Notes));
    }

    [Fact]
    public void A_customer_and_an_item_of_the_same_name_are_no_loop() =>
        Assert.Equal(1, new CustomerGraphBuilder(Nodes("a")).AddUserItem("bought", Edges(("a", "a"))).Build()["bought"].Edges);

    [Fact]
    public void Unknown_and_blank_ends_are_dropped_and_counted()
    {
        CustomerGraph graph = Friends(Nodes("a", "b"), Edges(("a", "x"), ("y", "b"), (null, "b"), ("a", " "), ("a", "b")));
        Assert.Equal(["friends: 2 edges with an unknown end, dropped, for example \"x\"", "friends: 2 edges with a blank end, dropped"], Notes(graph.Notes));
        Assert.Equal(1, graph["friends"].Edges);
    }

    [Fact]
    public void Edges_of_weight_0_are_dropped_and_counted()
    {
        CustomerGraph graph = Friends(Nodes("a", "b", "c"), Weighted(("a", "b", 2), ("b", "c", 0), ("a", "c", 1e-60)));
        Assert.Equal([(0, 1, 2f), (1, 0, 2f)], Entries(graph["friends"].ToUsers));
        Assert.Equal(["friends: 2 edges of weight 0, dropped", "1 customer without an edge in any relation"], Notes(graph.Notes));
    }

    [Fact]
    public void Edges_at_or_after_the_cut_off_are_not_seen_nor_is_what_is_wrong_with_them()
    {
        EdgeTable edges = EdgeTable.FromColumns(["a", "b", "a", "zz", "a"], ["b", "c", "c", "a", "b"], [1, 1, -5, double.NaN, 1],
            [new(2024, 1, 1), new(2024, 1, 2), new(2024, 1, 3), new(2024, 2, 1), new(2024, 1, 1)]);
        CustomerGraph graph = new CustomerGraphBuilder(Abc).AddUserUser("friends", edges, new() { Unknown = UnknownEnds.Error, Repeated = RepeatedEdges.Max }).UseCutOff(new(2024, 1, 3)).Build();
        Assert.Equal([(0, 1), (1, 0), (1, 2), (2, 1)], Entries(graph["friends"].ToUsers).Select(entry => (entry.Row, entry.Column)));
        Assert.Contains("friends: 2 edges at or after the cut-off 2024-01-03, not seen", Notes(graph.Notes));
        Assert.StartsWith("3 customers of columns, 1 relation, edges before 2024-01-03\n", graph.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_edge_without_a_time_is_not_seen_where_there_is_a_cut_off()
    {
        (string From, string To, DateTime? Time)[] rows = [("a", "b", new(2024, 1, 1)), ("b", "c", null)];
        EdgeTable edges = EdgeTable.FromObjects(rows, row => row.From, row => row.To, null, row => row.Time);
        Assert.Equal(2, Friends(Abc, edges)["friends"].Edges);
        CustomerGraph graph = new CustomerGraphBuilder(Abc).AddUserUser("friends", edges).UseCutOff(new(2024, 2, 1)).Build();
        Assert.Equal(1, graph["friends"].Edges);
        Assert.Contains("friends: 1 edge without a time, not seen because there is a cut-off", Notes(graph.Notes));
    }

    [Fact]
    public void Items_made_from_edges_are_those_of_known_customers_before_the_cut_off_in_order_of_their_names()
    {
        EdgeTable edges = Timed(("a", "q", 1), ("b", "p", 2), ("nobody", "o", 1), ("a", "later", 20), ("c", "q", 1));
        CustomerGraph graph = new CustomerGraphBuilder(Abc).AddUserItem("bought", edges).UseCutOff(new(2024, 1, 10)).Build();
        GraphItems items = Assert.Single(graph.Items);
        Assert.Equal(["p", "q"], items.Keys);
        Assert.Equal(("bought", 2, (CustomerTable?)null), (items.Name, items.Count, items.Table));
        Assert.Equal([(0, 1, 1f), (1, 0, 1f), (2, 1, 1f)], Entries(graph["bought"].ToUsers));
        Assert.Equal([(0, 1, 1f), (1, 0, 1f), (1, 2, 1f)], Entries(graph["bought"].FromUsers));
    }

    [Fact]
    public void Items_of_a_table_keep_its_order_and_cold_ones_are_counted()
    {
        CustomerTable products = Nodes("p3", "p1", "p2");
        CustomerGraph graph = new CustomerGraphBuilder(Abc).AddItems("products", products)
            .AddUserItem("bought", Edges(("a", "p1"), ("b", "p3"), ("b", "p9")), "products").Build();
        Assert.Same(products, graph.Items[0].Table);
        Assert.Equal([(0, 1, 1f), (1, 0, 1f)], Entries(graph["bought"].ToUsers));
        Assert.Equal("products", graph["bought"].Items);
        Assert.Equal(
            ["bought: 1 edge with an unknown end, dropped, for example \"p9\"", "bought: 1 item without an edge", "1 customer without an edge in any relation"],
            Notes(graph.Notes));
    }

    [Fact]
    public void Relations_can_share_items_made_from_the_edges_of_both()
    {
        CustomerGraph graph = new CustomerGraphBuilder(Abc).AddItems("products")
            .AddUserItem("viewed", Edges(("a", "z"), ("b", "m")), "products").AddUserItem("bought", Edges(("a", "a"), ("c", "z")), "products").Build();
        Assert.Equal(["a", "m", "z"], Assert.Single(graph.Items).Keys);
        Assert.Same(graph["viewed"].ItemSet, graph["bought"].ItemSet);
        Assert.Equal([(0, 0, 1f), (2, 2, 1f)], Entries(graph["bought"].ToUsers));
    }

    [Fact]
    public void The_order_of_the_rows_does_not_show()
    {
        (string, string)[] rows = [("a", "q"), ("b", "p"), ("c", "q"), ("a", "p"), ("b", "r")];
        CustomerGraph one = new CustomerGraphBuilder(Abc).AddUserItem("bought", Edges([.. rows])).Build(), other = new CustomerGraphBuilder(Abc).AddUserItem("bought", Edges([.. rows.Reverse()])).Build();
        Assert.Equal(one.Items[0].Keys, other.Items[0].Keys);
        Assert.Equal(Entries(one["bought"].ToUsers), Entries(other["bought"].ToUsers));
    }

    [Fact]
    public void An_empty_relation_works_and_is_noted()
    {
        CustomerGraph graph = new CustomerGraphBuilder(Abc).AddUserUser("friends", Edges()).AddUserItem("bought", Edges()).Build();
        Assert.Equal((0, 0), (graph["friends"].Edges, graph["bought"].Edges));
        Assert.Equal([0, 0, 0, 0], graph["bought"].ToUsers.Starts);
        Assert.Equal(["friends: 1 relation without edges", "bought: 1 relation without edges", "3 customers without an edge in any relation"], Notes(graph.Notes));
        Assert.Contains("0.0 %", graph.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Isolated_customers_have_no_edge_in_any_relation_in_any_direction()
    {
        CustomerGraph graph = new CustomerGraphBuilder(Nodes("a", "b", "c", "d", "e"))
            .AddUserUser("refers", Edges(("a", "b")), new() { Directed = true }).AddUserItem("bought", Edges(("d", "p"))).Build();
        Assert.Equal(["2 customers without an edge in any relation"], Notes(graph.Notes));
    }

    [Fact]
    public void What_a_customers_table_noted_is_noted_by_its_graph()
    {
        CustomerTable some = Nodes("a", "b", "c").Where(row => row.Key != "b");
        Assert.Equal("1 row left out by a condition", Notes(Friends(some, Edges(("a", "c"))).Notes)[0]);
    }

    [Fact]
    public void A_node_that_comes_twice_is_refused_by_its_table()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("nodes.csv"), "node,x\na,1\nb,2\na,3\n");
        Assert.EndsWith("comes twice, in data rows 1 and 3. A key must be unique: remove one of the rows, or choose another key.",
            Message(() => CustomerTable.FromCsv(folder.File("nodes.csv"), key: "node")), StringComparison.Ordinal);
    }
}

using CsCheck;
using Xunit;
using static CustomerSegmentation.Tests.GraphTables;

namespace CustomerSegmentation.Tests;

/// <summary>Newcomers in a graph: nothing changes among the others, and it is the graph that would have been built with all.</summary>
public sealed class NewcomerTests
{
    private static CustomerGraph Graph() => new CustomerGraphBuilder(Nodes("a", "b", "c"))
        .AddUserUser("friends", Edges(("a", "b"), ("b", "c")))
        .AddUserItem("bought", Edges(("a", "p"), ("b", "q"))).Build();

    [Fact]
    public void Newcomers_stand_behind_the_others_with_their_edges()
    {
        CustomerGraph graph = Graph(), more = graph.With(Nodes("x", "y"), ("friends", Weighted(("x", "a", 2), ("y", "x", 1), ("x", "a", 3))), ("bought", Edges(("y", "q"))));
        Assert.Equal(["a", "b", "c", "x", "y"], more.Customers.Keys);
        Assert.Equal(
            [(0, 1, 1f), (0, 3, 5f), (1, 0, 1f), (1, 2, 1f), (2, 1, 1f), (3, 0, 5f), (3, 4, 1f), (4, 3, 1f)], Entries(more["friends"].ToUsers));
        Assert.True(more["friends"].ToUsers.Symmetric);
        Assert.Equal([(0, 0, 1f), (1, 1, 1f), (4, 1, 1f)], Entries(more["bought"].ToUsers));
        Assert.Equal(3, graph.Customers.RowCount);
        Assert.Equal((4, 2), (more.Row("y"), more.Row("c")));
        Assert.Equal(["friends: 1 repeated edge, their weights added to the first"], Notes(more.Notes));
    }

    [Fact]
    public void It_is_the_graph_that_is_built_with_all_at_once() => Gen.Select(Gen.Select(Gen.Int[0, 9], Gen.Int[0, 9], Gen.Int[1, 4]).Array[0, 40], Gen.Bool, Gen.Enum<RepeatedEdges>()).Sample((edges, directed, repeated) =>
    {
        string[] keys = [.. Enumerable.Range(0, 10).Select(i => "c" + i)];
        (string From, string To, double Weight)[] all = [.. edges.Where(edge => edge.Item1 != edge.Item2).Select(edge => (keys[edge.Item1], keys[edge.Item2], (double)edge.Item3))];
        (string From, string To, double Weight)[] old = [.. all.Where(edge => Among(edge, keys[..6]))], fresh = [.. all.Where(edge => !Among(edge, keys[..6]))];
        RelationOptions options = new() { Directed = directed, Repeated = repeated };
        CustomerGraph grown = Friends(Nodes(keys[..6]), Weighted(old), options).With(Nodes(keys[6..]), ("friends", Weighted(fresh)));
        Assert.Equal(Entries(Friends(Nodes(keys), Weighted(all), options)["friends"].ToUsers), Entries(grown["friends"].ToUsers));

        static bool Among((string From, string To, double) edge, string[] keys) => keys.Contains(edge.From) && keys.Contains(edge.To);
    });

    [Fact]
    public void What_touches_no_newcomer_or_is_unknown_is_counted_and_not_added()
    {
        CustomerGraph more = Graph().With(Nodes("x", "y", "z"),
            ("friends", Edges(("a", "c"), ("x", "nobody"), ("x", "b"), ("y", "nobody"))), ("bought", Edges(("c", "p"), ("y", "new item"))));
        Assert.Equal(
            [
                "friends: 2 edges with an unknown end, dropped, for example \"nobody\"", "friends: 1 edge not added, since they touch no newcomer",
                "bought: 1 edge with an unknown end, dropped, for example \"new item\"", "bought: 1 edge not added, since they touch no newcomer",
                "1 newcomer whose every neighbour is unknown, for example \"y\"", "1 newcomer without an edge, for example \"z\"",
                "2 customers without an edge in any relation",
            ], Notes(more.Notes));
        Assert.Equal(2, more["bought"].Edges);
    }

    [Fact]
    public void Newcomers_without_edges_are_nodes_all_the_same()
    {
        CustomerGraph more = Graph().With(Nodes("x"));
        Assert.Equal([0, 1, 3, 4, 4], more["friends"].ToUsers.Starts);
        Assert.Equal([0, 1, 2, 2, 2], more["bought"].ToUsers.Starts);
        Assert.Equal(4, more["bought"].FromUsers.Columns);
    }

    [Fact]
    public void A_cap_and_a_cut_off_hold_for_newcomers_too()
    {
        CustomerGraph graph = new CustomerGraphBuilder(Nodes("a", "b", "c")).AddUserUser("friends", Timed(("a", "b", 1), ("b", "c", 1)), new() { MostNeighbours = 2 }).UseCutOff(new(2024, 1, 10)).Build();
        CustomerGraph more = graph.With(Nodes("x"), ("friends", Timed(("x", "a", 2), ("x", "b", 3), ("x", "c", 4), ("x", "a", 11))));
        Assert.Equal(2, more["friends"].ToUsers.Degree(3));
        Assert.Equal(4, more["friends"].Edges);
        Assert.Equal(["friends: 1 edge at or after the cut-off 2024-01-10, not seen", "friends: 1 edge of hubs left out, so that none has more than 2"], Notes(more.Notes));
        Assert.Contains("The edges of \"friends\" have no times (columns), but the graph has a cut-off. Name the column of times in EdgeColumns.",
            Message(() => graph.With(Nodes("x"), ("friends", Edges(("x", "a"))))), StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_are_matched_by_name_and_turned_to_the_kind_they_have()
    {
        CustomerTable old = CustomerTable.FromColumns(
            [CategoryColumn.FromTexts("plan", ["free", "gold"]), new NumberColumn("age", [1, 2]), new YesNoColumn("vip", [1, 0], "yes", "no"), new TimeColumn("since", [5, 6]), new TextColumn("name", ["A", "B"]), new NumberColumn("gone", [7, 8])], ["a", "b"], "id");
        CustomerTable newcomers = CustomerTable.FromColumns(
            [new TextColumn("age", ["33"]), CategoryColumn.FromTexts("plan", ["basic"]), new YesNoColumn("vip", [-1], "Y", "N"), new TimeColumn("since", [9]), new TextColumn("name", [null]), new NumberColumn("extra", [1])], ["x"], "other id");
        CustomerTable all = Friends(old, Edges(("a", "b"))).With(newcomers).Customers;
        Assert.Equal(["plan", "age", "vip", "since", "name", "gone"], all.ColumnNames);
        Assert.Equal(["free", "gold", "basic"], all["plan"].Texts());
        Assert.Equal(["free", "gold", "basic"], ((CategoryColumn)all["plan"]).Levels);
        Assert.Equal([1, 2, 33.0], ((NumberColumn)all["age"]).Values.ToArray());
        Assert.Equal(["yes", "no", null], all["vip"].Texts());
        Assert.Equal([5, 6, 9L], ((TimeColumn)all["since"]).Ticks.ToArray());
        Assert.Equal(["A", "B", null], all["name"].Texts());
        Assert.Equal([7, 8, double.NaN], ((NumberColumn)all["gone"]).Values.ToArray());
        Assert.Contains("1 column that newcomers do not have, missing for them, for example \"gone\"", Notes(Friends(old, Edges(("a", "b"))).With(newcomers).Notes));
        Assert.Contains("1 column that only newcomers have, not used, for example \"extra\"", Notes(Friends(old, Edges(("a", "b"))).With(newcomers).Notes));
    }

    [Fact]
    public void A_value_that_does_not_fit_its_column_is_named()
    {
        CustomerTable newcomers = CustomerTable.FromColumns([new TextColumn("x", ["much"])], ["n"], "id");
        Assert.StartsWith("Column \"x\" of columns says \"much\" in row 1, which is not a number", Message(() => Graph().With(newcomers)), StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_is_wrong_is_listed_at_once() => Assert.Equal(string.Join(Environment.NewLine,
        "The newcomers cannot be added, 3 problems:",
        "- The newcomer \"c\", data row 2 of columns, is already in the graph, and so are 1 more. Leave it out; WithCustomers changes the columns of customers who are there.",
        "- Relation \"friends\" is given edges twice. Put them into one table.",
        "- There is no relation \"freinds\" in the graph; did you mean \"friends\"? It has: \"friends\", \"bought\"."),
        Message(() => Graph().With(Nodes("x", "c", "a"), ("friends", Edges()), ("friends", Edges()), ("freinds", Edges()))));

    [Fact]
    public void Edges_of_newcomers_are_under_the_rules_of_their_relation()
    {
        Assert.StartsWith("The newcomers cannot be added: Relation \"friends\": the weight in data row 1 of columns is -1.", Message(() => Graph().With(Nodes("x"), ("friends", Weighted(("x", "a", -1))))), StringComparison.Ordinal);
        CustomerGraph strict = Friends(Nodes("a", "b"), Edges(("a", "b")), new() { Unknown = UnknownEnds.Error });
        Assert.Contains("has the end \"zz\", which is not among the customers of the graph.", Message(() => strict.With(Nodes("x"), ("friends", Edges(("x", "zz"))))), StringComparison.Ordinal);
    }

    [Fact]
    public void Newcomers_can_come_one_after_the_other()
    {
        CustomerGraph two = Graph().With(Nodes("x"), ("friends", Edges(("x", "nobody")))).With(Nodes("y"), ("friends", Edges(("y", "x"))));
        Assert.Equal([(3, 4), (4, 3)], Entries(two["friends"].ToUsers).Where(entry => entry.Row > 2).Select(entry => (entry.Row, entry.Column)));
        Assert.Contains("1 newcomer whose every neighbour is unknown, for example \"x\"", Notes(two.Notes));
    }
}

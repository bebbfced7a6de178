using Xunit;
using static CustomerSegmentation.Tests.GraphTables;

namespace CustomerSegmentation.Tests;

public sealed class GraphErrorTests
{
    private const string Start = "The graph cannot be built: ";
    private static readonly CustomerTable Abc = Nodes("a", "b", "c");

    private static string Refused(EdgeTable edges, RelationOptions? options = null, DateTime? cutOff = null) => Message(() =>
    {
        CustomerGraphBuilder builder = new CustomerGraphBuilder(Abc).AddUserUser("friends", edges, options);
        if (cutOff is { } end) builder.UseCutOff(end);
        builder.Build();
    });

    [Fact]
    public void Customers_of_whom_none_has_a_label_cannot_be_split_by_it()
    {
        CustomerTable customers = CustomerTable.FromColumns([CategoryColumn.FromTexts("Kind", [null, null])], ["A1", "A2"], "Id");
        CustomerGraph graph = new CustomerGraphBuilder(customers).AddUserUser("friends", EdgeTable.FromColumns(["A1"], ["A2"])).Build();
        SegmentationException problem = Assert.Throws<SegmentationException>(() => graph.Split(new() { StratifyBy = "Kind" }));
        Assert.Contains("None of the 2 customers of columns has a value in column \"Kind\", so there is nobody to split. Fill it, or name another column.", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_first_line_that_is_an_edge_of_the_graph_is_no_header()
    {
        CustomerTable customers = CustomerTable.FromColumns([new NumberColumn("Age", [1, 2, 3])], ["A1", "A2", "A3"], "Id");
        CustomerTable file = CustomerTable.FromColumns([CategoryColumn.FromTexts("A1", ["A2"]), CategoryColumn.FromTexts("A2", ["A3"])]);
        SegmentationException problem = Assert.Throws<SegmentationException>(() => new CustomerGraphBuilder(customers).AddUserUser("friends", EdgeTable.FromTable(file)).Build());
        Assert.Contains("Relation \"friends\": the columns of columns are called \"A1\", \"A2\", which is an edge of the graph, not names of columns. Put a header line such as from,to before it.", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_problems_of_a_plan_are_listed_at_once() => Assert.Equal(string.Join(Environment.NewLine,
        "The graph cannot be built, 9 problems:",
        "- UseCutOff is called twice. Remove one of the two.",
        "- The relation \"friends\" is added twice. Rename or remove all but one.",
        "- The name of a relation is blank. Give it one.",
        "- The item set \"products\" is used by no relation. Name it in AddUserItem, or leave it out.",
        "- Relation \"friends\" has MostNeighbours = 0. Give at least 1, or leave it out.",
        "- Relation \"friends\" has no times (columns), so that the cut-off would let edges of the future in. Name its column of times in EdgeColumns, or leave UseCutOff out.",
        "- Relation \"bought\" is Directed, but edges between customers and items always lead both ways. Leave Directed out.",
        "- Relation \"bought\" names the item set \"product\", which was not added; did you mean \"products\"? Add it by AddItems.",
        "- Relation \" \" has Repeated = 9, which there is not. Choose Sum, Max or Last."),
        Message(() => new CustomerGraphBuilder(Abc).AddItems("products")
            .AddUserUser("friends", Edges(("a", "b")), new() { MostNeighbours = 0 })
            .AddUserUser("friends", Timed(("a", "b", 1)))
            .AddUserItem("bought", Timed(("a", "b", 1)), "product", new() { Directed = true })
            .AddUserUser(" ", Timed(("a", "b", 1)), new() { Repeated = (RepeatedEdges)9 })
            .UseCutOff(new(2024, 1, 1)).UseCutOff(new(2024, 1, 2)).Build()));

    [Fact]
    public void Three_relations_of_one_name_are_counted() => Assert.Equal(
        Start + "The relation \"r\" is added 3 times. Rename or remove all but one.",
        Message(() => new CustomerGraphBuilder(Abc).AddUserUser("r", Edges()).AddUserUser("r", Edges()).AddUserUser("r", Edges()).Build()));

    [Fact]
    public void An_item_set_that_is_added_twice_is_named() => Assert.Equal(
        Start + "The item set \"p\" is added twice. Rename or remove all but one.",
        Message(() => new CustomerGraphBuilder(Abc).AddItems("p").AddItems("p", Nodes("x")).AddUserItem("p", Edges()).Build()));

    [Fact]
    public void A_rule_that_there_is_not_is_named() => Assert.Equal(
        Start + "Relation \"friends\" has Unknown = 7, which there is not. Choose Drop or Error.", Refused(Edges(), new() { Unknown = (UnknownEnds)7 }));

    [Fact]
    public void A_graph_needs_customers_and_a_relation()
    {
        Assert.Equal(Start + "columns has no rows. A graph needs at least one customer.", Message(() => new CustomerGraphBuilder(Nodes()).AddUserUser("r", Edges()).Build()));
        Assert.StartsWith(Start + "No relation is added.", Message(() => new CustomerGraphBuilder(Abc).Build()), StringComparison.Ordinal);
    }

    [Fact]
    public void Problems_of_the_edges_of_all_relations_are_listed_at_once()
    {
        string message = Message(() => new CustomerGraphBuilder(Abc).AddUserUser("one", Weighted(("a", "b", -1))).AddUserUser("two", Edges(("a", "b"))).AddUserUser("three", Edges(("x", "y"))).Build());
        Assert.StartsWith("The graph cannot be built, 2 problems:", message, StringComparison.Ordinal);
        Assert.Contains("- Relation \"one\": the weight in data row 1", message, StringComparison.Ordinal);
        Assert.Contains("- Relation \"three\": none of the 1 edge", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-2.5, "-2.5")]
    [InlineData(double.NaN, "missing")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    [InlineData(1e39, "1E+39")]
    public void A_weight_that_is_none_is_named_with_its_row(double weight, string shown) => Assert.Equal(
        Start + $"Relation \"friends\": the weight in data row 2 of columns is {shown}. Expected: a finite number, 0 or more. Correct it, or leave the row out.",
        Refused(Weighted(("a", "b", 1), ("b", "c", weight))));

    [Fact]
    public void An_infinite_weight_in_a_file_is_named_with_its_row()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("e.csv"), "u,v,w\na,b,1\na,c,-inf\n");
        Assert.Contains("the weight in data row 2 of " + folder.File("e.csv") + " is -Infinity.", Refused(EdgeTable.FromCsv(folder.File("e.csv"), new() { Weight = "w" })), StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_sum_to_zero_are_refused() => Assert.Equal(
        Start + "Relation \"friends\": the weights of columns sum to zero. An edge of weight 0 is none: name another column in EdgeColumns, or leave Weight out for edges that weigh 1.",
        Refused(Weighted(("a", "b", 0), ("b", "c", 0), ("x", "b", 0))));

    [Fact]
    public void Weights_whose_sum_is_too_large_are_refused() => Assert.Equal(
        Start + "Relation \"friends\": the weights of a repeated edge of columns sum to more than 3.4e38. Scale the weights down, or choose RepeatedEdges.Max or Last.",
        Refused(Weighted(("a", "b", 3e38), ("b", "a", 3e38))));

    [Fact]
    public void An_edge_to_nobody_is_named_where_that_is_an_error()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("e.csv"), "u,v\na,b\nb,zz\n");
        Assert.Equal(
            Start + $"Relation \"friends\": the edge in data row 2 of {folder.File("e.csv")} has the end \"zz\", which is not among the customers of columns. Correct it, add it there, or let UnknownEnds.Drop count such edges.",
            Refused(EdgeTable.FromCsv(folder.File("e.csv")), new() { Unknown = UnknownEnds.Error }));
        Assert.Equal(
            Start + "Relation \"friends\": the end \"to\" is blank in data row 1 of columns. Fill it, leave the row out, or let UnknownEnds.Drop count such edges.",
            Refused(Edges(("a", null)), new() { Unknown = UnknownEnds.Error }));
    }

    [Fact]
    public void An_edge_to_an_unknown_item_is_named_where_that_is_an_error() => Assert.Equal(
        Start + "Relation \"bought\": the edge in data row 1 of columns has the end \"q\", which is not among the items \"products\" of columns. Correct it, add it there, or let UnknownEnds.Drop count such edges.",
        Message(() => new CustomerGraphBuilder(Abc).AddItems("products", Nodes("p")).AddUserItem("bought", Edges(("a", "q")), "products", new() { Unknown = UnknownEnds.Error }).Build()));

    [Fact]
    public void Edges_all_of_which_have_an_unknown_end_are_refused() => Assert.Equal(
        Start + "Relation \"friends\": none of the 2 edges of columns has both ends in the graph; \"1\" is unknown, for example. Name the right columns in EdgeColumns (now \"from\", \"to\"), or the right key of columns.",
        Refused(Edges(("1", "2"), ("a", "3"))));

    [Fact]
    public void Ends_that_are_the_wrong_way_round_are_noticed() => Assert.EndsWith(
        "The ends seem to be the wrong way round: name the column of the customers From and that of the items To in EdgeColumns (now \"from\", \"to\").",
        Message(() => new CustomerGraphBuilder(Abc).AddUserItem("bought", Edges(("p", "a"), ("q", "b"))).Build()), StringComparison.Ordinal);

    [Fact]
    public void Edges_all_of_which_come_after_the_cut_off_are_refused() => Assert.Equal(
        Start + "Relation \"friends\": all 2 edges of columns are at or after the cut-off 2024-01-02; the first is at 2024-01-02. Choose a later cut-off, or leave the relation out.",
        Refused(Timed(("a", "b", 2), ("b", "c", 9)), null, new(2024, 1, 2)));

    [Fact]
    public void Edges_without_times_and_late_ones_alone_are_refused() => Assert.Equal(
        Start + "Relation \"friends\": of the 2 edges of the objects 1 have no time and 1 are at or after the cut-off 2024-01-02. Fill the times, choose a later cut-off, or leave the relation out.",
        Refused(EdgeTable.FromObjects([0, 5], _ => "a", _ => "b", null, day => day == 0 ? null : new(2024, 1, day)), null, new(2024, 1, 2)));

    [Fact]
    public void More_edges_than_an_array_holds_are_refused() => Assert.Equal(
        "Relation \"r\": 1200000000 edges of e.csv are more than a relation holds, 1073741795 where they lead both ways. Put them into several relations, or leave some out.",
        Message(() => RelationNeighbours.Of("r", RelationKind.UserUser, new(), "e.csv", new(1_200_000_000, [], [], null), 2, 2, 0, new())));

    [Fact]
    public void A_cancelled_build_ends() =>
        Assert.Throws<OperationCanceledException>(() => new CustomerGraphBuilder(Abc).AddUserUser("friends", Edges(("a", "b"))).Build(new(canceled: true)));

    [Fact]
    public void A_builder_can_go_on_without_changing_its_graph()
    {
        CustomerGraphBuilder builder = new CustomerGraphBuilder(Abc).AddUserUser("one", Edges(("a", "b")));
        CustomerGraph first = builder.Build(), second = builder.AddUserUser("two", Edges(("b", "c"))).Build();
        Assert.Equal((1, 2), (first.Relations.Count, second.Relations.Count));
    }
}

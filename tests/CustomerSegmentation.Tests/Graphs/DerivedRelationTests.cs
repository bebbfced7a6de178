using System.Text.Json.Nodes;
using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class DerivedRelationTests
{
    [Theory]
    [InlineData(SharedItemWeight.Jaccard, "jaccard")]
    [InlineData(SharedItemWeight.Count, "count")]
    [InlineData(SharedItemWeight.InversePopularity, "adamic_adar")]
    public void Customers_who_share_items_are_joined_with_the_weights_of_scipy(SharedItemWeight weight, string name)
    {
        GraphRelation made = GraphReference.Builder().AddSameItem("same", "bought", new() { Weight = weight, MostCustomersPerItem = 4, MostNeighbours = null }).Build()["same"];
        Dictionary<(int, int), double> found = [];
        for (int row = 0; row < made.ToUsers.Rows; row++)
            for (int e = made.ToUsers.Starts[row]; e < made.ToUsers.Starts[row + 1]; e++) found[(row, made.ToUsers.Targets[e])] = made.ToUsers.Weights?[e] ?? 1;
        JsonArray expected = GraphReference.Json[name]!.AsArray();
        Assert.Equal(expected.Count, made.Edges);
        foreach (double[] edge in expected.Select(GraphReference.Numbers))
        {
            Assert.Equal(edge[2], found[((int)edge[0], (int)edge[1])], 6);
            Assert.Equal(found[((int)edge[0], (int)edge[1])], found[((int)edge[1], (int)edge[0])]);
        }
        Assert.Equal([new DataNote("same", "items of bought left out: more than 4 customers each", GraphReference.Json["left_out"]!.GetValue<int>())], made.Notes);
        Assert.Equal((RelationKind.UserUser, true, false), (made.Kind, made.Derived, made.Directed));
    }

    [Fact]
    public void The_heaviest_edges_that_either_end_asks_for_stay()
    {
        // a and b share two items, a and c one, c and d one; d has two other items.
        CustomerGraphBuilder builder = new CustomerGraphBuilder(GraphTables.Nodes("a", "b", "c", "d"))
            .AddUserItem("bought", GraphTables.Edges(("a", "p"), ("a", "q"), ("b", "p"), ("b", "q"), ("a", "r"), ("c", "r"), ("c", "s"), ("d", "s"), ("d", "t"), ("d", "u")));
        CustomerGraph graph = builder.AddSameItem("one", "bought", new() { Weight = SharedItemWeight.Count, MostNeighbours = 1 })
            .AddSameItem("all", "bought").AddSameItem("heavy", "bought", new() { LeastWeight = 0.3 }).Build();
        Assert.Equal([1, 2, 0, 0, 3, 2], graph["one"].ToUsers.Targets); // a asks for b, b for a, c for a (the earlier of two), d for c
        Assert.Equal([1, 2, 0, 0, 3, 2], graph["all"].ToUsers.Targets);
        Assert.Equal([2f / 3, .25f, 2f / 3, .25f, .25f, .25f], graph["all"].ToUsers.Weights!);
        Assert.Equal([1, 0], graph["heavy"].ToUsers.Targets);
    }

    [Fact]
    public void The_nearest_are_those_of_scikit_learn()
    {
        NearestRelation relation = new("near", new() { Neighbours = 5, Columns = ["x0", "x1", "x2"] });
        int[][] expected = [.. GraphReference.Json["neighbours"]!.AsArray().Select(GraphReference.Whole)];
        int[][] found = new NearestSearch(NearestSpace.Of(GraphReference.Customers, [.. new[] { "x0", "x1", "x2" }.Select(name => (NumberColumn)GraphReference.Customers[name])], 80, "near", new()))
            .Find([.. Enumerable.Range(0, 80)], 5, TestContext.Current.CancellationToken);
        Assert.Equal(expected, found);
        CustomerGraph graph = GraphReference.Builder().AddNearest("near", new() { Neighbours = 5 }).AddNearest("mutual", new() { Neighbours = 5, Join = NearestJoin.Mutual }).Build();
        for (int row = 0; row < 80; row++)
        {
            int[] back = [.. Enumerable.Range(0, 80).Where(other => expected[other].Contains(row))];
            Assert.Equal(expected[row].Union(back).Order(), graph["near"].ToUsers.Row(row).ToArray());
            Assert.Equal(expected[row].Intersect(back).Order(), graph["mutual"].ToUsers.Row(row).ToArray());
        }
        Assert.Equal(["x0", "x1", "x2"], relation.ColumnsOf(GraphReference.Customers));
        Assert.False(graph["near"].Weighted);
    }

    [Fact]
    public void Equal_distances_go_by_row_and_the_search_is_exact_where_floats_are_not()
    {
        // Half on a line in equal steps, so that distances tie; half so near each other and so far from zero that single precision tells nothing of them.
        const int n = 700;
        RandomSource random = new(3);
        double[] x = [.. Enumerable.Range(0, n).Select(i => i < 350 ? i : 1000 + random.NextDouble() * 0.1)], y = [.. Enumerable.Range(0, n).Select(i => i < 350 ? 0 : 3000 + random.NextDouble() * 0.1)];
        int[][] found = new NearestSearch(new(n, 2, [x, y], [.. Enumerable.Repeat(true, n)])).Find([.. Enumerable.Range(0, n)], 4, TestContext.Current.CancellationToken);
        for (int row = 0; row < n; row++)
            Assert.Equal(Enumerable.Range(0, n).Where(other => other != row).OrderBy(other => (x[other] - x[row]) * (x[other] - x[row]) + (y[other] - y[row]) * (y[other] - y[row])).ThenBy(other => other).Take(4), found[row]);
    }

    [Fact]
    public void Missing_values_are_taken_for_the_mean_and_who_has_none_has_no_neighbours()
    {
        CustomerTable customers = CustomerTable.FromColumns(
            [new NumberColumn("x", [0, 1, 2, 3, double.NaN, double.NaN]), new NumberColumn("y", [0, 0, 0, 0, 1, double.NaN]), new NumberColumn("z", [7, 7, 7, 7, 7, double.NaN])], ["a", "b", "c", "d", "e", "f"], "id");
        GraphRelation near = new CustomerGraphBuilder(customers).AddNearest("near", new() { Neighbours = 1 }).Build()["near"];
        Assert.Equal([1, 0, 2, 4, 1, 3, 2, 1], near.ToUsers.Targets); // e lies at the mean of x, between b and c, of which b comes first
        Assert.Equal(0, near.ToUsers.Degree(5));
        Assert.Equal(
            [new("near", "missing values of x taken for its mean", 2), new("near", "missing values of y taken for its mean", 1), new("near", "missing values of z taken for its mean", 1),
                new("near", "columns left out: constant", 1, "z"), new("near", "customers without neighbours: no value in any of the columns", 1)], near.Notes);
    }

    [Fact]
    public void Newcomers_are_joined_by_the_same_rules_and_the_old_edges_stay()
    {
        CustomerTable all = GraphReference.Customers;
        int[] first = [.. Enumerable.Range(0, 60)];
        NearestRelation nearest = new("near", new() { Neighbours = 3, Columns = ["x0", "x1"] });
        GraphRelation before = nearest.Build(all.SelectRows(first), [], default), after = nearest.Extend(before, all, []);
        Assert.Equal((80, true), (after.ToUsers.Rows, after.ToUsers.Symmetric));
        for (int row = 0; row < 60; row++) Assert.Equal(before.ToUsers.Row(row).ToArray(), after.ToUsers.Row(row).ToArray().Where(other => other < 60));
        for (int row = 60; row < 80; row++) Assert.InRange(after.ToUsers.Degree(row), 3, 80);
        GraphRelation mutual = new NearestRelation("near", new() { Neighbours = 3, Columns = ["x0", "x1"], Join = NearestJoin.Mutual }).Extend(before, all, []);
        Assert.True(mutual.Edges < after.Edges);

        // All the old edges are among all edges, so the newcomers' are the difference.
        CustomerGraph graph = GraphReference.Graph;
        SameItemRelation same = new("same", "bought", new() { MostNeighbours = null });
        GraphRelation whole = same.Build(all, graph.Relations, default);
        GraphRelation extended = same.Extend(same.Build(all.SelectRows(first), graph.Induced(first).Relations, default), all, graph.Relations);
        for (int row = 60; row < 80; row++) Assert.Equal(whole.ToUsers.Row(row).ToArray(), extended.ToUsers.Row(row).ToArray());
        Assert.Equal(whole.Edges, extended.Edges);
        GraphRelation alone = same.Extend(same.Build(all.SelectRows(first), graph.Induced(first).Relations, default), all, []);
        Assert.All(Enumerable.Range(60, 20), row => Assert.Equal(0, alone.ToUsers.Degree(row)));
    }

    [Fact]
    public void What_is_wrong_is_said_at_once()
    {
        CustomerTable customers = GraphReference.Customers.WithColumn(new NumberColumn("endless", [.. Enumerable.Range(0, 80).Select(i => i == 4 ? double.PositiveInfinity : i)]));
        string message = Assert.Throws<SegmentationException>(() => new CustomerGraphBuilder(customers)
            .AddUserUser("friends", GraphTables.Edges(("c0", "c1")))
            .AddUserItem("bought", GraphTables.Edges(("c0", "p")))
            .AddSameItem("s1", "bougth").AddSameItem("s2", "friends", new() { MostCustomersPerItem = 1, MostNeighbours = 0, LeastWeight = double.NaN, Weight = (SharedItemWeight)9 })
            .AddNearest("n1", new() { Columns = ["x9", "label"], Neighbours = 0, Join = (NearestJoin)9 }).AddNearest("n2", new() { MostCustomers = 10, Columns = ["x0"] }).Build()).Message;
        Assert.All(
        [
            "The relation \"s1\" joins customers who share items of \"bougth\", but no relation of that name was added before it; did you mean \"bought\"? Add it first with AddUserItem.",
            "The relation \"s2\" joins customers who share items of \"friends\", which joins customers with each other. Expected: a user–item relation, one of \"bought\".",
            "Relation \"s2\" has MostCustomersPerItem = 1. Give at least 2: an item of one customer joins nobody.",
            "Relation \"s2\" has MostNeighbours = 0. Give at least 1, or null for all.",
            "Relation \"s2\" has LeastWeight = NaN. Give a number from 0.",
            "Relation \"s2\" has Weight = 9, which there is not. Choose Jaccard, Count or InversePopularity.",
            "Relation \"n1\" has Neighbours = 0. Give at least 1.",
            "Relation \"n1\" has Join = 9, which there is not. Choose Either or Mutual.",
            "The relation \"n1\" joins the nearest customers by the column \"x9\", which columns does not have; did you mean \"x0\"? Name a number column.",
            "The relation \"n1\" joins the nearest customers by the column \"label\" of columns, which holds Category. Expected: numbers.",
            "The relation \"n2\" would compare each of the 80 customers of columns with each in 1 column: 6.4e+3 multiplications, 64 times those of the 10 customers that are allowed. Raise MostCustomers and wait, take fewer customers, or find neighbours elsewhere and add them with AddUserUser.",
        ], part => Assert.Contains(part, message, StringComparison.Ordinal));
        Assert.Contains("Column \"endless\" of columns has the value Infinity in data row 5: nobody is near it. Clear it, or leave the column out.",
            Assert.Throws<SegmentationException>(() => new CustomerGraphBuilder(customers).AddNearest("near").Build()).Message, StringComparison.Ordinal);
        Assert.Contains("\"same\" of columns are the same for all: everyone would be as near as everyone else",
            Assert.Throws<SegmentationException>(() => new CustomerGraphBuilder(customers.WithColumn(new NumberColumn("same", new double[80]))).AddNearest("near", new() { Columns = ["same"] }).Build()).Message, StringComparison.Ordinal);
        Assert.Contains("has no number column", Assert.Throws<SegmentationException>(() => new CustomerGraphBuilder(customers.Select("label")).AddNearest("near").Build()).Message, StringComparison.Ordinal);
    }
}

using System.Globalization;
using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class GraphSplitTests
{
    [Fact]
    public void By_customer_the_label_keeps_its_shares_and_who_has_none_is_in_no_part()
    {
        CustomerGraph graph = SyntheticShop.Graph(800);
        string?[] labels = [.. Enumerable.Range(0, 800).Select(row => row % 4 == 1 ? null : graph.Customers["Segment"].Text(row))];
        graph = graph.WithCustomers(graph.Customers.WithColumn(CategoryColumn.FromTexts("Segment", labels)));
        GraphSplit split = graph.Split(new() { StratifyBy = "Segment", TestShare = .3, ValidationShare = .2 });
        Assert.Equal((300, 120, 180), (split.Train.Length, split.Validation.Length, split.Test.Length));
        Assert.Equal(600, split.Train.Union(split.Validation).Union(split.Test).Count());
        Assert.DoesNotContain(split.Train, row => labels[row] is null);
        Assert.Equal([new DataNote("Segment", "customers in no part: no value", 200)], split.Notes);
        foreach (string segment in SyntheticShop.Segments)
            Assert.Equal(labels.Count(label => label == segment) * .3, split.Test.Count(row => labels[row] == segment), 1.01);
        Assert.All(new[] { split.Train, split.Validation, split.Test }, part => Assert.Equal(part.Order(), part));
        Assert.False(split.Inductive);
        Assert.Equal("300 train, 120 validation, 180 test, 200 in no part; transductive", split.ToString());
        Assert.Equal(split.Test, graph.Split(new() { StratifyBy = "Segment", TestShare = .3, ValidationShare = .2 }).Test);
        Assert.NotEqual(split.Test, graph.Split(new() { StratifyBy = "Segment", TestShare = .3, ValidationShare = .2, Seed = 2 }).Test);
    }

    [Fact]
    public void By_component_nothing_joins_the_parts()
    {
        // 60 circles of three to seven friends; some circles share an item.
        List<(string?, string?)> friends = [], bought = [];
        List<string> keys = [];
        for (int circle = 0; circle < 60; circle++)
            for (int i = 0; i < 3 + circle % 5; i++)
            {
                keys.Add($"{circle}.{i}");
                if (i > 0) friends.Add(($"{circle}.{i}", $"{circle}.{i - 1}"));
                if (i == 0) bought.Add(($"{circle}.0", $"item {circle / 2}"));
            }
        CustomerTable customers = CustomerTable.FromColumns([CategoryColumn.FromTexts("kind", [.. keys.Select((_, i) => i % 3 == 0 ? "x" : "y")])], [.. keys], "id");
        CustomerGraph graph = new CustomerGraphBuilder(customers).AddUserUser("friends", GraphTables.Edges([.. friends])).AddUserItem("bought", GraphTables.Edges([.. bought])).Build();
        GraphSplit split = graph.Split(new() { By = SplitBy.Component, StratifyBy = "kind" });
        Assert.True(split.Inductive);
        Assert.Empty(graph.Audit("kind", split).Findings);
        Assert.Equal(300, split.Train.Length + split.Validation.Length + split.Test.Length);
        Assert.InRange(split.Test.Length, 65, 85);
        int[] partOf = new int[300];
        foreach (int row in split.Validation) partOf[row] = 1;
        foreach (int row in split.Test) partOf[row] = 2;
        Assert.All(Enumerable.Range(0, 300).GroupBy(row => int.Parse(keys[row].Split('.')[0], CultureInfo.InvariantCulture) / 2), pair => Assert.Single(pair.Select(row => partOf[row]).Distinct()));
    }

    [Fact]
    public void By_time_the_latest_are_tested()
    {
        CustomerGraph graph = SyntheticShop.Graph(400);
        GraphSplit split = graph.Split(new() { By = SplitBy.Time, TimeColumn = "MemberSince", TestShare = .2, ValidationShare = .1 });
        TimeColumn since = (TimeColumn)graph.Customers["MemberSince"];
        Assert.True(split.Train.Max(row => since.Ticks[row]) < split.Validation.Min(row => since.Ticks[row]));
        Assert.True(split.Validation.Max(row => since.Ticks[row]) < split.Test.Min(row => since.Ticks[row]));
        Assert.InRange(split.Test.Length, 75, 85);
        GraphSplit byNumber = graph.Split(new() { By = SplitBy.Time, TimeColumn = "Age" });
        Assert.Equal([new DataNote("Age", "customers in no part: no value", graph.Customers["Age"].MissingCount)], byNumber.Notes);
    }

    [Fact]
    public void A_column_names_the_parts_in_any_case()
    {
        CustomerTable customers = Table("Train", "VAL", "validation", " test ", null, "none", "Unlabelled", "train");
        GraphSplit split = GraphSplit.FromColumn(customers, "split");
        Assert.Equal([0, 7], split.Train);
        Assert.Equal([1, 2], split.Validation);
        Assert.Equal([3], split.Test);
        Assert.Equal([new DataNote(null, "customers in no part", 3)], split.Notes);
        Assert.True(split.WithInductive(true).Inductive);
        Assert.Same(split, split.WithInductive(false));
    }

    [Fact]
    public void A_word_that_is_no_part_and_an_empty_training_part_are_errors()
    {
        Assert.Equal("Column \"split\" of columns has the word \"trian\" in data row 2; did you mean \"train\"? Expected: train, val or validation, test, in any case; empty, none or unlabelled for customers in no part.",
            Assert.Throws<SegmentationException>(() => GraphSplit.FromColumn(Table("train", "trian"), "split")).Message);
        Assert.Contains("has the word \"1\" in data row 1. Expected: train,", Assert.Throws<SegmentationException>(() => GraphSplit.FromColumn(Table("1", "train"), "split")).Message, StringComparison.Ordinal);
        Assert.Equal("Column \"split\" of columns puts none of 3 customers into the training part (1 validate, 1 test). Write train for some of them.",
            Assert.Throws<SegmentationException>(() => GraphSplit.FromColumn(Table("val", "test", null), "split")).Message);
    }

    [Fact]
    public void A_prefix_finds_the_numbered_columns_in_their_order()
    {
        CustomerTable customers = CustomerTable.FromColumns([.. new[] { "split10", "split2", "splits", "split0", "split" + "1x" }.Select((name, i) =>
            CategoryColumn.FromTexts(name, [.. Enumerable.Range(0, 5).Select(row => row == i ? "train" : "test")]))]);
        Assert.Equal([[3], [1], [0]], GraphSplit.FromColumns(customers, "split").Select(split => split.Train));
        Assert.Equal([2], Assert.Single(GraphSplit.FromColumns(customers, "splits")).Train);
        Assert.Equal("There is no column \"part\" in columns, and none that is that and a number, such as \"part0\". It has: \"split10\", \"split2\", \"splits\", \"split0\", \"split1x\". Name the split column, or leave it out.",
            Assert.Throws<SegmentationException>(() => GraphSplit.FromColumns(customers, "part")).Message);
    }

    [Fact]
    public void The_real_splits_are_read()
    {
        Assert.Equal("140 train, 500 validation, 1000 test, 1068 in no part; transductive",
            Assert.Single(GraphSplit.FromColumns(CustomerTable.FromCsv(RealData.Path("cora/nodes.csv"), key: "node"), "split")).ToString());
        IReadOnlyList<GraphSplit> tolokers = GraphSplit.FromColumns(CustomerTable.FromCsv(RealData.Path("tolokers/nodes.csv"), key: "node"), "split");
        Assert.Equal(10, tolokers.Count);
        Assert.All(tolokers, split => Assert.Equal(5879, split.Train.Length));
    }

    [Fact]
    public void Rows_of_ones_own_are_checked()
    {
        CustomerTable customers = Table(null, null, null, null);
        Assert.Equal([0, 3], GraphSplit.FromRows(customers, [3, 0], [], [1]).Train);
        Assert.Equal("Row 3 (\"4\") is in test and before that in train. Give every customer to one part, once.",
            Assert.Throws<SegmentationException>(() => GraphSplit.FromRows(customers, [3], [], [3])).Message);
        Assert.Contains("Row 4 is not one of the 4 customers", Assert.Throws<ArgumentOutOfRangeException>(() => GraphSplit.FromRows(customers, [0], [4], [])).Message, StringComparison.Ordinal);
        Assert.Equal("No customer of columns is to train on. Give the training part at least one row.", Assert.Throws<SegmentationException>(() => GraphSplit.FromRows(customers, [], [], [3])).Message);
    }

    [Fact]
    public void A_graph_that_cannot_be_split_so_says_why()
    {
        CustomerGraph graph = SyntheticShop.Graph(200);
        string message = Assert.Throws<SegmentationException>(() => graph.Split(new() { By = SplitBy.Component, TestShare = .3 })).Message;
        Assert.StartsWith("The graph hangs together too much to be split by component: ", message, StringComparison.Ordinal);
        Assert.Contains("where the share 0.25 was asked for; the largest of ", message, StringComparison.Ordinal);
        Assert.Contains("Split by customer or time", message, StringComparison.Ordinal);
        Assert.Contains("A split by time needs a column that says when. Set TimeColumn to a time or number column of the synthetic shop", Assert.Throws<SegmentationException>(() => graph.Split(new() { By = SplitBy.Time })).Message, StringComparison.Ordinal);
        Assert.Equal("TimeColumn \"MemberSince\" is for a split by time, and this one is by Customer. Set By to SplitBy.Time, or leave TimeColumn out.",
            Assert.Throws<SegmentationException>(() => graph.Split(new() { TimeColumn = "MemberSince" })).Message);
        Assert.Contains("cannot also keep the shares", Assert.Throws<SegmentationException>(() => graph.Split(new() { By = SplitBy.Time, TimeColumn = "MemberSince", StratifyBy = "Segment" })).Message, StringComparison.Ordinal);
        CustomerGraph two = new CustomerGraphBuilder(Table("x", "y")).AddUserUser("friends", GraphTables.Edges(("1", "2"))).Build();
        Assert.Contains("part is empty: 0 customers of the 2 in columns would", Assert.Throws<SegmentationException>(() => two.Split()).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => graph.Split(new() { By = (SplitBy)7 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => graph.Split(new() { TestShare = 1 }));
    }

    private static CustomerTable Table(params string?[] words) => CustomerTable.FromColumns([CategoryColumn.FromTexts("split", words)]);
}

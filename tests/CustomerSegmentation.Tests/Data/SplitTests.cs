using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class SplitTests
{
    [Fact]
    public void The_parts_have_their_shares_and_every_row_once()
    {
        TableSplit split = SyntheticShop.Customers(1000).Split(new() { StratifyBy = "Segment" });
        Assert.Equal((600, 200, 200), (split.Train.RowCount, split.Validation.RowCount, split.Test.RowCount), new Near(3));
        Assert.Equal(Enumerable.Range(0, 1000), split.TrainRows.Concat(split.ValidationRows).Concat(split.TestRows).Order());
        int dormant = Count(split.Train) + Count(split.Validation) + Count(split.Test);
        Assert.InRange(Count(split.Test), dormant * 0.2 - 1, dormant * 0.2 + 1);

        static int Count(CustomerTable table) => table.Where(row => row.Category("Segment") == "Dormant").RowCount;
    }

    [Fact]
    public void A_part_can_be_left_out()
    {
        TableSplit split = SyntheticShop.Customers(100).Split(new() { ValidationShare = 0, TestShare = 0.3 });
        Assert.Equal((70, 0, 30), (split.Train.RowCount, split.Validation.RowCount, split.Test.RowCount));
        Assert.Throws<ArgumentOutOfRangeException>(() => SyntheticShop.Customers(100).Split(new() { ValidationShare = 0.5, TestShare = 0.5 }));
    }

    [Fact]
    public void The_seed_decides_and_the_order_of_rows_does_not()
    {
        CustomerTable table = SyntheticShop.Customers(300), permuted = table.SelectRows(new RandomSource(5).Permutation(300));
        foreach (SplitOptions options in (SplitOptions[])[new(), new() { StratifyBy = "Segment", KeepEqualRowsTogether = true }, new() { TimeBy = "MemberSince" }])
        {
            Assert.Equal(table.Split(options).Test.Keys.Order(), permuted.Split(options).Test.Keys.Order());
            if (options.TimeBy is null) Assert.NotEqual(table.Split(options).Test.Keys, table.Split(options with { Seed = 2 }).Test.Keys);
        }
    }

    [Fact]
    public void Groups_and_equal_rows_stay_together_both_at_once()
    {
        // Rows 0-1 share a household, rows 1-2 are equal: all three belong together.
        TextColumn households = new("household", ["a", "a", null, null, null, null]);
        CustomerTable table = CustomerTable.FromColumns([households, new NumberColumn("x", [1, 2, 2, 3, 4, 5])]);
        TableSplit split = table.Split(new() { GroupBy = "household", KeepEqualRowsTogether = true, EqualExcept = ["household"], ValidationShare = 0, TestShare = 0.5 });
        int[] side = [.. Enumerable.Range(0, 6).Select(row => Array.IndexOf(split.TestRows, row) >= 0 ? 1 : 0)];
        Assert.Equal((side[0], side[0]), (side[1], side[2]));
        Assert.Equal((3, 3), (split.Train.RowCount, split.Test.RowCount));
    }

    [Fact]
    public void Stratified_groups_keep_shares_near()
    {
        RandomSource random = new(7);
        List<string?> groups = [], labels = [];
        for (int g = 0; g < 400; g++)
        {
            double own = random.NextDouble(); // each group leans to one label
            for (int n = 1 + random.Next(12); n > 0; n--)
            {
                groups.Add("g" + g);
                labels.Add(random.NextDouble() < own * own ? "rare" : "common");
            }
        }
        CustomerTable table = CustomerTable.FromColumns([CategoryColumn.FromTexts("g", groups), CategoryColumn.FromTexts("label", labels)]);
        TableSplit split = table.Split(new() { StratifyBy = "label", GroupBy = "g" });
        double rare = Share(table);
        foreach ((CustomerTable part, double share) in new[] { (split.Train, 0.6), (split.Validation, 0.2), (split.Test, 0.2) })
        {
            Assert.Equal(share, (double)part.RowCount / table.RowCount, 0.01);
            Assert.Equal(rare, Share(part), 0.01);
        }
        Assert.Empty(Groups(split.Train).Intersect(Groups(split.Test)));

        static double Share(CustomerTable part) => (double)part.Where(row => row.Category("label") == "rare").RowCount / part.RowCount;
        static IEnumerable<string?> Groups(CustomerTable part) => CsvReadingTests.Texts(part["g"]);
    }

    [Fact]
    public void Time_goes_from_training_to_test()
    {
        CustomerTable table = SyntheticShop.Customers(500);
        TableSplit split = table.Split(new() { TimeBy = "MemberSince", KeepEqualRowsTogether = true });
        Assert.True(Ticks(split.Train).Max() < Ticks(split.Validation).Min());
        Assert.True(Ticks(split.Validation).Max() < Ticks(split.Test).Min());
        Assert.InRange(split.Test.RowCount, 85, 115);

        static long[] Ticks(CustomerTable part) => ((TimeColumn)part["MemberSince"]).Ticks.ToArray();
    }

    [Fact]
    public void What_does_not_go_together_is_said()
    {
        CustomerTable table = SyntheticShop.Customers(50);
        Assert.StartsWith("A split by the time \"MemberSince\" cannot also keep the shares of \"Segment\".", Message(new() { TimeBy = "MemberSince", StratifyBy = "Segment" }));
        Assert.StartsWith("A split by the time \"MemberSince\" cannot also keep the groups of \"Region\".", Message(new() { TimeBy = "MemberSince", GroupBy = "Region" }));
        Assert.StartsWith("Equal rows can only stay together in a split by the time", Message(new() { TimeBy = "MemberSince", KeepEqualRowsTogether = true, EqualExcept = ["MemberSince"] }));
        Assert.StartsWith("Column \"Segment\", to split by time, holds Category.", Message(new() { TimeBy = "Segment" }));
        Assert.StartsWith("There is no column \"Segmnt\" in the synthetic shop; did you mean \"Segment\"?", Message(new() { StratifyBy = "Segmnt" }));

        string Message(SplitOptions options) => Assert.Throws<SegmentationException>(() => table.Split(options)).Message;
    }

    [Fact]
    public void Equal_rows_are_found_exactly()
    {
        CustomerTable table = CustomerTable.FromColumns(
        [
            new NumberColumn("n", [0, -0.0, double.NaN, double.NaN, 0]), new TextColumn("t", ["a", "a", null, null, "b"]), CategoryColumn.FromTexts("c", ["x", "x", null, null, "x"]),
            new YesNoColumn("y", [1, 1, -1, -1, 1]), new TimeColumn("d", [5, 5, TimeColumn.Missing, TimeColumn.Missing, 5]), new NumberColumn("label", [1, 2, 3, 4, 5]),
        ]);
        Assert.Equal([0, 0, 1, 1, 2], table.EqualRowGroups("label"));
        Assert.Equal([0, 0, 1, 1, 0], table.EqualRowGroups("label", "t"));
        Assert.Equal([0, 1, 2, 3, 4], table.EqualRowGroups());
    }

    [Fact]
    public void A_table_of_one_row_and_of_none_can_be_split()
    {
        Assert.Equal(1, SyntheticShop.Customers(1).Split().Train.RowCount);
        Assert.Equal(0, SyntheticShop.Customers(1).Where(_ => false).Split().Train.RowCount);
    }

    private sealed class Near(int most) : IEqualityComparer<(int, int, int)>
    {
        public bool Equals((int, int, int) x, (int, int, int) y) =>
            Math.Abs(x.Item1 - y.Item1) <= most && Math.Abs(x.Item2 - y.Item2) <= most && Math.Abs(x.Item3 - y.Item3) <= most;

        public int GetHashCode((int, int, int) obj) => 0;
    }
}

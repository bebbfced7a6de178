using CsCheck;
using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class KFoldTests
{
    [Fact]
    public void Stratified_folds_keep_sizes_and_shares_within_one_row()
    {
        CustomerTable table = Labelled([53, 31, 16, 7]);
        foreach (Fold fold in table.KFold(new() { StratifyBy = "label" }))
        {
            Assert.InRange(fold.Test.Length, 107 / 5, 107 / 5 + 1);
            Assert.Equal(107, fold.Train.Concat(fold.Test).Distinct().Count());
            int[] counts = Counts(fold.TestTable());
            Assert.InRange(counts[0], 10, 11);
            Assert.InRange(counts[1], 6, 7);
            Assert.InRange(counts[2], 3, 4);
            Assert.InRange(counts[3], 1, 2);
        }
    }

    [Fact]
    public void Each_row_is_tested_once() => Gen.Select(Gen.Int[2, 7], Gen.Int[7, 60], Gen.ULong).Sample((folds, rows, seed) =>
    {
        IReadOnlyList<Fold> made = Labelled([rows]).KFold(new() { Folds = folds, Seed = seed });
        return made.SelectMany(fold => fold.Test).Order().SequenceEqual(Enumerable.Range(0, rows))
            && made.All(fold => fold.Train.Concat(fold.Test).Order().SequenceEqual(Enumerable.Range(0, rows)));
    }, iter: 200);

    [Fact]
    public void The_seed_decides_and_the_order_of_rows_does_not()
    {
        CustomerTable table = SyntheticShop.Customers(300);
        int[] order = new RandomSource(5).Permutation(300);
        CustomerTable permuted = table.SelectRows(order);
        KFoldOptions[] all =
        [
            new() { StratifyBy = "Segment" }, new(), new() { GroupBy = "Region", Folds = 3 },
            new() { StratifyBy = "Segment", KeepEqualRowsTogether = true, EqualExcept = ["Segment"] }, new() { TimeBy = "MemberSince" },
        ];
        foreach (KFoldOptions options in all)
        {
            string[][] first = Tested(table, options);
            Assert.Equal(first, Tested(permuted, options));
            if (options is { TimeBy: null, GroupBy: null }) Assert.NotEqual(first, Tested(table, options with { Seed = 2 }));
        }
    }

    [Fact]
    public void Folds_are_the_same_for_ever() =>
        Assert.Equal("0,8 5,9 2,6 1,3 4,7", string.Join(' ', Labelled([10]).KFold(new() { Seed = 42 }).Select(fold => string.Join(',', fold.Test))));

    [Fact]
    public void Equal_rows_stay_in_one_fold()
    {
        // 40 different rows, each two to six times, labels at random.
        RandomSource random = new(3);
        List<double> values = [];
        for (int i = 0; i < 40; i++) values.AddRange(Enumerable.Repeat((double)i, 2 + random.Next(5)));
        CategoryColumn label = CategoryColumn.FromTexts("label", [.. values.Select(_ => random.Next(3) == 0 ? "a" : "b")]);
        CustomerTable table = CustomerTable.FromColumns([new NumberColumn("x", [.. values]), label]);
        IReadOnlyList<Fold> folds = table.KFold(new() { StratifyBy = "label", KeepEqualRowsTogether = true, EqualExcept = ["label"] });
        foreach (Fold fold in folds)
        {
            Assert.Empty(fold.Train.Select(row => values[row]).Intersect(fold.Test.Select(row => values[row])));
            Assert.InRange(fold.Test.Length, values.Count / 5 - 5, values.Count / 5 + 5);
            Assert.InRange((double)fold.Test.Count(row => label.Text(row) == "a") / fold.Test.Length, 0.2, 0.45);
        }
    }

    [Fact]
    public void Groups_stay_in_one_fold_and_a_missing_group_is_alone()
    {
        string?[] households = [.. Enumerable.Range(0, 60).Select(i => i < 30 ? "h" + i / 3 : null)];
        CustomerTable table = CustomerTable.FromColumns([new TextColumn("household", households)]);
        foreach (Fold fold in table.KFold(new() { GroupBy = "household" }))
        {
            Assert.Equal(12, fold.Test.Length);
            Assert.Empty(fold.Train.Select(row => households[row]).OfType<string>().Intersect(fold.Test.Select(row => households[row])));
        }
    }

    [Fact]
    public void Folds_by_time_go_forward_and_ties_stay_on_one_side()
    {
        RandomSource random = new(1);
        long[] ticks = [.. Enumerable.Range(0, 200).Select(_ => new DateTime(2020, 1, 1).AddDays(random.Next(20)).Ticks)];
        IReadOnlyList<Fold> folds = CustomerTable.FromColumns([new TimeColumn("t", ticks)]).KFold(new() { TimeBy = "t" });
        Assert.Equal(5, folds.Count);
        foreach (Fold fold in folds)
        {
            Assert.True(fold.Train.Max(row => ticks[row]) < fold.Test.Min(row => ticks[row]));
            Assert.InRange(fold.Test.Length, 15, 55);
        }
        Assert.All(folds.Zip(folds.Skip(1)), pair => Assert.Equal(pair.First.Train.Length + pair.First.Test.Length, pair.Second.Train.Length));
        Assert.Equal(200, folds[4].Train.Length + folds[4].Test.Length);
    }

    [Fact]
    public void A_label_value_with_fewer_rows_than_folds_is_named()
    {
        SegmentationException error = Assert.Throws<SegmentationException>(() => Labelled([20, 3]).KFold(new() { StratifyBy = "label" }));
        Assert.Equal("The value \"B\" of column \"label\" has 3 rows, fewer than the 5 folds. Use fewer folds, more rows of it, or leave it out.", error.Message);
    }

    [Fact]
    public void A_label_value_whose_rows_hang_together_in_too_few_groups_is_named()
    {
        CustomerTable table = CustomerTable.FromColumns(
        [
            CategoryColumn.FromTexts("label", [.. Enumerable.Range(0, 40).Select(i => i < 6 ? "rare" : "common")]),
            new NumberColumn("x", [.. Enumerable.Range(0, 40).Select(i => i < 6 ? 0.0 : i)]),
        ]);
        KFoldOptions options = new() { StratifyBy = "label", KeepEqualRowsTogether = true };
        Assert.Matches("^The value \"rare\" of column \"label\" would be in no row of fold [12]: its rows must stay together in too few groups.",
            Assert.Throws<SegmentationException>(() => table.KFold(options)).Message);
    }

    [Fact]
    public void Fewer_rows_than_folds_are_named() =>
        Assert.Contains("has 3 rows, fewer than the 5 folds", Assert.Throws<SegmentationException>(() => Labelled([3]).KFold()).Message);

    [Fact]
    public void Fewer_groups_than_folds_are_named()
    {
        CustomerTable table = CustomerTable.FromColumns([new TextColumn("g", [.. Enumerable.Range(0, 20).Select(i => "g" + i % 3)])]);
        Assert.Contains("fewer groups of rows", Assert.Throws<SegmentationException>(() => table.KFold(new() { GroupBy = "g" })).Message);
    }

    [Fact]
    public void Fewer_times_than_blocks_are_named()
    {
        CustomerTable table = CustomerTable.FromColumns([new NumberColumn("t", [.. Enumerable.Range(0, 20).Select(i => (double)(i % 3))])]);
        Assert.Equal("Column \"t\" has 3 different times, fewer than the 6 parts to split into.", Assert.Throws<SegmentationException>(() => table.KFold(new() { TimeBy = "t" })).Message);
    }

    [Fact]
    public void A_missing_label_is_counted()
    {
        CustomerTable table = CustomerTable.FromColumns([CategoryColumn.FromTexts("label", ["a", null, "b", null, "a", "b"])]);
        Assert.StartsWith("Column \"label\", to stratify by, has no value in 2 rows.", Assert.Throws<SegmentationException>(() => table.KFold(new() { StratifyBy = "label", Folds = 2 })).Message);
    }

    internal static CustomerTable Labelled(int[] counts) => CustomerTable.FromColumns(
        [CategoryColumn.FromTexts("label", [.. counts.SelectMany((count, i) => Enumerable.Repeat(((char)('A' + i)).ToString(), count))])]);

    private static int[] Counts(CustomerTable table)
    {
        int[] counts = new int[4];
        foreach (int code in ((CategoryColumn)table["label"]).Codes) counts[code]++;
        return counts;
    }

    private static string[][] Tested(CustomerTable table, KFoldOptions options) =>
        [.. table.KFold(options).Select(fold => fold.Test.Select(row => table.Keys[row]).Order(StringComparer.Ordinal).ToArray())];
}

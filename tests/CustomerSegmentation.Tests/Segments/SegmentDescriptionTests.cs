using System.Text.Json.Nodes;
using CsCheck;
using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class SegmentDescriptionTests
{
    private static readonly SegmentDescription Description = DescriptionReference.Segments.Describe(DescriptionReference.Customers);

    [Fact]
    public void Numbers_are_those_of_pandas()
    {
        JsonArray expected = DescriptionReference.Json["numbers"]!.AsArray();
        Assert.Equal(expected.Count, Description.Numbers.Count);
        foreach (JsonNode? line in expected)
        {
            NumberDescription actual = Description.Number((string)line!["column"]!, (string)line["segment"]!);
            Assert.Equal((int)line["count"]!, actual.Count);
            Near("mean", actual.Mean);
            Near("std", actual.StandardDeviation);
            Near("min", actual.Min);
            Near("25%", actual.LowerQuartile);
            Near("50%", actual.Median);
            Near("75%", actual.UpperQuartile);
            Near("max", actual.Max);

            void Near(string name, double value) => Assert.Equal((double?)line[name] ?? double.NaN, value, 1e-10);
        }
    }

    [Fact]
    public void Shares_are_those_of_pandas()
    {
        foreach (JsonNode? line in DescriptionReference.Json["shares"]!.AsArray())
        {
            LevelDescription actual = Description.Level("Channel", (string)line!["segment"]!);
            Assert.Equal((double)line["share"]!, actual.Levels.Single(level => level.Level == (string)line["level"]!).Share, 1e-12);
            Assert.Equal(1, actual.Levels.Sum(level => level.Share), 1e-12);
        }
        Assert.Equal(["Web", "Store", "App"], Description.Level("Channel", "C").Levels.Select(level => level.Level));
    }

    [Fact]
    public void Medians_of_times_are_those_of_pandas()
    {
        foreach (JsonNode? line in DescriptionReference.Json["medians"]!.AsArray())
            Assert.Equal(
                DateTime.Parse((string)line!["median"]!, System.Globalization.CultureInfo.InvariantCulture),
                Description.Time("Joined", (string)line["segment"]!).Median);
    }

    [Fact]
    public void The_text_has_one_table_a_column_and_the_notes()
    {
        CustomerTable customers = CustomerTable.FromColumns(
        [
            new NumberColumn("Age", [20, 30, 41.5, double.NaN]),
            new YesNoColumn("Active", [1, 0, 1, -1]),
            new TimeColumn("Joined", [new DateTime(2024, 1, 1).Ticks, new DateTime(2024, 1, 3).Ticks, TimeColumn.Missing, 0]),
            new TextColumn("Comment", ["a", "b", "c", "d"]),
        ], ["1", "2", "3", "4"], "id");
        SegmentDescription description = DescriptionReference.Sure(["low", "high"], ["1", "2", "3", "9"], ["low", "low", "high", "high"]).Describe(customers);
        Assert.Equal("""
            Age
            segment  count  missing  mean    std   min  25 %  50 %  75 %   max
            ───────  ─────  ───────  ────  ─────  ────  ────  ────  ────  ────
            low          2        0    25  7.071    20  22.5    25  27.5    30
            high         1        0  41.5      –  41.5  41.5  41.5  41.5  41.5

            Active
            segment  count  missing      yes      no
            ───────  ─────  ───────  ───────  ──────
            low          2        0   50.0 %  50.0 %
            high         1        0  100.0 %   0.0 %

            Joined
            segment  count  missing         min        50 %         max
            ───────  ─────  ───────  ──────────  ──────────  ──────────
            low          2        0  2024-01-01  2024-01-02  2024-01-03
            high         0        1           –           –           –

            - 1 customer of columns without a segment, for example "4"
            - 1 customer of the segmentation missing from columns, for example "9"
            - 1 column of text not described, for example "Comment"
            """.ReplaceLineEndings("\n"), description.ToString());
        Assert.StartsWith("### Age\n\n| segment | count | missing | mean |", description.ToMarkdown(), StringComparison.Ordinal);
    }

    [Fact]
    public void Beyond_ten_levels_the_rest_is_one_share()
    {
        string[] keys = [.. Enumerable.Range(0, 120).Select(i => "k" + i)];
        CustomerTable customers = CustomerTable.FromColumns([CategoryColumn.FromTexts("City", [.. keys.Select((_, i) => "city" + i % 12)])], keys, "id");
        LevelDescription all = DescriptionReference.Sure(["A"], keys, [.. keys.Select(_ => "A")]).Describe(customers).Level("City", "A");
        Assert.Equal((10, 2, 20), (all.Levels.Count, all.OtherLevels, all.OtherCount));
        Assert.Equal(1, all.Levels.Sum(level => level.Share) + all.OtherShare, 1e-12);
    }

    [Fact]
    public void An_unknown_column_is_named() => Assert.Equal(
        "No number column \"Channel\" is described for a segment \"A\". Columns of that kind: \"Amount\", \"Visits\", \"Empty\"; segments: \"A\", \"B\", \"C\", \"D\".",
        SegmentationTests.Message(() => Description.Number("Channel", "A")));

    [Fact]
    public void Infinite_values_are_shown_not_hidden()
    {
        string[] keys = ["1", "2", "3"];
        CustomerTable customers = CustomerTable.FromColumns([new NumberColumn("x", [1, 2, double.PositiveInfinity])], keys, "id");
        NumberDescription x = DescriptionReference.Sure(["A"], keys, ["A", "A", "A"]).Describe(customers).Number("x", "A");
        Assert.Equal((double.PositiveInfinity, 2.0, double.PositiveInfinity), (x.Mean, x.Median, x.Max));
    }

    [Fact]
    public void Nobody_can_be_described() =>
        Assert.Contains("A            0        0     –", Segmentation.Create(["A"], [], []).Describe(DescriptionReference.Customers).ToString(), StringComparison.Ordinal);

    [Fact]
    public void No_names_make_the_text_wider_than_100_columns() =>
        Gen.Select(SegmentationTests.Any, TextTableTests.Names.Where(name => name != "").Array[3, 3], TextTableTests.Names.Array[20, 20]).Sample((segments, columns, levels) =>
        {
            string[] keys = [.. segments.Keys];
            CustomerTable customers = CustomerTable.FromColumns(
            [
                new NumberColumn("n" + columns[0], [.. keys.Select((_, i) => Math.Exp(i * 30))]),
                CategoryColumn.FromTexts("c" + columns[1], [.. keys.Select((_, i) => levels[i])]),
                new TimeColumn("t" + columns[2], [.. keys.Select((_, i) => 1_000_000_000L * i)]),
            ], keys, "id");
            string text = segments.Describe(customers).ToString() + "\n" + segments.Typical(customers);
            Assert.All(text.Split('\n'), line => Assert.InRange(CellText.Width(line), 0, 100));
        });
}

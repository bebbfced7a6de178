using CsCheck;
using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class TextTableTests
{
    private static readonly string[] Odd = ["👩‍👩‍👧‍👦", "🙂🙂🙂", "e\u0301e\u0301", "", " ", "a\u202eb", new string('x', 400), new string('漢', 200)];

    /// <summary>Names as customers' data have them: delimiters, quotes, line ends, wide characters, emoji, broken surrogates.</summary>
    internal static readonly Gen<string> Names = Gen.OneOf(
        Gen.String[Gen.Char["abcXYZ 0129,;\"'\n\r\t|äß漢字한ｱ_-"], 0, 60],
        Gen.String[0, 30],
        Gen.Int[0, Odd.Length - 1].Select(i => Odd[i]));

    [Fact]
    public void A_table_is_aligned_under_a_rule()
    {
        TextTable table = new TextTable().Left("segment").Right("count").Row("A", "12").Row("Loyal", "3");
        Assert.Equal("""
            segment  count
            ───────  ─────
            A           12
            Loyal        3
            """.ReplaceLineEndings("\n"), table.ToString());
        Assert.Equal("| segment | count |\n|---|---:|\n| A | 12 |\n| Loyal | 3 |", table.ToMarkdown());
        Assert.Equal(
            "<table><thead><tr><th style=\"text-align:left\">a&lt;b</th></tr></thead><tbody><tr><td style=\"text-align:left\">x&amp;y</td></tr></tbody></table>",
            new TextTable().Left("a<b").Row("x&y").ToHtml());
    }

    [Fact]
    public void A_wide_name_is_shortened_and_a_number_is_not()
    {
        string text = new TextTable().Left("segment").Right("count").Row(new string('x', 300), "123456789").ToString();
        Assert.Equal(100, text.Split('\n')[2].Length);
        Assert.EndsWith("x…  123456789", text);
    }

    [Fact]
    public void A_wrapped_column_breaks_at_spaces()
    {
        string[] lines = new TextTable().Left("a").Wrapped("typical").Row("A", string.Join(' ', Enumerable.Repeat("word", 40))).ToString().Split('\n');
        Assert.Equal(5, lines.Length);
        Assert.All(lines[2..], line => Assert.EndsWith("word", line));
    }

    [Fact]
    public void Wide_characters_count_as_two()
    {
        string[] lines = new TextTable().Left("n").Right("c").Row("漢字", "1").Row("abcd", "2").ToString().Split('\n');
        Assert.Equal("漢字  1", lines[2]);
        Assert.Equal("abcd  2", lines[3]);
    }

    [Fact]
    public void Line_ends_and_direction_marks_in_a_name_do_not_break_the_table()
    {
        string[] lines = new TextTable().Left("n").Row("a\nb\u202ec\u0000").ToString().Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.Equal("a\\nb\\u202ec\\u0000", lines[2]);
    }

    [Fact]
    public void Too_many_columns_go_into_blocks_below_with_the_first_column_repeated()
    {
        TextTable table = new TextTable().Left("truth");
        for (int i = 0; i < 30; i++) table.Right("column" + i);
        table.Row(["A", .. Enumerable.Repeat("1", 30)]);
        string[] lines = table.ToString().Split('\n');
        Assert.All(lines, line => Assert.True(line.Length <= 100));
        Assert.Equal(4, lines.Count(line => line.StartsWith("truth", StringComparison.Ordinal)));
        Assert.Contains("column29", table.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cell_cannot_leave_its_markdown_cell() =>
        Assert.Equal("| n |\n|---|\n| a\\|b\\n\\<i\\> |", new TextTable().Left("n").Row("a|b\n<i>").ToMarkdown().Replace("\\\\n", "\\n", StringComparison.Ordinal));

    [Fact]
    public void A_row_of_another_length_is_refused() =>
        Assert.Throws<ArgumentException>(() => new TextTable().Left("n").Row("a", "b"));

    [Fact]
    public void No_name_makes_a_line_wider_than_100_columns() =>
        Names.Array[1, 8].Select(Gen.Int[0, 3]).Sample((names, wrapped) =>
        {
            TextTable table = new();
            for (int i = 0; i < names.Length; i++)
                _ = i == wrapped ? table.Wrapped(names[i]) : i % 2 == 0 ? table.Left(names[i]) : table.Right(names[i]);
            table.Row(names).Row([.. names.Reverse()]);
            Assert.All(table.ToString().Split('\n'), line => Assert.InRange(CellText.Width(line), 0, 100));
        });

    [Fact]
    public void Wrapping_loses_nothing_but_spaces() =>
        Gen.Select(Names, Gen.Int[2, 40]).Sample((name, width) =>
        {
            string clean = CellText.Clean(name);
            string[] lines = [.. CellText.Wrap(clean, width)];
            Assert.All(lines, line => Assert.InRange(CellText.Width(line), 0, width));
            Assert.Equal(clean.Replace(" ", "", StringComparison.Ordinal), string.Concat(lines).Replace(" ", "", StringComparison.Ordinal));
        });
}

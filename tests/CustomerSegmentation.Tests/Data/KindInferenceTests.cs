using System.Globalization;
using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class KindInferenceTests
{
    private static CustomerTable Read(IEnumerable<string> cells, CsvOptions? options = null) =>
        CustomerTable.FromCsv(new StringReader("a\tb\n" + string.Concat(cells.Select(cell => cell + "\t1\n"))), options);

    private static (ColumnKind Kind, string? Remark) Kind(params IEnumerable<string> cells)
    {
        CustomerTable table = Read(cells);
        return (table["a"].Kind, table.Profile().Columns[0].Remark);
    }

    [Fact]
    public void Zeros_and_ones_are_numbers_and_words_are_yes_and_no()
    {
        Assert.Equal(ColumnKind.Number, Kind("0", "1", "1").Kind);
        Assert.Equal(ColumnKind.YesNo, Kind("TRUE", "FALSE").Kind);
        Assert.Equal(ColumnKind.YesNo, Kind("y", "n", "").Kind);
        Assert.Equal(ColumnKind.Category, Kind("yes", "n").Kind);
        Assert.Equal(ColumnKind.Category, Kind("M", "F").Kind);
    }

    [Fact]
    public void One_word_alone_still_has_its_partner()
    {
        YesNoColumn column = (YesNoColumn)Read(["No", "No"])["a"];
        Assert.Equal(("Yes", "No"), (column.Yes, column.No));
    }

    [Fact]
    public void Other_spellings_of_yes_are_counted()
    {
        CustomerTable table = Read(["Yes", "yes", "Yes", "NO"]);
        Assert.Equal([1, 1, 1, 0], ((YesNoColumn)table["a"]).Values.ToArray());
        Assert.Equal("a: 1 value spelled otherwise read as Yes, for example \"yes\"", table.Notes.Single().ToString());
    }

    [Fact]
    public void The_last_row_can_decide()
    {
        string[] numbers = [.. Enumerable.Range(0, 40_000).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        Assert.Equal(ColumnKind.Number, Kind(numbers).Kind);
        Assert.Equal(ColumnKind.Text, Kind([.. numbers, .. numbers.Select(number => "x" + number)]).Kind);
    }

    [Fact]
    public void Codes_are_no_numbers()
    {
        Assert.Equal((ColumnKind.Category, "codes, not numbers, such as 01234"), Kind("01234", "91234", "01234"));
        Assert.Equal((ColumnKind.Category, "codes, not numbers, such as 12345678901234567890"), Kind("12345678901234567890", "12345678901234567891", "12345678901234567891"));
        Assert.Equal(ColumnKind.Number, Kind("0.5", "-0.25", "0", "1E5", "+7").Kind);
    }

    [Fact]
    public void A_category_has_at_most_fifty_levels_or_one_in_twenty_rows()
    {
        Assert.Equal(ColumnKind.Category, Kind(Levels(50, 100)).Kind);
        Assert.Equal((ColumnKind.Text, "51 different values: too many for a category"), Kind(Levels(51, 100)));
        Assert.Equal(ColumnKind.Category, Kind(Levels(100, 2000)).Kind);
        Assert.Equal(ColumnKind.Text, Kind(Levels(101, 2000)).Kind);
        Assert.Equal(ColumnKind.Category, Kind(Levels(1000, 30_000)).Kind);
        Assert.Equal(ColumnKind.Text, Kind(Levels(1001, 30_000)).Kind);
        Assert.Equal((ColumnKind.Text, "different in every row"), Kind(Levels(11, 11)));
        Assert.Equal(ColumnKind.Category, Kind(Levels(10, 10)).Kind);
    }

    [Fact]
    public void A_column_of_a_million_levels_is_text()
    {
        (ColumnKind kind, string? remark) = Kind(Levels(1_000_000, 1_000_000));
        Assert.Equal((ColumnKind.Text, "too many different values for a category"), (kind, remark));
    }

    [Fact]
    public void Any_number_of_levels_is_a_category_where_the_kind_is_given()
    {
        CustomerTable table = Read(Levels(40_000, 80_000), new() { Kinds = new Dictionary<string, ColumnKind> { ["a"] = ColumnKind.Category } });
        Assert.Equal(40_000, ((CategoryColumn)table["a"]).Levels.Count);
        Assert.Equal(("level39999", "level0"), (table["a"].Text(39_999), table["a"].Text(40_000)));
    }

    [Fact]
    public void Few_levels_of_numbers_and_words_stay_levels() =>
        Assert.Equal((ColumnKind.Category, "numbers and words, kept as levels"), Kind(Enumerable.Range(0, 100).Select(i => i % 12 == 0 ? "3+" : (i % 3).ToString(CultureInfo.InvariantCulture))));

    [Fact]
    public void Nothing_but_blanks_is_text() => Assert.Equal((ColumnKind.Text, "no value in any row"), Kind("", " "));

    [Theory]
    [InlineData("2012-09-04", "2012-09-04")]
    [InlineData("2012/09/04", "2012-09-04")]
    [InlineData("2012-09-04T10:11", "2012-09-04 10:11:00")]
    [InlineData("2012-09-04 10:11:12.25", "2012-09-04 10:11:12.25")]
    [InlineData("2012-09-04T10:11:12Z", "2012-09-04 10:11:12")]
    [InlineData("2012-09-04T01:11:12+02:00", "2012-09-03 23:11:12")]
    [InlineData("2012-09-04 10:11:12 -0530", "2012-09-04 15:41:12")]
    [InlineData("04.09.2012", "2012-09-04")]
    [InlineData("4 Sep 2012", "2012-09-04")]
    [InlineData("04-September-2012", "2012-09-04")]
    [InlineData("Sep 4, 2012", "2012-09-04")]
    [InlineData("13/09/2012 8:26", "2012-09-13 08:26:00")]
    [InlineData("9/13/2012 8:26 PM", "2012-09-13 20:26:00")]
    [InlineData("9/13/2012 12:00:00 AM", "2012-09-13")]
    public void Dates_are_read(string cell, string expected) => Assert.Equal(expected, Read([cell])["a"] is TimeColumn column ? column.Text(0) : "no time");

    [Theory]
    [InlineData("2012-02-30")]
    [InlineData("2012-13-01")]
    [InlineData("2012-09-04T25:00")]
    [InlineData("2012-09-04 10")]
    [InlineData("2012-9")]
    [InlineData("12-9-4")]
    [InlineData("2012.09.04.")]
    [InlineData("4 Foo 2012")]
    [InlineData("0000-01-01")]
    public void What_is_no_date_is_none(string cell) => Assert.NotEqual(ColumnKind.Time, Read([cell])["a"].Kind);

    [Fact]
    public void The_whole_column_decides_the_order_of_day_and_month()
    {
        Assert.Equal((ColumnKind.Time, "day before month"), Kind("04-09-2012", "13-09-2012"));
        Assert.Equal((ColumnKind.Time, "month before day"), Kind("04-09-2012", "09-13-2012"));
        Assert.Equal((ColumnKind.Category, "dates whose order of day and month is unclear: give DayFirst"), Kind("04-09-2012", "05-09-2012"));
        Assert.Equal(new DateTime(2012, 9, 4), ((TimeColumn)Read(["04-09-2012"], new() { DayFirst = true })["a"])[0]);
        Assert.Equal(new DateTime(2012, 4, 9), ((TimeColumn)Read(["04-09-2012"], new() { DayFirst = false })["a"])[0]);
    }

    [Fact]
    public void The_profile_fits_and_shows_everything()
    {
        CustomerTable table = Read(["Yes", "", "yes"]);
        Assert.Equal(
            """
            the text: 3 rows, key row; delimiter tab, line ends LF
            column  kind    missing  distinct  what is done with it
            ──────  ──────  ───────  ────────  ────────────────────
            a       yes/no        1         1  used as a
            b       number        0         1  used as b
            a: 1 value spelled otherwise read as Yes, for example "yes"
            """, table.Profile(column => "used as " + column.Name).ToString());
        Assert.All(SyntheticShop.Customers(100).Profile().ToString().Split('\n'), line => Assert.InRange(line.Length, 0, 100));
    }

    private static IEnumerable<string> Levels(int levels, int rows) => Enumerable.Range(0, rows).Select(i => "level" + (i % levels).ToString(CultureInfo.InvariantCulture));
}

using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class RowsTests
{
    private static CustomerTable Customers() => CustomerTable.FromColumns(
        [new NumberColumn("age", [20, 30, 40, 50]), CategoryColumn.FromTexts("city", ["Bonn", "Ulm", null, "Kiel"])], ["1", "2", "3", "4"], "id");

    private static CustomerTable Cities() => CustomerTable.FromColumns(
        [new NumberColumn("size", [3, 1, 2]), new YesNoColumn("sea", [0, 0, -1]), CategoryColumn.FromTexts("state", ["a", "b", "a"]), new TimeColumn("since", [1, 2, 3]), new TextColumn("text", ["x", "y", "z"])],
        ["Bonn", "Ulm", "Jena"], "city");

    [Fact]
    public void Where_keeps_the_order_and_notes_the_rest()
    {
        CustomerTable table = Customers().Where(row => row.Number("age") > 25 && !row.IsMissing("city"));
        Assert.Equal(["2", "4"], table.Keys);
        Assert.Equal("2 rows left out by a condition", table.Notes.Single().ToString());
        Assert.Equal(0, Customers().Where(_ => false).RowCount);
    }

    [Fact]
    public void A_left_join_keeps_all_customers()
    {
        CustomerTable table = Customers().Join(Cities(), new() { On = "city" });
        Assert.Equal(["1", "2", "3", "4"], table.Keys);
        Assert.Equal([3, 1, double.NaN, double.NaN], ((NumberColumn)table["size"]).Values.ToArray());
        Assert.Equal(["a", "b", null, null], CsvReadingTests.Texts(table["state"]));
        Assert.All(new[] { "sea", "since", "text" }, name => Assert.Equal(2, table[name].MissingCount));
        Assert.Equal(
            ["2 rows kept with missing values: no partner in columns, for example \"Kiel\"", "1 row of columns without a partner in columns, not used"],
            table.Notes.Select(note => note.ToString()));
    }

    [Fact]
    public void An_inner_join_leaves_out_customers_without_a_partner()
    {
        CustomerTable table = Customers().Join(Cities(), new() { On = "city", Kind = JoinKind.Inner, Prefix = "city." });
        Assert.Equal(["1", "2"], table.Keys);
        Assert.Equal(["age", "city", "city.size", "city.sea", "city.state", "city.since", "city.text"], table.ColumnNames);
    }

    [Fact]
    public void A_join_by_key_is_one_to_one()
    {
        CustomerTable other = CustomerTable.FromColumns([new NumberColumn("x", [1, 2])], ["4", "1"], "k");
        Assert.Equal([2, double.NaN, double.NaN, 1], ((NumberColumn)Customers().Join(other)["x"]).Values.ToArray());
    }

    [Fact]
    public void A_repeated_partner_is_named_with_its_rows()
    {
        SegmentationException error = Assert.Throws<SegmentationException>(() => Cities().Join(Cities(), new() { On = "state", OtherOn = "state", Prefix = "o." }));
        Assert.StartsWith("The value \"a\" in column \"state\" of columns comes twice, in data rows 1 and 3. A customer can have one partner only", error.Message);
    }

    [Fact]
    public void A_name_in_both_tables_is_an_error() => Assert.Equal(
        "Both columns and columns have a column \"age\". Give a Prefix for the columns of columns, or Drop it from one of the two.",
        Assert.Throws<SegmentationException>(() => Customers().Join(Customers())).Message);

    [Fact]
    public void An_unknown_column_is_named() =>
        Assert.Contains("did you mean \"city\"?", Assert.Throws<SegmentationException>(() => Customers().Join(Cities(), new() { On = "citty" })).Message);

    [Fact]
    public void A_kind_can_be_changed()
    {
        CustomerTable table = CustomerTable.FromColumns([new NumberColumn("n", [1, 0, double.NaN])]);
        Assert.Equal(["1", "0", null], CsvReadingTests.Texts(table.WithKind("n", ColumnKind.Category)["n"]));
        Assert.Equal([1, 0, -1], ((YesNoColumn)table.WithKind("n", ColumnKind.YesNo)["n"]).Values.ToArray());
        Assert.Equal([1, 0, double.NaN], ((NumberColumn)table.WithKind("n", ColumnKind.Text).WithKind("n", ColumnKind.Number)["n"]).Values.ToArray());
        Assert.Contains("which is not a date", Assert.Throws<SegmentationException>(() => table.WithKind("n", ColumnKind.Time)).Message);
    }

    [Fact]
    public void A_table_says_what_it_is()
    {
        CustomerTable table = CustomerTable.FromColumns([new NumberColumn("Age", [30, 40]), CategoryColumn.FromTexts("City", ["a", "b"])]);
        Assert.Equal("columns: 2 rows, key row; 2 columns: Age (Number), City (Category)", table.ToString());
        Assert.All(SyntheticShop.Customers(3).ToString().Split('\n'), line => Assert.InRange(line.Length, 1, 100));
    }
}

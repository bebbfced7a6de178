using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class ObjectsTests
{
    private enum Plan { Basic, Pro }

    private sealed record Customer(int Id, int? Age, decimal Spent, Plan? Plan, bool? Active, DateTime Since, DateOnly? Born, string? Remark);

    private static readonly Customer[] Customers =
    [
        new(7, 22, 1.5m, Plan.Basic, true, new(2020, 1, 2), new(1990, 5, 6), "a"),
        new(8, null, 0m, null, null, new(2021, 1, 2), null, " "),
    ];

    private static CustomerTable Table() => CustomerTable.FromObjects(Customers, columns => columns
        .Key(c => c.Id, "Id").Number("Age", c => c.Age).Number("Spent", c => (double)c.Spent).Category("Plan", c => c.Plan)
        .YesNo("Active", c => c.Active).Time("Since", c => c.Since).Time("Born", c => c.Born).Text("Remark", c => c.Remark));

    [Fact]
    public void Objects_become_a_table()
    {
        CustomerTable table = Table();
        Assert.Equal(("Id", "7,8"), (table.KeyName, string.Join(',', table.Keys)));
        Assert.Equal(["Age", "Spent", "Plan", "Active", "Since", "Born", "Remark"], table.ColumnNames);
        CustomerRow first = table.Row(0);
        Assert.Equal((22, 1.5, "Basic", true, new DateTime(2020, 1, 2), new DateTime(1990, 5, 6), "a"),
            (first.Number("Age"), first.Number("Spent"), first.Category("Plan"), first.YesNo("Active"), first.Time("Since"), first.Time("Born"), first.Text("Remark")));
        Assert.Equal(["Age", "Plan", "Active", "Born", "Remark"], table.ColumnNames.Where(name => table.Row(1).IsMissing(name)));
    }

    [Fact]
    public void A_table_becomes_objects() => Assert.Equal(
        [(7, 22.0), (8, double.NaN)], Table().ToObjects(row => (int.Parse(row.Key, System.Globalization.CultureInfo.InvariantCulture), row.Number("Age"))));

    [Fact]
    public void A_column_asked_for_as_another_kind_says_how_to_ask() => Assert.Equal(
        "Column \"Plan\" of the objects holds Category; ask for it with Category(\"Plan\"), or with Text for any kind.",
        Assert.Throws<SegmentationException>(() => Table().Row(0).Number("Plan")).Message);

    [Fact]
    public void Errors_say_what_and_where()
    {
        Assert.Equal("The key \"key\" of object 2 is blank. Give every customer a key, or leave it out.", Message(["a", " "], columns => columns.Key(text => text)));
        Assert.StartsWith("The key \"a\" in column \"key\" of the objects comes twice, in data rows 1 and 2.", Message(["a", "a"], columns => columns.Key(text => text)));
        Assert.Equal("Object 2 is null. Leave it out of the sequence.", Message(["a", null!], columns => columns.Text("a", text => text)));
        Assert.StartsWith("Column \"a\" of the objects holds Infinity in row 1.", Message(["a"], columns => columns.Number("a", _ => double.PositiveInfinity)));
        Assert.Contains("The column name \"a\" comes twice in the objects.", Message(["a"], columns => columns.Text("a", text => text).Text("a", text => text)));

        static string Message(string[] objects, Action<ObjectColumns<string>> columns) =>
            Assert.Throws<SegmentationException>(() => CustomerTable.FromObjects(objects, columns)).Message;
    }

    [Fact]
    public void Without_objects_there_are_no_rows() => Assert.Equal(0, CustomerTable.FromObjects(Array.Empty<string>(), columns => columns.Text("a", text => text)).RowCount);
}

using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class DataReaderTests
{
    [Fact]
    public void A_database_gives_a_table()
    {
        CustomerTable table = Query(
            "CREATE TABLE c (id INTEGER, age REAL, plan TEXT, since TEXT, active TEXT, empty REAL, n INTEGER);" +
            "INSERT INTO c VALUES (7, 22.5, 'Basic', '2020-01-02', 'yes', NULL, NULL), (8, NULL, 'Pro', '2020-02-03 04:05:06', 'no', NULL, 3), (9, 30, '', NULL, NULL, NULL, 4.5);",
            "SELECT * FROM c", new() { Key = "id" });
        Assert.Equal(("id", "7,8,9"), (table.KeyName, string.Join(',', table.Keys)));
        Assert.Equal([22.5, double.NaN, 30], ((NumberColumn)table["age"]).Values.ToArray());
        Assert.Equal(["Basic", "Pro", null], CsvReadingTests.Texts((CategoryColumn)table["plan"]));
        Assert.Equal(new DateTime(2020, 2, 3, 4, 5, 6), ((TimeColumn)table["since"])[1]);
        Assert.Equal([1, 0, -1], ((YesNoColumn)table["active"]).Values.ToArray());
        Assert.Equal([double.NaN, 3, 4.5], ((NumberColumn)table["n"]).Values.ToArray());
        Assert.Equal(3, ((NumberColumn)table["empty"]).MissingCount);
    }

    [Fact]
    public void Text_can_be_kept_and_kinds_given()
    {
        const string Create = "CREATE TABLE c (a TEXT, b INTEGER, d INTEGER); INSERT INTO c VALUES ('1', 1, 5), ('2', 0, 6);";
        CustomerTable table = Query(Create, "SELECT * FROM c", new()
        {
            InferText = false, Kinds = new Dictionary<string, ColumnKind> { ["b"] = ColumnKind.YesNo, ["d"] = ColumnKind.Category },
        });
        Assert.Equal([ColumnKind.Category, ColumnKind.YesNo, ColumnKind.Category], table.Columns.Select(column => column.Kind));
        Assert.Equal(ColumnKind.Number, Query(Create, "SELECT * FROM c", new())["a"].Kind);
    }

    [Fact]
    public async Task Every_type_of_field_is_read()
    {
        using DataTable data = new() { Locale = System.Globalization.CultureInfo.InvariantCulture };
        Guid id = Guid.Parse("00000000-0000-0000-0000-000000000001");
        (string Name, object Value)[] fields =
        [
            ("id", id), ("f", 1.5f), ("m", 2.25m), ("s", (short)3), ("by", (byte)4), ("u", 5u), ("l", 6L), ("flag", true), ("t", new DateTime(2020, 1, 2, 3, 4, 5)),
            ("o", new DateTimeOffset(2020, 1, 2, 3, 4, 5, TimeSpan.FromHours(2))), ("d", new DateOnly(2020, 1, 2)), ("c", 'x'), ("span", TimeSpan.FromHours(1)),
        ];
        foreach ((string name, object value) in fields) data.Columns.Add(name, value.GetType());
        data.Rows.Add([.. fields.Select(field => field.Value)]);
        data.Rows.Add([Guid.Empty, .. fields.Skip(1).Select(_ => (object)DBNull.Value)]);
        using DbDataReader reader = data.CreateDataReader();
        CustomerTable table = await CustomerTable.FromDataReaderAsync(reader, new() { Key = "id" }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(id.ToString(), table.Keys[0]);
        Assert.Equal([1.5, 2.25, 3, 4, 5, 6], new[] { "f", "m", "s", "by", "u", "l" }.Select(name => ((NumberColumn)table[name]).Values[0]));
        Assert.True(table.Row(0).YesNo("flag"));
        Assert.Equal(new DateTime(2020, 1, 2, 3, 4, 5), table.Row(0).Time("t"));
        Assert.Equal(new DateTime(2020, 1, 2, 1, 4, 5), table.Row(0).Time("o"));
        Assert.Equal(new DateTime(2020, 1, 2), table.Row(0).Time("d"));
        Assert.Equal(("x", "01:00:00"), (table.Row(0).Text("c"), table.Row(0).Text("span")));
        Assert.All(table.Columns, column => Assert.True(column.IsMissing(1)));
    }

    [Fact]
    public void No_rows_give_a_table_without_rows()
    {
        CustomerTable table = Query("CREATE TABLE c (id INTEGER, a REAL);", "SELECT * FROM c", new() { Key = "id" });
        Assert.Equal((0, ColumnKind.Number), (table.RowCount, table["a"].Kind));
    }

    [Fact]
    public void Errors_say_what_and_where()
    {
        const string Create = "CREATE TABLE c (id, a, b); INSERT INTO c VALUES (1, 2, NULL), (NULL, 'x', X'01'), (3, 9e999, NULL);";
        Assert.Equal("The key \"id\" is missing in row 2 of the data reader. Leave the row out in the query, or choose another key.", Message("SELECT id FROM c", "id"));
        Assert.StartsWith("Field \"a\" of the data reader holds \"x\" of type String in row 2, but Number before. Cast it in the query", Message("SELECT a FROM c"));
        Assert.StartsWith("Column \"a\" of the data reader holds ∞ in row 2.", Message("SELECT a FROM c WHERE id IS NOT NULL").Replace("Infinity", "∞"));
        Assert.StartsWith("Field \"b\" of the data reader holds bytes.", Message("SELECT b FROM c"));
        Assert.StartsWith("The field name \"id\" comes twice in the data reader, as fields 1 and 3.", Message("SELECT id, a, id FROM c"));
        Assert.StartsWith("The key field \"Id\" is not in the data reader; did you mean \"id\"?", Message("SELECT id FROM c", "Id"));

        static string Message(string query, string? key = null) => Assert.Throws<SegmentationException>(() => Query(Create, query, new() { Key = key })).Message;
    }

    private static CustomerTable Query(string create, string query, DataReaderOptions options)
    {
        using SqliteConnection connection = new("Data Source=:memory:");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = create;
        command.ExecuteNonQuery();
        command.CommandText = query;
        using SqliteDataReader reader = command.ExecuteReader();
        return CustomerTable.FromDataReader(reader, options);
    }
}

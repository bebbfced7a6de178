using System.Data;
using System.Data.Common;
using CsCheck;
using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class OutputTests
{
    // Texts with all that CSV trips over, but neither blank (missing) nor half characters.
    private static readonly Gen<string> GenText = Gen.OneOf(Gen.Char["ab,;\"\n\r\t| é€#'"], Gen.Char.AlphaNumeric).Array[1, 12].Select(chars => new string(chars))
        .Where(text => !string.IsNullOrWhiteSpace(text));

    private static readonly Gen<double> GenNumber = Gen.OneOf(Gen.Const(double.NaN), Gen.Double[-1e30, 1e30], Gen.Int.Select(value => (double)value), Gen.Double[-1, 1]);

    private static readonly Gen<CustomerTable> GenTable = Gen.Int[1, 30].SelectMany(rows => Gen.Select(
        GenNumber.Array[rows], GenText.Null().Array[rows], GenText.Null().Array[rows], Gen.SByte[-1, 1].Array[rows], Gen.OneOf(Gen.Const(TimeColumn.Missing), Gen.DateTime.Select(moment => moment.Ticks)).Array[rows],
        (numbers, levels, texts, flags, ticks) => CustomerTable.FromColumns(
        [
            new NumberColumn("number, of", numbers), CategoryColumn.FromTexts("a \"level\"", levels), new TextColumn("text\nover lines", texts), new YesNoColumn("flag", flags, "true", "false"),
            new TimeColumn("time", ticks),
        ], [.. Enumerable.Range(0, rows).Select(row => $"k{row};\"")], "key")));

    [Fact]
    public void Csv_brings_any_table_back() => Gen.Select(GenTable, Gen.Char[",;\t|"]).Sample((table, delimiter) =>
    {
        StringWriter writer = new();
        table.ToCsv(writer, new() { Delimiter = delimiter });
        Same(table, CustomerTable.FromCsv(new StringReader(writer.ToString()), new CsvOptions { Key = "key", Kinds = table.Kinds, Delimiter = delimiter }));
    }, iter: 300);

    [Fact]
    public void A_data_reader_brings_any_table_back() => GenTable.Sample(table =>
    {
        using DbDataReader reader = table.ToDataReader();
        CustomerTable back = CustomerTable.FromDataReader(reader, new DataReaderOptions { Key = "key", Kinds = new Dictionary<string, ColumnKind> { ["a \"level\""] = ColumnKind.Category, ["text\nover lines"] = ColumnKind.Text } });
        Same(table, back.WithColumn(new YesNoColumn("flag", ((YesNoColumn)back["flag"]).Values.ToArray(), "true", "false")));
    }, iter: 200);

    [Fact]
    public void A_file_comes_back_and_nothing_else_is_left()
    {
        string folder = Directory.CreateTempSubdirectory("segmentation-").FullName;
        try
        {
            CustomerTable shop = SyntheticShop.Customers(500);
            string path = Path.Combine(folder, "shop.csv");
            shop.ToCsv(path, new() { Delimiter = ';', ByteOrderMark = true });
            CustomerTable back = CustomerTable.FromCsv(path, "CustomerId");
            Same(shop, back.WithColumn(shop["Newsletter"]));
            Assert.Equal(ColumnKind.YesNo, back["Newsletter"].Kind);
            Assert.True(back.Profile().Format!.ByteOrderMark);
            Assert.Equal([path], Directory.GetFiles(folder));
            Assert.Throws<OperationCanceledException>(() => shop.ToCsv(path, null, new CancellationToken(true)));
            Assert.Equal(500, CustomerTable.FromCsv(path).RowCount);
            Assert.Contains("cannot be written", Assert.Throws<SegmentationException>(() => shop.ToCsv(Path.Combine(folder, "none", "x.csv"))).Message);
            Assert.Contains("half a character", Assert.Throws<SegmentationException>(() => CustomerTable.FromColumns([new TextColumn("a", ["\ud800"])]).ToCsv(path)).Message);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_data_reader_has_typed_getters_and_a_schema()
    {
        CustomerTable table = CustomerTable.FromColumns([new NumberColumn("n", [3, double.NaN]), CategoryColumn.FromTexts("c", ["x", null])], ["k1", "k2"], "key");
        using DbDataReader reader = table.ToDataReader();
        Assert.True(reader.Read());
        Assert.Equal((3, 3f, 3L, "x", "k1"), (reader.GetInt32(1), reader.GetFloat(1), reader.GetFieldValue<long>(1), reader.GetString(2), reader.GetString(0)));
        Assert.Throws<InvalidCastException>(() => reader.GetString(1));
        Assert.True(reader.Read());
        Assert.True(reader.IsDBNull(1));
        Assert.Equal("Field \"n\" has no value in row 2. Ask IsDBNull first.", Assert.Throws<InvalidCastException>(() => reader.GetDouble(1)).Message);
        Assert.False(reader.Read());
        using DataTable loaded = new() { Locale = System.Globalization.CultureInfo.InvariantCulture };
        using DbDataReader again = table.ToDataReader();
        loaded.Load(again);
        Assert.Equal((2, 3.0, DBNull.Value), (loaded.Rows.Count, loaded.Rows[0]["n"], loaded.Rows[1]["c"]));
    }

    private static void Same(CustomerTable expected, CustomerTable actual)
    {
        Assert.Equal(expected.Keys, actual.Keys);
        Assert.Equal(expected.ColumnNames, actual.ColumnNames);
        foreach (Column column in expected.Columns)
        {
            Assert.Equal(column.Kind, actual[column.Name].Kind);
            Assert.Equal(CsvReadingTests.Texts(column), CsvReadingTests.Texts(actual[column.Name]));
        }
    }
}

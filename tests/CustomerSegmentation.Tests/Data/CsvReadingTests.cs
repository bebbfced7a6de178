using System.Text;
using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class CsvReadingTests
{
    private static CustomerTable Read(string csv, CsvOptions? options = null) => CustomerTable.FromCsv(new StringReader(csv), options);

    private static CustomerTable ReadBytes(byte[] bytes, Encoding? encoding = null) =>
        CustomerTable.FromCsv(new MemoryStream(bytes), new CsvOptions { Encoding = encoding });

    [Fact]
    public void Kinds_are_found_and_blank_cells_are_missing()
    {
        CustomerTable table = Read("ID,Age,Plan,Active,Since\n7,22,Basic,Yes,2020-01-02\n8,,Pro,No,2020-02-03 04:05:06\n9,1.5e1, ,,\n", new() { Key = "ID" });
        Assert.Equal(["7", "8", "9"], table.Keys);
        Assert.Equal("ID", table.KeyName);
        Assert.Equal([22, double.NaN, 15], ((NumberColumn)table["Age"]).Values.ToArray());
        Assert.Equal(["Basic", "Pro", null], Texts(table["Plan"]));
        Assert.Equal([1, 0, -1], ((YesNoColumn)table["Active"]).Values.ToArray());
        Assert.Equal(new DateTime(2020, 2, 3, 4, 5, 6), ((TimeColumn)table["Since"])[1]);
        Assert.True(table["Since"].IsMissing(2));
    }

    [Fact]
    public void Without_a_key_the_row_number_is_the_key() => Assert.Equal(["1", "2"], Read("a,b\n1,2\n3,4\n").Keys);

    [Fact]
    public void The_row_number_gets_a_name_that_no_column_has() => Assert.Equal("row_2", Read("row,b\n1,2\n").KeyName);

    [Theory]
    [InlineData(",", "comma")]
    [InlineData(";", "semicolon")]
    [InlineData("\t", "tab")]
    [InlineData("|", "\"|\"")]
    public void The_delimiter_is_found(string delimiter, string word)
    {
        CustomerTable table = Read(string.Join('\n', "Name,City".Replace(",", delimiter), "x,y".Replace(",", delimiter), "\"a,b;c|d\",z".Replace("\",", "\"" + delimiter)));
        Assert.Equal(2, table.Columns.Count);
        Assert.Equal("a,b;c|d", table["Name"].Text(1));
        Assert.Equal(word, table.Profile().Format!.Delimiter);
    }

    [Fact]
    public void Decimal_commas_do_not_mislead_the_delimiter_and_are_read()
    {
        CustomerTable table = Read("Name;Amount\nx;1,5\ny;-2,25\nz;3\n");
        Assert.Equal([1.5, -2.25, 3], ((NumberColumn)table["Amount"]).Values.ToArray());
        Assert.Equal("decimal comma", table.Profile().Columns[1].Remark);
    }

    [Theory]
    [InlineData("\n", "LF")]
    [InlineData("\r\n", "CR LF")]
    [InlineData("\r", "CR")]
    public void Line_ends_are_found(string end, string word)
    {
        CustomerTable table = ReadBytes(Encoding.UTF8.GetBytes($"a,b{end}1,x{end}2,y{end}"));
        Assert.Equal(2, table.RowCount);
        Assert.Equal(word, table.Profile().Format!.LineEnds);
    }

    [Fact]
    public void Mixed_line_ends_are_named() =>
        Assert.Equal("mixed: CR LF, LF", ReadBytes("a,b\r\n1,2\n3,4\n"u8.ToArray()).Profile().Format!.LineEnds);

    [Fact]
    public void Quotes_protect_delimiters_line_ends_and_quotes()
    {
        CustomerTable table = Read("a,b\n\"x,\"\"y\"\"\nz\",1\n5\" disk,2\n");
        Assert.Equal("x,\"y\"\nz", table["a"].Text(0));
        Assert.Equal("5\" disk", table["a"].Text(1));
    }

    [Fact]
    public void Encodings_with_a_mark_are_found()
    {
        foreach (Encoding encoding in new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32 })
        {
            CustomerTable table = ReadBytes([.. encoding.GetPreamble(), .. encoding.GetBytes("é,b\nü€😀,2\nx,3\n")]);
            Assert.Equal("ü€😀", table["é"].Text(0));
            Assert.True(table.Profile().Format!.ByteOrderMark);
            Assert.Equal(encoding.WebName, table.Profile().Format!.Encoding);
        }
    }

    [Fact]
    public void A_given_encoding_is_used() =>
        Assert.Equal("Zoë", ReadBytes(Encoding.Latin1.GetBytes("a,b\nZoë,2\nJosé,3\n"), Encoding.Latin1)["a"].Text(0));

    [Fact]
    public void Characters_across_block_borders_survive()
    {
        string text = string.Concat(Enumerable.Repeat("€😀é", 40_000));
        Assert.Equal(text, ReadBytes(Encoding.UTF8.GetBytes($"a,b\n\"{text}\",1\n"))["a"].Text(0));
    }

    [Fact]
    public void Markers_are_missing_only_by_option()
    {
        Assert.IsType<CategoryColumn>(Read("a\nNA\nx\n")["a"]);
        CustomerTable table = Read("a,b\nNA,x\n1,?\n null ,y\n", new() { MissingMarkers = CsvOptions.CommonMissingMarkers });
        Assert.Equal([double.NaN, 1, double.NaN], ((NumberColumn)table["a"]).Values.ToArray());
        Assert.True(table["b"].IsMissing(1));
    }

    [Fact]
    public void Blank_lines_are_skipped_and_counted()
    {
        CustomerTable table = Read("\na,b\n\n1,2\n  \n3,4\n\n");
        Assert.Equal(2, table.RowCount);
        Assert.Contains(table.Notes, note => note is { What: "blank lines skipped", Count: 4 });
    }

    [Fact]
    public void A_row_that_starts_with_a_hash_is_no_comment() => Assert.Equal("#1", Read("#a,b\n#1,2\n#2,3\n")["#a"].Text(0));

    [Fact]
    public void Kinds_can_be_given()
    {
        CustomerTable table = Read("zip,flag,n\n01234,1,5\n99999,0,6\n", new()
        {
            Kinds = new Dictionary<string, ColumnKind> { ["flag"] = ColumnKind.YesNo, ["n"] = ColumnKind.Category, ["zip"] = ColumnKind.Text },
        });
        Assert.Equal([ColumnKind.Text, ColumnKind.YesNo, ColumnKind.Category], table.Columns.Select(column => column.Kind));
        Assert.Equal("0", table["flag"].Text(1));
    }

    [Fact]
    public async Task Reading_without_blocking_gives_the_same()
    {
        byte[] bytes = Encoding.UTF8.GetBytes("ID,a,b\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{i},{i % 7}é,{i * 0.5}\n"))));
        CustomerTable expected = Read(Encoding.UTF8.GetString(bytes), new() { Key = "ID" });
        CustomerTable table = await CustomerTable.FromCsvAsync(new MemoryStream(bytes), new CsvOptions { Key = "ID" }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(expected.Keys, table.Keys);
        Assert.Equal(Texts(expected["a"]), Texts(table["a"]));
        Assert.Equal(((NumberColumn)expected["b"]).Values.ToArray(), ((NumberColumn)table["b"]).Values.ToArray());
    }

    [Fact]
    public void Progress_counts_rows()
    {
        List<long> seen = [];
        CustomerTable.FromCsv(new StringReader("a\n" + string.Concat(Enumerable.Repeat("1\n", 120_000))), null, new Collect(seen), TestContext.Current.CancellationToken);
        Assert.Equal([50_000, 100_000, 120_000], seen);
    }

    [Fact]
    public void Real_customers_are_read_as_they_are()
    {
        CustomerTable table = CustomerTable.FromCsv(RealData.Path("customer_segmentation_abcd/train.csv"), key: "ID");
        Assert.Equal(6718, table.RowCount);
        Assert.Equal(
            ["Gender Category", "Ever_Married YesNo", "Age Number", "Graduated YesNo", "Profession Category", "Work_Experience Number", "Spending_Score Category",
                "Family_Size Number", "Segmentation Category"],
            table.Columns.Select(column => $"{column.Name} {column.Kind}"));
        Assert.Equal(0, table.Columns.Sum(column => column.MissingCount));
        Assert.Equal(["A", "B", "C", "D"], ((CategoryColumn)table["Segmentation"]).Levels);
    }

    [Fact]
    public void Real_gaps_are_counted()
    {
        CustomerTable table = CustomerTable.FromCsv(RealData.Path("ecommerce_churn/ecommerce_churn.csv"), key: "CustomerID");
        Assert.Equal(5630, table.RowCount);
        Assert.Equal(1856, table.Columns.Sum(column => column.MissingCount));
        Assert.Equal(7, table.Columns.Count(column => column.MissingCount > 0));
        Assert.Equal(948, ((NumberColumn)table["Churn"]).Values.ToArray().Sum());
        Assert.Equal(5630 - 556, table.EqualRowGroups().Distinct().Count());
    }

    internal static string?[] Texts(Column column) => [.. Enumerable.Range(0, column.Count).Select(column.Text)];

    private sealed class Collect(List<long> seen) : IProgress<long>
    {
        public void Report(long value) => seen.Add(value);
    }

    [Fact]
    public void Markers_of_no_value_and_levels_that_differ_by_case_or_blanks_are_noted()
    {
        CustomerTable table = CustomerTable.FromCsv(new StringReader("a,b\nNA,gold\n1,Gold\nNA,silver\n2,silver \n"), new() { MissingMarkers = CsvOptions.CommonMissingMarkers });
        Assert.Contains(table.Notes, note => note is { Column: "a", Count: 2, Example: "NA" });
        Assert.Equal(2, table.Notes.Count(note => note.Column == "b" && note.What.StartsWith("levels that differ only by case or blanks", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_words_of_yes_and_no_are_kept_without_blanks_around_them()
    {
        YesNoColumn column = (YesNoColumn)CustomerTable.FromCsv(new StringReader("a\n\"No \"\n\"No \"\nYes\nNo\n"), new CsvOptions())["a"];
        Assert.Equal(("Yes", "No"), (column.Yes, column.No));
    }
}

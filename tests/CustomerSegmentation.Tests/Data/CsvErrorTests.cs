using System.Text;
using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class CsvErrorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("segmentation-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Message(string csv, CsvOptions? options = null) =>
        Assert.Throws<SegmentationException>(() => CustomerTable.FromCsv(new StringReader(csv), options)).Message;

    private static string Message(byte[] bytes, Encoding? encoding = null) =>
        Assert.Throws<SegmentationException>(() => CustomerTable.FromCsv(new MemoryStream(bytes), new CsvOptions { Encoding = encoding })).Message;

    private static CsvOptions Kind(string column, ColumnKind kind) => new() { Kinds = new Dictionary<string, ColumnKind> { [column] = kind } };

    [Fact]
    public void A_missing_file_is_named_with_the_nearest()
    {
        File.WriteAllText(Path.Combine(_folder, "customers.csv"), "a\n1\n");
        string message = Assert.Throws<SegmentationException>(() => CustomerTable.FromCsv(Path.Combine(_folder, "custmers.csv"))).Message;
        Assert.StartsWith("There is no file \"custmers.csv\" in ", message);
        Assert.EndsWith("did you mean \"customers.csv\"? Check the path.", message);
    }

    [Fact]
    public void A_missing_folder_is_named() =>
        Assert.EndsWith("does not exist. Check the path.", Assert.Throws<SegmentationException>(() => CustomerTable.FromCsv(Path.Combine(_folder, "none", "c.csv"))).Message);

    [Fact]
    public void A_folder_is_no_file() =>
        Assert.EndsWith("is a folder. Give the path of a file in it.", Assert.Throws<SegmentationException>(() => CustomerTable.FromCsv(_folder)).Message);

    [Fact]
    public void A_file_error_names_the_file()
    {
        string path = Path.Combine(_folder, "c.csv");
        File.WriteAllText(path, "a,b\n1\n");
        Assert.StartsWith($"Line 2 of {path} (data row 1)", Assert.Throws<SegmentationException>(() => CustomerTable.FromCsv(path)).Message);
    }

    [Fact]
    public void An_empty_file_is_said_to_be_empty()
    {
        Assert.Equal("the text is empty. Expected: a header line with the column names, then one line a customer.", Message(""));
        Assert.StartsWith("the stream is empty.", Message(new byte[] { 0xEF, 0xBB, 0xBF }));
        Assert.StartsWith("the text has only blank lines.", Message("\n \n"));
    }

    [Fact]
    public void A_header_only_is_said_to_be_one() =>
        Assert.Equal("the text has a header (\"a\", \"b\") but no rows. Expected: one line a customer below it.", Message("a,b\n"));

    [Fact]
    public void A_ragged_row_is_named() => Assert.Equal(
        "Line 4 of the text (data row 2) has 1 field, but the header has 2, cut at comma. Put fields that hold the delimiter in quotes, complete the row, or give the right Delimiter.",
        Message("a,b\n\"x\ny\",2\n3\n4,5\n"));

    [Fact]
    public void An_unclosed_quote_is_found_where_it_opens()
    {
        Assert.StartsWith("A quote is opened in the row that starts in line 3 of the text and never closed.", Message("a,b\n1,2\n3,\"4\n5,6\n7,8\n"));
        Assert.StartsWith("A quote is opened in the row that starts in line 1 of the text and never closed.", Message("a,\"b\n1,2\n"));
    }

    [Fact]
    public void A_quote_that_is_never_closed_in_a_large_file_is_found()
    {
        string csv = "a,b\n1,2\n3,\"4\n" + string.Concat(Enumerable.Repeat("some text,and more of it\n", 200_000));
        Assert.StartsWith("The row that starts in line 3 of the text is longer than 4194304 characters.", Message(csv));
    }

    [Fact]
    public void Text_after_a_closing_quote_is_named() => Assert.StartsWith(
        "In the row that starts in line 2 of the text a closing quote is followed by more text. Expected: comma or the end of the line;", Message("a,b\n\"1\"x,2\n"));

    [Fact]
    public void Wrong_bytes_are_found_to_the_byte()
    {
        byte[] bytes = [.. "a,b\nx,1\ncaf"u8, 0xE9, .. ",2\n"u8];
        Assert.StartsWith("the stream is not valid utf-8: the bytes 0xE9 at byte 11, line 3. Give Encoding the one it was saved in, for example Encoding.Latin1", Message(bytes));
        byte[] late = [.. Encoding.UTF8.GetPreamble(), .. "a,b\r\n"u8, .. Enumerable.Repeat("xé,1\r\n"u8.ToArray(), 30_000).SelectMany(line => line), 0xC3, .. ",2\r\n"u8];
        Assert.Contains($"at byte {3 + 5 + 7 * 30_000}, line 30002.", Message(late));
        Assert.Contains("at byte 5, line 2.", Message([.. "a,b\nx"u8, 0xE2, 0x82]));
    }

    [Fact]
    public void A_wrong_given_encoding_is_an_error()
    {
        byte[] utf8 = Encoding.UTF8.GetBytes("a,b\nZoë,1\n");
        Assert.Contains("is UTF-8 throughout, but Encoding says iso-8859-1", Message(utf8, Encoding.Latin1));
        Assert.Contains("is not valid us-ascii: the bytes 0xC3 at byte 6, line 2. Give the encoding the file was saved in", Message(utf8, Encoding.ASCII));
        Assert.Contains("is not utf-16, as Encoding says", Message(utf8, Encoding.Unicode));
        Assert.Contains("is not valid utf-8", Message(Encoding.Latin1.GetBytes("a,b\nZoë,1\n"), Encoding.UTF8));
        Assert.Contains("starts with the byte-order mark of utf-16, but Encoding says utf-8", Message([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("a")], Encoding.UTF8));
    }

    [Fact]
    public void A_nul_character_is_an_error() =>
        Assert.StartsWith("the stream has a NUL character in line 1: it is no text in the encoding utf-8. If it is UTF-16", Message(Encoding.Unicode.GetBytes("a,b\n1,2\n")));

    [Fact]
    public void A_repeated_column_name_is_named() =>
        Assert.Equal("The column name \"a\" comes twice in the header of the text, as columns 1 and 3. Rename or remove one of the two.", Message("a,b, a\n1,2,3\n"));

    [Fact]
    public void A_blank_column_name_is_named() => Assert.StartsWith("Column 3 of 3 in the header of the text has no name.", Message("a,b,\n1,2,3\n"));

    [Fact]
    public void A_repeated_key_is_named_with_its_rows() =>
        Assert.StartsWith("The key \"7\" in column \"ID\" of the text comes twice, in data rows 1 and 3.", Message("ID,a\n7,1\n8,2\n7,3\n", new() { Key = "ID" }));

    [Fact]
    public void A_blank_key_is_named() =>
        Assert.StartsWith("The key \"ID\" is blank in line 3 of the text (data row 2).", Message("ID,a\n7,1\n,2\n", new() { Key = "ID" }));

    [Fact]
    public void An_unknown_key_is_named_with_the_nearest() =>
        Assert.Equal("The key column \"id\" is not in the text; did you mean \"ID\"? It has: \"ID\", \"a\" (delimiter comma).", Message("ID,a\n7,1\n", new() { Key = "id" }));

    [Fact]
    public void An_unknown_column_in_the_kinds_is_named() =>
        Assert.StartsWith("Kinds names the column \"Agee\", which the text does not have; did you mean \"Age\"?", Message("Age,a\n7,1\n", Kind("Agee", ColumnKind.Text)));

    [Theory]
    [InlineData("1e999")]
    [InlineData("-1e39")]
    [InlineData("Infinity")]
    [InlineData("-inf")]
    [InlineData("∞")]
    public void Infinite_and_absurd_numbers_are_named(string number) => Assert.StartsWith(
        $"Column \"n\" of the text says \"{number}\" in data row 2 (line 3), which is not a number that can be used. Expected: a finite number of at most 3.4e38;",
        Message($"n\n1\n{number}\n" + string.Concat(Enumerable.Repeat("2\n", 20))));

    [Fact]
    public void A_number_column_with_one_percent_text_is_an_error()
    {
        string csv = "ID,Age\n" + string.Concat(Enumerable.Range(1, 10_000).Select(i => $"{i},{(i % 100 == 17 ? "n.a." : i % 83)}\n"));
        Assert.Equal(
            "Column \"Age\" of the text looks like numbers: 9900 of 10000 values are, but data row 17 (line 18) says \"n.a.\". " +
            "If that means no value, add it to MissingMarkers; if it is a number with thousands separators, a unit or a currency, write it without them; otherwise set the column's kind to Category or Text in Kinds.", Message(csv, new() { Key = "ID" }));
        Assert.Equal(100, CustomerTable.FromCsv(new StringReader(csv), new CsvOptions { Key = "ID", MissingMarkers = new HashSet<string> { "n.a." } }, cancellationToken: TestContext.Current.CancellationToken)["Age"].MissingCount);
    }

    [Fact]
    public void A_time_column_with_some_text_is_an_error() => Assert.Contains("looks like dates: 99 of 100 values are, but data row 50 (line 51) says \"soon\".",
        Message("d\n" + string.Concat(Enumerable.Range(1, 100).Select(i => i == 50 ? "soon\n" : $"2020-01-{i % 28 + 1:D2}\n"))));

    [Fact]
    public void A_given_kind_that_does_not_fit_is_an_error()
    {
        Assert.StartsWith("Column \"a\" of the text says \"x\" in data row 2 (line 3), which is not a number", Message("a\n1\nx\n", Kind("a", ColumnKind.Number)));
        Assert.StartsWith("Column \"a\" of the text says \"maybe\" in data row 2 (line 3), which is not yes or no", Message("a\nyes\nmaybe\n", Kind("a", ColumnKind.YesNo)));
        Assert.StartsWith("Column \"a\" of the text says \"2020-02-30\" in data row 1 (line 2), which is not a date or moment", Message("a\n2020-02-30\n", Kind("a", ColumnKind.Time)));
        Assert.Contains("do not say whether the day or the month comes first. Give DayFirst.", Message("a\n01/02/2020\n", Kind("a", ColumnKind.Time)));
    }

    [Fact]
    public void A_stream_that_fails_after_any_byte_says_so()
    {
        byte[] bytes = Encoding.UTF8.GetBytes("ID,a,b\n1,\"x\ny\",2\n2,é,3\n");
        for (int n = 0; n <= bytes.Length; n++)
        {
            SegmentationException error = Assert.Throws<SegmentationException>(() => CustomerTable.FromCsv(new FailingStream(bytes, n)));
            Assert.StartsWith("Reading the stream failed after ", error.Message);
            Assert.IsType<IOException>(error.InnerException);
        }
    }

    [Fact]
    public async Task Reading_can_be_cancelled()
    {
        using CancellationTokenSource source = new();
        CancellingStream stream = new(source);
        Assert.Throws<OperationCanceledException>(() => CustomerTable.FromCsv(stream, null, null, source.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CustomerTable.FromCsvAsync(stream, null, null, source.Token));
    }

    private sealed class FailingStream(byte[] bytes, int after) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) =>
            Position >= after ? throw new IOException("The network is gone.") : base.Read(buffer, offset, (int)Math.Min(count, after - Position));
    }

    /// <summary>Never ends; cancels after the first block.</summary>
    private sealed class CancellingStream(CancellationTokenSource source) : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count)
        {
            source.Cancel();
            for (int i = 0; i < count; i++) buffer[offset + i] = (byte)(i % 4 == 3 ? '\n' : 'a');
            return count;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<int>(cancellationToken) : ValueTask.FromResult(0);
    }
}

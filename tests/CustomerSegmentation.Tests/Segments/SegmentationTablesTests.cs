using CsCheck;
using Sylvan.Data.Csv;
using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class SegmentationTablesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("segments").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Details_are_joined_by_key_and_who_has_no_partner_is_counted()
    {
        CustomerTable details = CustomerTable.FromColumns([new NumberColumn("Age", [1, 2, 3])], ["c3", "x", "c1"], "id");
        CustomerTable joined = SegmentationTests.Two(0.25f, 1, 0.5f).JoinTo(details, new() { AddProbabilities = true });
        Assert.Equal(["Age", "segment", "certainty", "probability_A", "probability_B"], joined.ColumnNames);
        Assert.Equal(["A", null, "A"], Enumerable.Range(0, 3).Select(joined["segment"].Text));
        Assert.Equal(["0.5", null, "0.75"], Enumerable.Range(0, 3).Select(joined["certainty"].Text));
        Assert.Equal(
            ["1 customer of columns without a segment, for example \"x\"", "1 customer of the segmentation missing from columns, for example \"c2\""],
            joined.Notes.Select(note => note.ToString()));
        Assert.Equal(["Age", "segment", "certainty"], SegmentationTests.Two(0.5f).JoinTo(details).ColumnNames);
    }

    [Fact]
    public void A_taken_column_name_is_refused_not_replaced()
    {
        CustomerTable details = CustomerTable.FromColumns([new NumberColumn("segment", [1])], ["c1"], "id");
        Assert.Equal(
            "The column name \"segment\" of the segmentation is taken in columns. Set another name in SegmentColumns (Segment, Certainty, ProbabilityPrefix).",
            SegmentationTests.Message(() => SegmentationTests.Two(0.5f).JoinTo(details)));
        Assert.Equal(["segment", "group", "certainty"], SegmentationTests.Two(0.5f).JoinTo(details, new() { Segment = "group" }).ColumnNames);
    }

    [Fact]
    public void A_table_keeps_the_order_of_the_source_with_gaps_for_the_left_out()
    {
        Segmentation segments = new(["A", "B"], "id", ["k1", "k3"], [0.9f, 0.1f, 0.2f, 0.8f], Decision.ArgMax, [],
            sourceRows: [1, 3], allKeys: ["k0", "k1", "k2", "k3"]);
        CustomerTable table = segments.ToTable();
        Assert.Equal(["k0", "k2"], segments.LeftOut);
        Assert.Equal(["k0", "k1", "k2", "k3"], table.Keys);
        Assert.Equal("id", table.KeyName);
        Assert.Equal([null, "A", null, "B"], Enumerable.Range(0, 4).Select(table["segment"].Text));
        Assert.Equal([double.NaN, 0.1f, double.NaN, 0.8f], ((NumberColumn)table["probability_B"]).Values.ToArray());
        Assert.Equal("id,segment,probability_A,probability_B\nk0,,,\nk1,A,0.9,0.1\nk2,,,\nk3,B,0.2,0.8\n", Csv(segments));
    }

    [Fact]
    public void Without_the_order_of_the_source_the_left_out_come_last() =>
        Assert.Equal("key,segment,probability_A\n1,A,1\n2,,\n", Csv(Segmentation.Create(["A"], ["1"], [1], leftOut: ["2"])));

    [Fact]
    public void Delimiters_quotes_and_line_ends_are_quoted() =>
        Assert.Equal("key,segment,\"probability_a,b\"\n\"x\"\"y\n\",\"a,b\",1\n\"#1\",\"a,b\",1\n", Csv(Segmentation.Create(["a,b"], ["x\"y\n", "#1"], [1, 1])));

    [Fact]
    public void A_file_that_cannot_be_written_is_named()
    {
        string path = Path.Combine(_folder, "missing", "out.csv");
        Assert.Contains($"{Show.Value(path)} cannot be written: ",
            SegmentationTests.Message(() => { SegmentationTests.Two(0.5f).ToCsv(path); return path; }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_write_leaves_the_old_file()
    {
        string path = Path.Combine(_folder, "old.csv");
        File.WriteAllText(path, "old");
        Assert.Throws<OperationCanceledException>(() => SegmentationTests.Two(0.5f).ToCsv(path, cancellationToken: new CancellationToken(true)));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Single(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_file_of_segments_is_a_table_of_customers()
    {
        string path = Path.Combine(_folder, "out.csv");
        Segmentation segments = Segmentation.Create(["a,b", "c"], ["x", "y", "007"], [0.1f, 0.9f, 1f / 3, 2f / 3, 1, 0], keyName: "id", leftOut: ["z"]);
        segments.ToCsv(path);
        CustomerTable read = CustomerTable.FromCsv(path, "id");
        Assert.Equal(["x", "y", "007", "z"], read.Keys);
        Assert.Equal(["c", "c", "a,b", null], Enumerable.Range(0, 4).Select(read["segment"].Text));
        Assert.Equal([0.9f, 2f / 3, 0, float.NaN], ((NumberColumn)read["probability_c"]).Values.ToArray().Select(value => (float)value));
    }

    [Fact]
    public void A_key_named_segment_needs_another_name_for_the_segment() => Assert.StartsWith(
        "The column name \"segment\" of the segmentation is taken in the key.",
        SegmentationTests.Message(() => Segmentation.Create(["A"], [], [], keyName: "segment").ToTable()), StringComparison.Ordinal);

    [Fact]
    public void What_is_written_reads_back_to_the_same_bits() => SegmentationTests.Any.Where(Encodable).Sample(segments =>
    {
        string path = Path.Combine(_folder, Guid.NewGuid().ToString("N"));
        segments.ToCsv(path);
        using CsvDataReader reader = CsvDataReader.Create(path, new CsvDataReaderOptions { Delimiter = ',', BufferSize = 1 << 20 });
        Assert.Equal(["key", "segment", .. segments.Segments.Select(name => "probability_" + name)], reader.GetColumnSchema().Select(column => column.ColumnName));
        CustomerTable table = segments.ToTable();
        for (int row = 0; row < table.RowCount; row++)
        {
            Assert.True(reader.Read());
            Assert.Equal(table.Keys[row], reader.GetString(0));
            Assert.Equal(table["segment"].Text(row) ?? "", reader.GetString(1));
            for (int k = 0; k < segments.Segments.Count; k++)
                if (table["segment"].IsMissing(row)) Assert.Equal("", reader.GetString(2 + k));
                else Assert.Equal(segments[table.Keys[row]].Probabilities.Span[k], float.Parse(reader.GetString(2 + k), System.Globalization.CultureInfo.InvariantCulture));
        }
        Assert.False(reader.Read());
    }, iter: 50);

    // A lone surrogate has no place in UTF-8; the reader takes a carriage return inside quotes of the header for the file's line end.
    private static bool Encodable(Segmentation segments) =>
        segments.Segments.Concat(segments.Keys).Concat(segments.LeftOut).All(name => name.EnumerateRunes().All(rune => rune.Value is not (0xfffd or '\r')));

    private string Csv(Segmentation segments)
    {
        string path = Path.Combine(_folder, "out.csv");
        segments.ToCsv(path);
        return File.ReadAllText(path);
    }
}

using System.Globalization;
using System.Text;
using Sylvan.Data.Csv;

namespace CustomerSegmentation;

/// <summary>Reads one CSV into a table: header, rows into <see cref="RawColumn"/>s, then each column's kind from all of its cells.</summary>
internal sealed class CsvTableReader(string name, CsvOptions options, IProgress<long>? progress, CancellationToken cancellation)
{
    private const int LongestRecord = 1 << 22;
    private const int ProgressRows = 50_000;
    private readonly DataNotes _notes = new();
    private int _rows;
    private long _line = 1;
    private bool _regularLines = true;
    private long _blankLines;
    private char _delimiter;

    public async ValueTask<CustomerTable> ReadAsync(CsvSource source, bool wait)
    {
        await source.StartAsync(wait).ConfigureAwait(false);
        if (source.Waiting.IsEmpty)
            throw new SegmentationException($"{name} is empty. Expected: a header line with the column names, then one line a customer.");
        _delimiter = options.Delimiter ?? DelimiterDetection.Find(source.Waiting);
        CsvDataReaderOptions settings = new()
        {
            HasHeaders = false, Delimiter = _delimiter, Comment = '\uFFFF', CsvStyle = CsvStyle.Standard, ResultSetMode = ResultSetMode.SingleResult,
            BufferSize = 1 << 16, MaxBufferSize = LongestRecord, OwnsReader = false,
        };
        CsvDataReader reader;
        try
        {
            reader = wait ? await CsvDataReader.CreateAsync(source, settings, cancellation).ConfigureAwait(false) : CsvDataReader.Create(source, settings);
        }
        catch (Exception error) when (error is FormatException or CsvRecordTooLargeException)
        {
            throw Malformed(error);
        }
        await using (reader.ConfigureAwait(false)) return await ReadAsync(source, reader, wait).ConfigureAwait(false);
    }

    private async ValueTask<CustomerTable> ReadAsync(CsvSource source, CsvDataReader reader, bool wait)
    {
        bool some;
        do some = await NextAsync(reader, wait).ConfigureAwait(false);
        while (some && IsBlank(reader) && Skip(reader));
        if (!some) throw new SegmentationException($"{name} has only blank lines. Expected: a header line with the column names, then one line a customer.");
        RawColumn[] columns = Header(reader, out int key);
        List<string> keys = [];
        TextCells cells = new(options.MissingMarkers);
        while (await NextAsync(reader, wait).ConfigureAwait(false))
        {
            if (IsBlank(reader))
            {
                Skip(reader);
                continue;
            }
            _rows++;
            AddRow(reader, columns, key, keys, cells);
            CountLines(reader);
            if (_rows % ProgressRows == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Report(_rows);
            }
        }
        if (_rows == 0)
            throw new SegmentationException($"{name} has a header ({Show.List(columns.Select(column => column.Name))}) but no rows. Expected: one line a customer below it.");
        progress?.Report(_rows);
        return Table(source, columns, key, keys);
    }

    private async ValueTask<bool> NextAsync(CsvDataReader reader, bool wait)
    {
        try
        {
            return wait ? await reader.ReadAsync(cancellation).ConfigureAwait(false) : reader.Read();
        }
        catch (Exception error) when (error is FormatException or CsvRecordTooLargeException)
        {
            throw Malformed(error);
        }
    }

    private SegmentationException Malformed(Exception error) => error is CsvRecordTooLargeException
        ? new($"The row that starts in line {_line} of {name} is longer than {LongestRecord} characters. Most likely a quote that opens there is never closed: close it, or double a quote that belongs to the text.", error)
        : error.Message.Contains("end of the input", StringComparison.Ordinal)
            ? new($"A quote is opened in the row that starts in line {_line} of {name} and never closed. Close it, or double a quote that belongs to the text and put the field in quotes.", error)
            : new($"In the row that starts in line {_line} of {name} a closing quote is followed by more text. Expected: {Delimiter} or the end of the line; double a quote that belongs to the text.", error);

    private static bool IsBlank(CsvDataReader reader) => reader.RowFieldCount == 1 && reader.GetFieldSpan(0).IsWhiteSpace();

    private bool Skip(CsvDataReader reader)
    {
        CountLines(reader);
        _regularLines = false;
        _blankLines++;
        return true;
    }

    private void CountLines(CsvDataReader reader)
    {
        _line++;
        ReadOnlySpan<char> record = reader.GetRawRecordSpan().TrimEnd("\r\n");
        if (record.IndexOfAny('\r', '\n') < 0) return;
        _line += record.Count('\n') + record.Count('\r') - record.Count("\r\n");
        _regularLines = false;
    }

    private RawColumn[] Header(CsvDataReader reader, out int key)
    {
        RawColumn[] columns = new RawColumn[reader.RowFieldCount];
        Dictionary<string, int> seen = new(StringComparer.Ordinal);
        for (int i = 0; i < columns.Length; i++)
        {
            string header = reader.GetFieldSpan(i).ToString(), trimmed = header.Trim();
            if (trimmed.Length == 0)
                throw new SegmentationException($"Column {i + 1} of {columns.Length} in the header of {name} has no name. Give it one, or remove the column (a delimiter too many at the end of the line?).");
            if (!seen.TryAdd(trimmed, i))
                throw new SegmentationException($"The column name {Show.Value(trimmed)} comes twice in the header of {name}, as columns {seen[trimmed] + 1} and {i + 1}. Rename or remove one of the two.");
            _notes.Add(null, "column names with spaces around them, trimmed", trimmed == header ? 0 : 1, header);
            columns[i] = new(trimmed);
        }
        CountLines(reader);
        foreach (string named in options.Kinds.Keys)
            if (!seen.ContainsKey(named))
                throw new SegmentationException($"Kinds names the column {Show.Value(named)}, which {name} does not have{CustomerTable.Nearest(named, seen.Keys)} It has: {Show.List(seen.Keys, 20)}.");
        key = -1;
        if (options.Key is { } wanted && !seen.TryGetValue(wanted, out key))
            throw new SegmentationException($"The key column {Show.Value(wanted)} is not in {name}{CustomerTable.Nearest(wanted, seen.Keys)} It has: {Show.List(seen.Keys, 20)} (delimiter {Delimiter}).");
        return columns;
    }

    private void AddRow(CsvDataReader reader, RawColumn[] columns, int key, List<string> keys, TextCells cells)
    {
        if (reader.RowFieldCount != columns.Length)
            throw new SegmentationException(
                $"Line {_line} of {name} (data row {_rows}) has {Show.Count(reader.RowFieldCount, "field")}, but the header has {columns.Length}, cut at {Delimiter}. " +
                "Put fields that hold the delimiter in quotes, complete the row, or give the right Delimiter.");
        for (int i = 0; i < columns.Length; i++)
        {
            ReadOnlySpan<char> field = reader.GetFieldSpan(i);
            if (i == key)
            {
                if (field.IsWhiteSpace())
                    throw new SegmentationException($"The key {Show.Value(columns[i].Name)} is blank in line {_line} of {name} (data row {_rows}). Fill it, remove the row, or choose another key.");
                keys.Add(field.ToString());
                continue;
            }
            try
            {
                cells.Add(columns[i], field);
            }
            catch (EncoderFallbackException error)
            {
                throw new SegmentationException($"Column {Show.Value(columns[i].Name)} in line {_line} of {name} (data row {_rows}) holds half a character (an unpaired surrogate). Correct the text where it comes from.", error);
            }
        }
    }

    private CustomerTable Table(CsvSource source, RawColumn[] raws, int key, List<string> keys)
    {
        string keyName = key >= 0 ? raws[key].Name : CustomerTable.FreeName("row", raws.Select(raw => raw.Name));
        TextRules rules = new(options.MissingMarkers, options.DayFirst, DecimalComma: _delimiter != ',');
        Dictionary<string, string> remarks = new(StringComparer.Ordinal);
        List<Column> columns = new(raws.Length);
        for (int i = 0; i < raws.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (i == key) continue;
            ColumnKind? kind = options.Kinds.TryGetValue(raws[i].Name, out ColumnKind given) ? given : null;
            ColumnReading reading = new(raws[i], rules, name, Place, _notes);
            columns.Add(reading.Read(kind));
            _notes.Add(raws[i].Name, "cells read as missing: a marker of no value", raws[i].Markers.Count, raws[i].Markers.First);
            if (reading.Remark is { } remark) remarks[raws[i].Name] = remark;
            raws[i] = new(raws[i].Name); // frees the cells before the next column is made
        }
        _notes.Add(null, "blank lines skipped", _blankLines);
        CsvFormat format = new(Delimiter, source.Encoding?.WebName, source.ByteOrderMark, source.LineEnds);
        return CustomerTable.Create(name, keyName, key >= 0 ? [.. keys] : CustomerTable.RowNumbers(_rows), [.. columns], _notes.ToList())
            .WithReading(new TableReading(format, remarks));
    }

    private string Delimiter => _delimiter switch { ',' => "comma", ';' => "semicolon", '\t' => "tab", var other => Show.Value(other.ToString()) };

    private string Place(int row) => string.Create(CultureInfo.InvariantCulture, $"data row {row + 1}{(_regularLines ? $" (line {row + 2})" : "")}");
}

/// <summary>Tells blank cells and markers of "no value" from the others.</summary>
internal sealed class TextCells
{
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _markers;
    private readonly int _longest;

    public TextCells(IReadOnlySet<string> markers)
    {
        HashSet<string> set = new(markers.Select(marker => marker.Trim()), StringComparer.Ordinal);
        _markers = set.GetAlternateLookup<ReadOnlySpan<char>>();
        _longest = set.Count == 0 ? -1 : set.Max(marker => marker.Length);
    }

    public void Add(RawColumn column, ReadOnlySpan<char> field)
    {
        ReadOnlySpan<char> trimmed = field.Trim();
        if (trimmed.IsEmpty) column.AddMissing();
        else if (trimmed.Length <= _longest && _markers.Contains(trimmed)) column.AddMarker(trimmed);
        else column.Add(field);
    }
}

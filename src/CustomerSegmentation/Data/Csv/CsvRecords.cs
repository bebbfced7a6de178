using System.Globalization;
using Sylvan.Data.Csv;

namespace CustomerSegmentation;

/// <summary>
/// The records of a CSV one after the other, blank lines left out, with the line that each begins in: what is the same for every reader of a CSV, and
/// its errors.
/// </summary>
internal sealed class CsvRecords : IAsyncDisposable, IDisposable
{
    private const int LongestRecord = 1 << 22;
    private readonly string _name;
    private readonly CsvDataReader _reader;
    private readonly CancellationToken _cancellation;
    private readonly char _delimiter;
    private bool _started, _regularLines = true;

    private CsvRecords(string name, CsvDataReader reader, char delimiter, CancellationToken cancellation) =>
        (_name, _reader, _delimiter, _cancellation) = (name, reader, delimiter, cancellation);

    /// <summary>The line in which the record begins, from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>The number of records behind the header so far.</summary>
    public int Row { get; private set; } = -1;

    /// <summary>How many blank lines were left out.</summary>
    public long BlankLines { get; private set; }

    /// <summary>Whether numbers may have a decimal comma.</summary>
    public bool DecimalComma => _delimiter != ',';

    /// <summary>The delimiter in words.</summary>
    public string Delimiter => Words(_delimiter);

    public int FieldCount => _reader.RowFieldCount;

    public ReadOnlySpan<char> Field(int index) => _reader.GetFieldSpan(index);

    /// <summary>Finds the delimiter and stands before the header.</summary>
    /// <param name="name">The source for messages.</param>
    /// <param name="source">The characters.</param>
    /// <param name="delimiter">The delimiter, or null to detect it.</param>
    /// <param name="each">What a row is, for messages: a customer, an edge.</param>
    /// <param name="wait">Whether to wait without blocking the thread; otherwise the task is complete at once.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async ValueTask<CsvRecords> OpenAsync(string name, CsvSource source, char? delimiter, string each, bool wait, CancellationToken cancellation)
    {
        await source.StartAsync(wait).ConfigureAwait(false);
        if (source.Waiting.IsEmpty) throw new SegmentationException($"{name} is empty. {Expected(each)}");
        char found = delimiter ?? DelimiterDetection.Find(source.Waiting);
        CsvDataReaderOptions settings = new()
        {
            HasHeaders = false, Delimiter = found, Comment = '\uFFFF', CsvStyle = CsvStyle.Standard, ResultSetMode = ResultSetMode.SingleResult,
            BufferSize = 1 << 16, MaxBufferSize = LongestRecord, OwnsReader = false,
        };
        CsvRecords records;
        try
        {
            records = new(name, wait ? await CsvDataReader.CreateAsync(source, settings, cancellation).ConfigureAwait(false) : CsvDataReader.Create(source, settings), found, cancellation);
        }
        catch (Exception error) when (error is FormatException or CsvRecordTooLargeException)
        {
            throw Malformed(error, name, 1, found);
        }
        if (await records.NextAsync(wait).ConfigureAwait(false)) return records;
        await records.DisposeAsync().ConfigureAwait(false);
        throw new SegmentationException($"{name} has only blank lines. {Expected(each)}");
    }

    /// <summary>The same, waiting on this thread.</summary>
    public static CsvRecords Open(string name, CsvSource source, char? delimiter, string each, CancellationToken cancellation) =>
        OpenAsync(name, source, delimiter, each, wait: false, cancellation).AsTask().GetAwaiter().GetResult();

    /// <summary>Goes to the next record; false at the end.</summary>
    public async ValueTask<bool> NextAsync(bool wait)
    {
        if (!wait) return Next();
        do
        {
            CountLines();
            try
            {
                if (!await _reader.ReadAsync(_cancellation).ConfigureAwait(false)) return false;
            }
            catch (Exception error) when (error is FormatException or CsvRecordTooLargeException)
            {
                throw Malformed(error, _name, Line, _delimiter);
            }
        }
        while (Skips());
        return true;
    }

    /// <summary>The same, waiting on this thread.</summary>
    public bool Next()
    {
        do
        {
            CountLines();
            try
            {
                if (!_reader.Read()) return false;
            }
            catch (Exception error) when (error is FormatException or CsvRecordTooLargeException)
            {
                throw Malformed(error, _name, Line, _delimiter);
            }
        }
        while (Skips());
        return true;
    }

    /// <summary>The names of the columns, from the record it stands on; spaces around them are trimmed and noted.</summary>
    public string[] Header(DataNotes notes)
    {
        string[] names = new string[FieldCount];
        Dictionary<string, int> seen = new(StringComparer.Ordinal);
        for (int i = 0; i < names.Length; i++)
        {
            string header = Field(i).ToString(), trimmed = header.Trim();
            if (trimmed.Length == 0)
                throw new SegmentationException($"Column {i + 1} of {names.Length} in the header of {_name} has no name. Give it one, or remove the column (a delimiter too many at the end of the line?).");
            if (!seen.TryAdd(trimmed, i))
                throw new SegmentationException($"The column name {Show.Value(trimmed)} comes twice in the header of {_name}, as columns {seen[trimmed] + 1} and {i + 1}. Rename or remove one of the two.");
            notes.Add(null, "column names with spaces around them, trimmed", trimmed == header ? 0 : 1, header);
            names[i] = trimmed;
        }
        return names;
    }

    /// <exception cref="SegmentationException">The record has more or fewer fields than the header.</exception>
    public void CheckWidth(int columns)
    {
        if (FieldCount != columns)
            throw new SegmentationException(
                $"{Here} has {Show.Count(FieldCount, "field")}, but the header has {columns}, cut at {Delimiter}. " +
                "Put fields that hold the delimiter in quotes, complete the row, or give the right Delimiter.");
    }

    /// <summary>The record it stands on as messages begin: <c>Line 4 of c.csv (data row 3)</c>.</summary>
    public string Here => $"Line {Line} of {_name} (data row {Row})";

    /// <summary>A record (from 0) that it has passed, for messages.</summary>
    public string Place(int row) => string.Create(CultureInfo.InvariantCulture, $"data row {row + 1}{(_regularLines ? $" (line {row + 2})" : "")}");

    public ValueTask DisposeAsync() => _reader.DisposeAsync();

    public void Dispose() => _reader.Dispose();

    private bool Skips()
    {
        _started = true;
        if (FieldCount == 1 && Field(0).IsWhiteSpace())
        {
            BlankLines++;
            _regularLines = false;
            return true;
        }
        Row++;
        return false;
    }

    /// <summary>Counts the lines of the record that is left behind.</summary>
    private void CountLines()
    {
        if (!_started) return;
        Line++;
        ReadOnlySpan<char> record = _reader.GetRawRecordSpan().TrimEnd("\r\n");
        if (record.IndexOfAny('\r', '\n') < 0) return;
        Line += record.Count('\n') + record.Count('\r') - record.Count("\r\n");
        _regularLines = false;
    }

    private static string Expected(string each) => $"Expected: a header line with the column names, then one line {each}.";

    private static SegmentationException Malformed(Exception error, string name, long line, char delimiter) => error is CsvRecordTooLargeException
        ? new($"The row that starts in line {line} of {name} is longer than {LongestRecord} characters. Most likely a quote that opens there is never closed: close it, or double a quote that belongs to the text.", error)
        : error.Message.Contains("end of the input", StringComparison.Ordinal)
            ? new($"A quote is opened in the row that starts in line {line} of {name} and never closed. Close it, or double a quote that belongs to the text and put the field in quotes.", error)
            : new($"In the row that starts in line {line} of {name} a closing quote is followed by more text. Expected: {Words(delimiter)} or the end of the line; double a quote that belongs to the text.", error);

    private static string Words(char delimiter) => delimiter switch { ',' => "comma", ';' => "semicolon", '\t' => "tab", var other => Show.Value(other.ToString()) };
}

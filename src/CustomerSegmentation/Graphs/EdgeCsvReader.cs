using System.Text;

namespace CustomerSegmentation;

/// <summary>Reads edges from a CSV in one pass; only the distinct ends become texts.</summary>
internal sealed class EdgeCsvReader(string name, EdgeColumns? columns, CsvOptions options, IProgress<long>? progress, CancellationToken cancellation)
{
    private const int ProgressRows = 1_000_000;
    private readonly DataNotes _notes = new();
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _markers =
        new HashSet<string>(options.MissingMarkers.Select(marker => marker.Trim()), StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    public EdgeTable Read(CsvSource source)
    {
        using CsvRecords records = CsvRecords.Open(name, source, options.Delimiter, "an edge", cancellation);
        string[] header = records.Header(_notes);
        EdgeColumnChoice choice = EdgeColumnChoice.Of(name, header, columns, $", cut at {records.Delimiter}");
        if (columns?.From is null && columns?.To is null && IsNumber(header[choice.From]) && IsNumber(header[choice.To]))
            throw new SegmentationException(
                $"The first line of {name} is {Show.List([header[choice.From], header[choice.To]])}, which looks like an edge, not like the names of columns. Put a header line such as from,to before it, or name the two in EdgeColumns.");
        choice.NoteUnused(header, _notes);
        EdgeBuffer buffer = new(choice.Weight >= 0, times: false);
        EdgeTimeReader? times = choice.Time < 0 ? null : new(name, header[choice.Time], options.DayFirst);
        bool markers = options.MissingMarkers.Count > 0;
        while (records.Next())
        {
            records.CheckWidth(header.Length);
            buffer.Add(
                End(records.Field(choice.From), markers), End(records.Field(choice.To), markers),
                choice.Weight < 0 ? 1 : Weight(records, header[choice.Weight], records.Field(choice.Weight)), TimeColumn.Missing);
            if (times is not null) Time(records, times, header[choice.Time], records.Field(choice.Time));
            if (records.Row % ProgressRows == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Report(records.Row);
            }
        }
        progress?.Report(records.Row);
        _notes.Add(null, "blank lines skipped", records.BlankLines);
        return buffer.Build(name, header[choice.From], header[choice.To], _notes.ToList(), times?.Times());
    }

    private ReadOnlySpan<char> End(ReadOnlySpan<char> field, bool markers) => markers && _markers.Contains(field.Trim()) ? [] : field;

    private double Weight(CsvRecords records, string column, ReadOnlySpan<char> field)
    {
        if (IsMissing(field)) return double.NaN;
        NumberReading reading = NumberReading.None;
        Span<byte> bytes = stackalloc byte[64];
        double value = double.NaN;
        if (field.Length <= bytes.Length && Encoding.UTF8.TryGetBytes(field, bytes, out int length))
            reading = NumberText.Read(bytes[..length], records.DecimalComma, out value);
        // An infinite weight is named with the others that are no weights when the graph is built.
        if (reading == NumberReading.TooLarge) return field.TrimStart().StartsWith('-') ? double.NegativeInfinity : double.PositiveInfinity;
        if (reading != NumberReading.None) return value;
        if (field.Trim().Equals("nan", StringComparison.OrdinalIgnoreCase)) return double.NaN;
        throw new SegmentationException(
            $"The weight {Show.Value(column)} is {Show.Value(field.ToString())} in line {records.Line} of {name} (data row {records.Row}). Expected: a number, digits with an optional point and exponent. Correct it, or name another column in EdgeColumns.");
    }

    private void Time(CsvRecords records, EdgeTimeReader times, string column, ReadOnlySpan<char> field)
    {
        if (IsMissing(field)) times.AddMissing();
        else if (!times.TryAdd(field))
            throw new SegmentationException(
                $"The time {Show.Value(column)} is {Show.Value(field.ToString())} in line {records.Line} of {name} (data row {records.Row}). Expected: a date or moment, for example 2012-09-04 or 2012-09-04 10:11:12. Correct it, or name another column in EdgeColumns.");
    }

    private bool IsMissing(ReadOnlySpan<char> field) => field.IsWhiteSpace() || options.MissingMarkers.Count > 0 && _markers.Contains(field.Trim());

    private static bool IsNumber(string name) => NumberText.Read(Encoding.UTF8.GetBytes(name), decimalComma: false, out _) != NumberReading.None;
}

using System.Text;

namespace CustomerSegmentation;

/// <summary>Reads one CSV into a table: header, rows into <see cref="RawColumn"/>s, then each column's kind from all of its cells.</summary>
internal sealed class CsvTableReader(string name, CsvOptions options, IProgress<long>? progress, CancellationToken cancellation)
{
    private const int ProgressRows = 50_000;
    private readonly DataNotes _notes = new();

    public async ValueTask<CustomerTable> ReadAsync(CsvSource source, bool wait)
    {
        CsvRecords records = await CsvRecords.OpenAsync(name, source, options.Delimiter, "a customer", wait, cancellation).ConfigureAwait(false);
        await using (records.ConfigureAwait(false)) return await ReadAsync(source, records, wait).ConfigureAwait(false);
    }

    private async ValueTask<CustomerTable> ReadAsync(CsvSource source, CsvRecords records, bool wait)
    {
        RawColumn[] columns = [.. records.Header(_notes).Select(header => new RawColumn(header))];
        int key = Check(records, [.. columns.Select(column => column.Name)]);
        List<string> keys = [];
        TextCells cells = new(options.MissingMarkers);
        while (await records.NextAsync(wait).ConfigureAwait(false))
        {
            AddRow(records, columns, key, keys, cells);
            if (records.Row % ProgressRows == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Report(records.Row);
            }
        }
        if (records.Row == 0)
            throw new SegmentationException($"{name} has a header ({Show.List(columns.Select(column => column.Name))}) but no rows. Expected: one line a customer below it.");
        progress?.Report(records.Row);
        return Table(source, records, columns, key, keys);
    }

    private int Check(CsvRecords records, string[] names)
    {
        foreach (string named in options.Kinds.Keys)
            if (!names.Contains(named))
                throw new SegmentationException($"Kinds names the column {Show.Value(named)}, which {name} does not have{CustomerTable.Nearest(named, names)} It has: {Show.List(names, 20)}.");
        int key = options.Key is null ? -1 : Array.IndexOf(names, options.Key);
        return options.Key is not { } wanted || key >= 0 ? key
            : throw new SegmentationException($"The key column {Show.Value(wanted)} is not in {name}{CustomerTable.Nearest(wanted, names)} It has: {Show.List(names, 20)} (delimiter {records.Delimiter}).");
    }

    private void AddRow(CsvRecords records, RawColumn[] columns, int key, List<string> keys, TextCells cells)
    {
        records.CheckWidth(columns.Length);
        for (int i = 0; i < columns.Length; i++)
        {
            ReadOnlySpan<char> field = records.Field(i);
            if (i == key)
            {
                if (field.IsWhiteSpace())
                    throw new SegmentationException($"The key {Show.Value(columns[i].Name)} is blank in line {records.Line} of {name} (data row {records.Row}). Fill it, remove the row, or choose another key.");
                keys.Add(field.ToString());
                continue;
            }
            try
            {
                cells.Add(columns[i], field);
            }
            catch (EncoderFallbackException error)
            {
                throw new SegmentationException($"Column {Show.Value(columns[i].Name)} in line {records.Line} of {name} (data row {records.Row}) holds half a character (an unpaired surrogate). Correct the text where it comes from.", error);
            }
        }
    }

    private CustomerTable Table(CsvSource source, CsvRecords records, RawColumn[] raws, int key, List<string> keys)
    {
        string keyName = key >= 0 ? raws[key].Name : CustomerTable.FreeName("row", raws.Select(raw => raw.Name));
        TextRules rules = new(options.MissingMarkers, options.DayFirst, records.DecimalComma);
        Dictionary<string, string> remarks = new(StringComparer.Ordinal);
        List<Column> columns = new(raws.Length);
        for (int i = 0; i < raws.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (i == key) continue;
            ColumnKind? kind = options.Kinds.TryGetValue(raws[i].Name, out ColumnKind given) ? given : null;
            ColumnReading reading = new(raws[i], rules, name, records.Place, _notes);
            columns.Add(reading.Read(kind));
            _notes.Add(raws[i].Name, "cells read as missing: a marker of no value", raws[i].Markers.Count, raws[i].Markers.First);
            if (reading.Remark is { } remark) remarks[raws[i].Name] = remark;
            raws[i] = new(raws[i].Name); // frees the cells before the next column is made
        }
        _notes.Add(null, "blank lines skipped", records.BlankLines);
        CsvFormat format = new(records.Delimiter, source.Encoding?.WebName, source.ByteOrderMark, source.LineEnds);
        return CustomerTable.Create(name, keyName, key >= 0 ? [.. keys] : CustomerTable.RowNumbers(records.Row), [.. columns], _notes.ToList())
            .WithReading(new TableReading(format, remarks));
    }
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

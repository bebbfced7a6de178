using System.Data.Common;

namespace CustomerSegmentation;

/// <summary>Reads the rows of a data reader into a table.</summary>
internal static class DataReaderTable
{
    private const string Source = "the data reader";
    private const int ProgressRows = 50_000;

    public static async ValueTask<CustomerTable> ReadAsync(
        DbDataReader reader, DataReaderOptions options, bool wait, IProgress<long>? progress, CancellationToken cancellation)
    {
        string[] names = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
        int key = Check(names, options);
        Type[] types = [.. Enumerable.Range(0, names.Length).Select(reader.GetFieldType)];
        DataNotes notes = new();
        TextRules rules = new(options.MissingMarkers, Infer: options.InferText);
        FieldReader[] fields = [.. Enumerable.Range(0, names.Length).Where(i => i != key).Select(i => new FieldReader(
            names[i], i, options.Kinds.TryGetValue(names[i], out ColumnKind kind) ? kind : null, rules, Source, notes))];
        List<string> keys = [];
        int rows = 0;
        while (wait ? await reader.ReadAsync(cancellation).ConfigureAwait(false) : reader.Read())
        {
            if (rows++ % 1024 == 0) cancellation.ThrowIfCancellationRequested();
            if (key >= 0) keys.Add(KeyOf(reader, key, names[key], rows));
            foreach (FieldReader field in fields) field.Read(reader);
            if (rows % ProgressRows == 0) progress?.Report(rows);
        }
        progress?.Report(rows);
        Dictionary<string, string> remarks = new(StringComparer.Ordinal);
        Column[] columns = new Column[fields.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            (columns[i], string? remark) = fields[i].Build(types[Array.IndexOf(names, fields[i].Name)]);
            fields[i] = null!; // frees what was gathered
            if (remark is not null) remarks[columns[i].Name] = remark;
        }
        return CustomerTable.Create(Source, key >= 0 ? names[key] : CustomerTable.FreeName("row", names),
            key >= 0 ? [.. keys] : CustomerTable.RowNumbers(rows), columns, notes.ToList()).WithReading(new(null, remarks));
    }

    private static int Check(string[] names, DataReaderOptions options)
    {
        for (int i = 0; i < names.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(names[i]))
                throw new SegmentationException($"Field {i + 1} of {names.Length} of {Source} has no name. Give it one in the query, with AS.");
            if (Array.IndexOf(names, names[i]) < i)
                throw new SegmentationException($"The field name {Show.Value(names[i])} comes twice in {Source}, as fields {Array.IndexOf(names, names[i]) + 1} and {i + 1}. Rename or leave out one of the two in the query.");
        }
        foreach (string named in options.Kinds.Keys)
            if (!names.Contains(named))
                throw new SegmentationException($"Kinds names the column {Show.Value(named)}, which {Source} does not have{CustomerTable.Nearest(named, names)} It has: {Show.List(names, 20)}.");
        int key = options.Key is null ? -1 : Array.IndexOf(names, options.Key);
        return options.Key is null || key >= 0 ? key
            : throw new SegmentationException($"The key field {Show.Value(options.Key)} is not in {Source}{CustomerTable.Nearest(options.Key, names)} It has: {Show.List(names, 20)}.");
    }

    private static string KeyOf(DbDataReader reader, int ordinal, string name, int row)
    {
        string? key = reader.IsDBNull(ordinal) ? null : FieldReader.TextOf(reader, ordinal);
        return !string.IsNullOrWhiteSpace(key) ? key
            : throw new SegmentationException($"The key {Show.Value(name)} is missing in row {row} of {Source}. Leave the row out in the query, or choose another key.");
    }
}

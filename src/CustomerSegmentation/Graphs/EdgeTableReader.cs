namespace CustomerSegmentation;

/// <summary>Reads edges out of a table.</summary>
internal static class EdgeTableReader
{
    public static EdgeTable Read(CustomerTable table, EdgeColumns? columns)
    {
        // A key that only counts rows is no end, unless it is named.
        bool named = !IsRowNumber(table.KeyName) || columns?.From == table.KeyName || columns?.To == table.KeyName;
        Column[] all = [.. named ? [new TextColumn(table.KeyName, [.. table.Keys])] : Array.Empty<Column>(), .. table.Columns];
        string[] names = [.. all.Select(column => column.Name)];
        EdgeColumnChoice choice = EdgeColumnChoice.Of(table.Source, names, columns);
        double[]? weights = choice.Weight < 0 ? null : WeightsOf(table, all[choice.Weight]);
        long[]? times = choice.Time < 0 ? null : TimesOf(table, all[choice.Time]);
        DataNotes notes = new();
        choice.NoteUnused(names, notes);
        EdgeBuffer buffer = new(weights is not null, times is not null);
        for (int row = 0; row < table.RowCount; row++)
            buffer.Add(all[choice.From].Text(row), all[choice.To].Text(row), weights?[row] ?? 1, times?[row] ?? TimeColumn.Missing);
        return buffer.Build(table.Source, names[choice.From], names[choice.To], notes.ToList());
    }

    private static bool IsRowNumber(string keyName) => keyName == "row" || keyName.StartsWith("row_", StringComparison.Ordinal);

    private static double[] WeightsOf(CustomerTable table, Column column) => column switch
    {
        NumberColumn numbers => numbers.Values.ToArray(),
        YesNoColumn flags => [.. Enumerable.Range(0, flags.Count).Select(row => flags.IsMissing(row) ? double.NaN : flags.Values[row])],
        _ => throw new SegmentationException(
            $"The weights, column {Show.Value(column.Name)} of {table.Source}, are {column.Kind}. Expected: numbers. Name another column in EdgeColumns, or turn it by WithKind."),
    };

    private static long[] TimesOf(CustomerTable table, Column column) => column is TimeColumn times ? times.Ticks.ToArray()
        : throw new SegmentationException(
            $"The times, column {Show.Value(column.Name)} of {table.Source}, are {column.Kind}. Expected: dates or moments. Name another column in EdgeColumns, or turn it by WithKind.");
}

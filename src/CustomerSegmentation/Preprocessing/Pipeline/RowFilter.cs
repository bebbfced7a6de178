namespace CustomerSegmentation;

/// <summary>Which rows have a value in every one of some columns.</summary>
internal static class RowFilter
{
    /// <summary>The complete rows ascending, or null where all are; what is dropped is noted.</summary>
    public static int[]? Rows(CustomerTable customers, Column[] columns, DataNotes notes)
    {
        if (!Array.Exists(columns, column => column.MissingCount > 0)) return null;
        List<int> rows = new(customers.RowCount);
        Dictionary<string, int> dropped = new(StringComparer.Ordinal);
        for (int row = 0; row < customers.RowCount; row++)
        {
            Column? missing = Array.Find(columns, column => column.IsMissing(row));
            if (missing is null) rows.Add(row);
            else dropped[missing.Name] = dropped.GetValueOrDefault(missing.Name) + 1;
        }
        foreach ((string name, int count) in dropped) notes.Add(name, "rows dropped because its value is missing", count);
        return [.. rows];
    }
}

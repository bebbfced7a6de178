namespace CustomerSegmentation;

/// <summary>Names the first infinite number of a source column.</summary>
internal static class InfinityCheck
{
    public static void Throw(Column column, CustomerTable table)
    {
        if (column is not NumberColumn numbers) return;
        int row = Numbers.FirstInfinite(numbers.Values);
        if (row >= 0)
            throw new SegmentationException(
                $"Column {Show.Value(column.Name)} of {table.Source} holds {Numbers.Text(numbers.Values[row])} in row {table.RowNumber(row)} ({table.KeyName} {Show.Value(table.Keys[row])}). " +
                "Numbers must be finite: correct the value, or leave it blank (missing).");
    }
}

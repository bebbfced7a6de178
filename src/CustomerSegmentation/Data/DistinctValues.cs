namespace CustomerSegmentation;

/// <summary>Counts the different values of a column.</summary>
internal static class DistinctValues
{
    public static int Count(Column column)
    {
        switch (column)
        {
            case CategoryColumn category:
                bool[] used = new bool[category.Levels.Count];
                foreach (int code in category.Codes) if (code >= 0) used[code] = true;
                return used.Count(level => level);
            case NumberColumn number: return Sorted(number.Values, double.IsNaN);
            case TimeColumn time: return Sorted(time.Ticks, ticks => ticks == TimeColumn.Missing);
            case YesNoColumn yesNo: return (yesNo.Values.Contains((sbyte)1) ? 1 : 0) + (yesNo.Values.Contains((sbyte)0) ? 1 : 0);
            default:
                HashSet<string> texts = new(StringComparer.Ordinal);
                for (int row = 0; row < column.Count; row++) if (column.Text(row) is { } text) texts.Add(text);
                return texts.Count;
        }
    }

    private static int Sorted<T>(ReadOnlySpan<T> values, Predicate<T> missing) where T : IEquatable<T>
    {
        T[] sorted = values.ToArray();
        Array.Sort(sorted);
        int distinct = 0;
        for (int i = 0; i < sorted.Length; i++)
            if (!missing(sorted[i]) && (i == 0 || !sorted[i].Equals(sorted[i - 1]))) distinct++;
        return distinct;
    }
}

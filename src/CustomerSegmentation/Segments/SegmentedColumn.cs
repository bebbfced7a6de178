namespace CustomerSegmentation;

/// <summary>A column's values sorted into segments.</summary>
internal static class SegmentedColumn
{
    /// <summary>The present values of each segment in row order, and how many are missing.</summary>
    /// <param name="segments">For each row its segment, −1 for none.</param>
    /// <param name="count">The number of segments.</param>
    /// <param name="values">One value a row.</param>
    /// <param name="isMissing">Whether a value is missing.</param>
    public static (T[] Values, int Missing)[] Split<T>(int[] segments, int count, ReadOnlySpan<T> values, Func<T, bool> isMissing)
    {
        int[] present = new int[count];
        (T[] Values, int Missing)[] split = new (T[], int)[count];
        for (int row = 0; row < segments.Length; row++)
        {
            if (segments[row] < 0) continue;
            if (isMissing(values[row])) split[segments[row]].Missing++;
            else present[segments[row]]++;
        }
        for (int i = 0; i < count; i++) split[i].Values = new T[present[i]];
        Array.Clear(present);
        for (int row = 0; row < segments.Length; row++)
            if (segments[row] is >= 0 and var segment && !isMissing(values[row])) split[segment].Values[present[segment]++] = values[row];
        return split;
    }

    /// <summary>How often each level comes in each segment (<c>[segment][level]</c>), and how many values are missing; null for another kind.</summary>
    public static (string[] Levels, int[][] Counts, int[] Missing)? Levels(int[] segments, int count, Column column)
    {
        (string[] levels, Func<int, int> code)? found = column switch
        {
            CategoryColumn category => ([.. category.Levels], row => category.Codes[row]),
            YesNoColumn yesNo => ([yesNo.No, yesNo.Yes], row => yesNo.Values[row]),
            _ => null,
        };
        if (found is not var (names, codes)) return null;
        int[][] counts = new int[count][];
        int[] missing = new int[count];
        for (int i = 0; i < count; i++) counts[i] = new int[names.Length];
        for (int row = 0; row < segments.Length; row++)
        {
            if (segments[row] is not (>= 0 and var segment)) continue;
            int code = codes(row);
            if (code < 0) missing[segment]++;
            else counts[segment][code]++;
        }
        return (names, counts, missing);
    }
}

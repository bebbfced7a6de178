namespace CustomerSegmentation;

/// <summary>How many different values a column has, the missing ones not counted.</summary>
internal static class DistinctValues
{
    public static int Count(Column column) => column switch
    {
        NumberColumn numbers => Distinct(numbers.Values, double.NaN),
        TimeColumn times => Distinct(times.Ticks, TimeColumn.Missing),
        YesNoColumn yesNo => Distinct(yesNo.Values, (sbyte)-1),
        CategoryColumn category => Distinct(category.Codes, -1),
        TextColumn texts => Distinct(texts.Values, null),
        _ => 0,
    };

    private static int Distinct<T>(ReadOnlySpan<T> values, T missing)
    {
        HashSet<T> seen = [];
        foreach (T value in values) seen.Add(value);
        seen.Remove(missing);
        return seen.Count;
    }
}

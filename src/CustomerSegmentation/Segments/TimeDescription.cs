namespace CustomerSegmentation;

/// <summary>A time column in one segment.</summary>
/// <param name="Column">The column's name.</param>
/// <param name="Segment">The segment's name.</param>
/// <param name="Count">Customers with a moment.</param>
/// <param name="Missing">Customers without.</param>
/// <param name="Min">The earliest moment, or null where there is none.</param>
/// <param name="Median">The middle moment; of an even number the middle between the two.</param>
/// <param name="Max">The latest moment.</param>
public sealed record TimeDescription(string Column, string Segment, int Count, int Missing, DateTime? Min, DateTime? Median, DateTime? Max)
{
    /// <summary>Describes ticks, which it sorts in place.</summary>
    internal static TimeDescription Of(string column, string segment, Span<long> ticks, int missing)
    {
        if (ticks.Length == 0) return new(column, segment, 0, missing, null, null, null);
        ticks.Sort();
        long lower = ticks[(ticks.Length - 1) / 2], upper = ticks[ticks.Length / 2];
        return new(column, segment, ticks.Length, missing, new(ticks[0]), new(lower + (upper - lower) / 2), new(ticks[^1]));
    }
}

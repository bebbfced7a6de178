namespace CustomerSegmentation;

public sealed partial class Segmentation
{
    /// <summary>
    /// What is typical of each segment: in which columns its customers, joined by key, differ most from all other customers. Numbers and
    /// times count from |Cohen's d| = 0.3 on, levels from a difference of 10 percentage points on; at most one trait a column.
    /// </summary>
    /// <param name="customers">Any table with the same keys. Drop the label column first if there is one: it is always typical.</param>
    /// <param name="most">The most traits a segment, strongest first.</param>
    public TypicalTraits Typical(CustomerTable customers, int most = 3)
    {
        ArgumentNullException.ThrowIfNull(customers);
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        DataNotes notes = new();
        int[] segments = SegmentOfRows(customers, notes);
        SegmentTrait?[][] byColumn = [.. customers.Columns.Select(column => Traits(segments, column))];
        IReadOnlyList<SegmentTrait>[] traits = [.. Enumerable.Range(0, _segments.Length).Select(i =>
            (IReadOnlyList<SegmentTrait>)[.. byColumn.Select(column => column[i]).OfType<SegmentTrait>().OrderByDescending(trait => Math.Abs(trait.Effect)).Take(most)])];
        return new(this, traits, notes.ToList());
    }

    private SegmentTrait?[] Traits(int[] segments, Column column)
    {
        int k = _segments.Length;
        if (SegmentedColumn.Levels(segments, k, column) is var (names, counts, _))
        {
            long[] total = [.. names.Select((_, level) => counts.Sum(segment => (long)segment[level]))];
            return [.. counts.Select(inside => SegmentTrait.OfShares(column.Name, names, inside, total))];
        }
        Moments[]? moments = column switch
        {
            NumberColumn number => Moments(SegmentedColumn.Split(segments, k, number.Values, double.IsNaN), value => value),
            TimeColumn time => Moments(SegmentedColumn.Split(segments, k, time.Ticks, ticks => ticks == TimeColumn.Missing), ticks => ticks),
            _ => null,
        };
        return moments is null ? new SegmentTrait?[k]
            : [.. moments.Select((inside, i) => SegmentTrait.OfMeans(column.Name, inside, Others(moments, i), column is TimeColumn))];
    }

    private static Moments[] Moments<T>((T[] Values, int Missing)[] parts, Converter<T, double> number) =>
        [.. parts.Select(part => CustomerSegmentation.Moments.Of(Array.ConvertAll(part.Values, number)))];

    private static Moments Others(Moments[] moments, int but) =>
        moments.Where((_, i) => i != but).Aggregate(default(Moments), (sum, part) => sum + part);
}

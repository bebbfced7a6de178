namespace CustomerSegmentation;

public sealed partial class Segmentation
{
    private const int MostLevels = 10;

    /// <summary>
    /// Describes the customers of each segment by their details, joined by key: numbers by count, missing, mean, standard deviation
    /// (n − 1), min, quartiles and max; categories and yes/no by the shares of their ten most frequent levels and of the rest; times by
    /// min, median and max. Text is left out.
    /// </summary>
    /// <param name="customers">Any table with the same keys; use <see cref="CustomerTable.Select"/> or <see cref="CustomerTable.Drop"/> to choose columns.</param>
    public SegmentDescription Describe(CustomerTable customers)
    {
        ArgumentNullException.ThrowIfNull(customers);
        DataNotes notes = new();
        int[] segments = SegmentOfRows(customers, notes);
        List<NumberDescription> numbers = [];
        List<LevelDescription> levels = [];
        List<TimeDescription> times = [];
        List<string> described = [];
        foreach (Column column in customers.Columns)
        {
            switch (column)
            {
                case NumberColumn number:
                    numbers.AddRange(SegmentedColumn.Split(segments, _segments.Length, number.Values, double.IsNaN)
                        .Select((part, i) => NumberDescription.Of(column.Name, _segments[i], part.Values, part.Missing)));
                    break;
                case TimeColumn time:
                    times.AddRange(SegmentedColumn.Split(segments, _segments.Length, time.Ticks, ticks => ticks == TimeColumn.Missing)
                        .Select((part, i) => TimeDescription.Of(column.Name, _segments[i], part.Values, part.Missing)));
                    break;
                case CategoryColumn or YesNoColumn:
                    levels.AddRange(DescribeLevels(segments, column));
                    break;
                default:
                    notes.Add(null, "columns of text not described", 1, column.Name);
                    continue;
            }
            described.Add(column.Name);
        }
        return new(_segments, described, numbers, levels, times, notes.ToList());
    }

    private IEnumerable<LevelDescription> DescribeLevels(int[] segments, Column column)
    {
        (string[] names, int[][] counts, int[] missing) = SegmentedColumn.Levels(segments, _segments.Length, column)!.Value;
        long[] totals = [.. names.Select((_, level) => counts.Sum(segment => (long)segment[level]))];
        int[] used = [.. Enumerable.Range(0, names.Length).Where(level => totals[level] > 0)
            .OrderByDescending(level => totals[level]).ThenBy(level => names[level], StringComparer.Ordinal)];
        int[] top = [.. used.Take(MostLevels)];
        for (int i = 0; i < _segments.Length; i++)
        {
            int present = counts[i].Sum(), shown = top.Sum(level => counts[i][level]);
            LevelShare[] shares = [.. top.Select(level => new LevelShare(names[level], counts[i][level], (double)counts[i][level] / present))];
            yield return new(column.Name, _segments[i], present, missing[i], shares, used.Length - top.Length, present - shown);
        }
    }

    /// <summary>For each row of the table its customer's segment, −1 where there is none.</summary>
    private int[] SegmentOfRows(CustomerTable customers, DataNotes notes) =>
        Array.ConvertAll(Match(customers, notes), row => row < 0 ? -1 : _assigned[row]);
}

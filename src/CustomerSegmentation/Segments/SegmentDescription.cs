namespace CustomerSegmentation;

/// <summary>
/// The customers' details in each segment: statistics of numbers, shares of levels, spans of time. Immutable, safe to share between
/// threads. It comes from <see cref="Segmentation.Describe"/>.
/// </summary>
public sealed class SegmentDescription
{
    // Levels as headings of a text table must leave room for their neighbours.
    private const int LongestHeading = 16;

    internal SegmentDescription(
        IReadOnlyList<string> segments, IReadOnlyList<string> columns, IReadOnlyList<NumberDescription> numbers,
        IReadOnlyList<LevelDescription> levels, IReadOnlyList<TimeDescription> times, IReadOnlyList<DataNote> notes) =>
        (Segments, Columns, Numbers, Levels, Times, Notes) = (segments, columns, numbers, levels, times, notes);

    /// <summary>The names of the segments.</summary>
    public IReadOnlyList<string> Segments { get; }

    /// <summary>The names of the columns described, in the order of the table.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>One entry for each number column and segment, column by column.</summary>
    public IReadOnlyList<NumberDescription> Numbers { get; }

    /// <summary>One entry for each category or yes/no column and segment, column by column.</summary>
    public IReadOnlyList<LevelDescription> Levels { get; }

    /// <summary>One entry for each time column and segment, column by column.</summary>
    public IReadOnlyList<TimeDescription> Times { get; }

    /// <summary>Who found no partner, and what was not described.</summary>
    public IReadOnlyList<DataNote> Notes { get; }

    /// <summary>The statistics of a number column in a segment.</summary>
    /// <exception cref="SegmentationException">There is no such number column or segment.</exception>
    public NumberDescription Number(string column, string segment) => Find(Numbers, column, segment, "number", entry => (entry.Column, entry.Segment));

    /// <summary>The shares of a category or yes/no column in a segment.</summary>
    /// <exception cref="SegmentationException">There is no such column or segment.</exception>
    public LevelDescription Level(string column, string segment) => Find(Levels, column, segment, "category", entry => (entry.Column, entry.Segment));

    /// <summary>The span of a time column in a segment.</summary>
    /// <exception cref="SegmentationException">There is no such time column or segment.</exception>
    public TimeDescription Time(string column, string segment) => Find(Times, column, segment, "time", entry => (entry.Column, entry.Segment));

    /// <summary>One table a column, no wider than 100 columns, then the notes.</summary>
    public override string ToString() =>
        string.Join("\n\n", Columns.Select(column => $"{CellText.Shorten(CellText.Clean(column), TextTable.MaxWidth)}\n{Table(column, LongestHeading)}")
            .Concat(Notes.Count == 0 ? [] : [string.Join('\n', NoteLines.Of(Notes))]));

    /// <summary>One Markdown table a column under a heading, then the notes; nothing is shortened.</summary>
    public string ToMarkdown() =>
        string.Join("\n\n", Columns.Select(column => $"### {TextTable.Markdown(CellText.Clean(column))}\n\n{Table(column, int.MaxValue).ToMarkdown()}")
            .Concat(Notes.Count == 0 ? [] : [string.Join('\n', Notes.Select(note => "- " + TextTable.Markdown(CellText.Clean(note.ToString()))))])) + "\n";

    private static T Find<T>(IReadOnlyList<T> entries, string column, string segment, string kind, Func<T, (string Column, string Segment)> name)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(column);
        ArgumentNullException.ThrowIfNull(segment);
        return entries.FirstOrDefault(entry => name(entry) == (column, segment)) ?? throw new SegmentationException(
            $"No {kind} column {Show.Value(column)} is described for a segment {Show.Value(segment)}. Columns of that kind: {Show.List(entries.Select(entry => name(entry).Column).Distinct(), 20)}; segments: {Show.List(entries.Select(entry => name(entry).Segment).Distinct(), 20)}.");
    }

    private TextTable Table(string column, int longestHeading)
    {
        TextTable table = new TextTable().Left("segment").Right("count").Right("missing");
        if (Numbers.Where(entry => entry.Column == column).ToList() is { Count: > 0 } numbers)
        {
            foreach (string heading in new[] { "mean", "std", "min", "25 %", "50 %", "75 %", "max" }) table.Right(heading);
            foreach (NumberDescription n in numbers)
                table.Row(n.Segment, Figures.Count(n.Count), Figures.Count(n.Missing), Figures.Short(n.Mean), Figures.Short(n.StandardDeviation),
                    Figures.Short(n.Min), Figures.Short(n.LowerQuartile), Figures.Short(n.Median), Figures.Short(n.UpperQuartile), Figures.Short(n.Max));
        }
        else if (Times.Where(entry => entry.Column == column).ToList() is { Count: > 0 } times)
        {
            table.Right("min").Right("50 %").Right("max");
            foreach (TimeDescription t in times)
                table.Row(t.Segment, Figures.Count(t.Count), Figures.Count(t.Missing), Figures.Moment(t.Min), Figures.Moment(t.Median), Figures.Moment(t.Max));
        }
        else
        {
            List<LevelDescription> shares = [.. Levels.Where(entry => entry.Column == column)];
            foreach (LevelShare level in shares[0].Levels) table.Right(CellText.Shorten(CellText.Clean(level.Level), longestHeading));
            if (shares[0].OtherLevels > 0) table.Right(Show.Count(shares[0].OtherLevels, "other level"));
            foreach (LevelDescription s in shares)
                table.Row([s.Segment, Figures.Count(s.Count), Figures.Count(s.Missing), .. s.Levels.Select(level => Figures.Percent(level.Share)),
                    .. s.OtherLevels > 0 ? [Figures.Percent(s.OtherShare)] : Array.Empty<string>()]);
        }
        return table;
    }
}

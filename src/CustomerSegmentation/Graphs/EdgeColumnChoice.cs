namespace CustomerSegmentation;

/// <summary>Finds the columns of edges among the names of a source.</summary>
/// <param name="From">The place of the first ends' column.</param>
/// <param name="To">The place of the second ends' column.</param>
/// <param name="Weight">The place of the weights, or −1.</param>
/// <param name="Time">The place of the times, or −1.</param>
internal readonly record struct EdgeColumnChoice(int From, int To, int Weight, int Time)
{
    /// <exception cref="SegmentationException">A column is not there, is taken twice, or there are not two.</exception>
    public static EdgeColumnChoice Of(string source, IReadOnlyList<string> names, EdgeColumns? columns, string? cut = null)
    {
        columns ??= new();
        if (names.Count < 2)
            throw new SegmentationException(
                $"{source} has {(names.Count == 0 ? "no column" : $"one column, {Show.Value(names[0])}")}{cut}. Expected: two columns with the ends of the edges, and more for weight and time where there are.");
        int weight = Find(columns.Weight, nameof(EdgeColumns.Weight)), time = Find(columns.Time, nameof(EdgeColumns.Time));
        int from = Find(columns.From, nameof(EdgeColumns.From)), to = Find(columns.To, nameof(EdgeColumns.To));
        if (from < 0) from = to == 0 ? 1 : 0;
        if (to < 0) to = from == 1 ? 0 : from == 0 ? 1 : 0;
        if (from == to) throw Twice(nameof(EdgeColumns.From), nameof(EdgeColumns.To), from);
        if (weight >= 0 && (weight == from || weight == to)) throw Twice(nameof(EdgeColumns.Weight), weight == from ? nameof(EdgeColumns.From) : nameof(EdgeColumns.To), weight);
        if (time >= 0 && (time == from || time == to)) throw Twice(nameof(EdgeColumns.Time), time == from ? nameof(EdgeColumns.From) : nameof(EdgeColumns.To), time);
        if (time >= 0 && time == weight) throw Twice(nameof(EdgeColumns.Weight), nameof(EdgeColumns.Time), time);
        return new(from, to, weight, time);

        int Find(string? name, string what)
        {
            if (name is null) return -1;
            for (int i = 0; i < names.Count; i++) if (names[i] == name) return i;
            throw new SegmentationException($"{what} names the column {Show.Value(name)}, which {source} does not have{CustomerTable.Nearest(name, names)} It has: {Show.List(names, 20)}.");
        }

        SegmentationException Twice(string one, string other, int column) => new(
            $"{one} and {other} are both the column {Show.Value(names[column])} of {source}. Name another column for one of the two in EdgeColumns.");
    }

    /// <summary>Notes the columns that are not read.</summary>
    public void NoteUnused(IReadOnlyList<string> names, DataNotes notes)
    {
        EdgeColumnChoice used = this;
        string[] unused = [.. names.Where((_, i) => i != used.From && i != used.To && i != used.Weight && i != used.Time)];
        notes.Add(null, "columns of edges not used", unused.Length, unused.FirstOrDefault());
    }
}

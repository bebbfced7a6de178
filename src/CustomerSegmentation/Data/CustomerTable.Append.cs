namespace CustomerSegmentation;

public sealed partial class CustomerTable
{
    /// <summary>
    /// The rows of another table behind those of this one, under this one's columns: what the other does not have is missing there, what only it has is left
    /// out, and another kind is turned through its texts.
    /// </summary>
    /// <param name="other">The rows to add; no key of this table is among them.</param>
    /// <param name="notes">Told of columns that one of the two lacks.</param>
    /// <exception cref="SegmentationException">A value does not fit the kind of its column, or a key is in both tables.</exception>
    internal CustomerTable Append(CustomerTable other, DataNotes notes)
    {
        Column[] columns = new Column[_columns.Length];
        int[] nobody = new int[other.RowCount];
        Array.Fill(nobody, -1);
        for (int i = 0; i < columns.Length; i++)
        {
            Column column = _columns[i];
            bool there = other.Contains(column.Name);
            columns[i] = Joined(column, there ? other.WithKind(column.Name, column.Kind)[column.Name] : MissingRows.Select(column, column.Name, nobody));
            if (!there) notes.Add(null, "columns that newcomers do not have, missing for them", 1, column.Name);
        }
        string[] unknown = [.. other.ColumnNames.Where(name => !Contains(name))];
        notes.Add(null, "columns that only newcomers have, not used", unknown.Length, unknown.FirstOrDefault());
        return Create(Source, KeyName, [.. _keys, .. other._keys], columns, Notes).WithReading(_reading ?? new(null, new Dictionary<string, string>()));
    }

    private static Column Joined(Column first, Column second) => (first, second) switch
    {
        (NumberColumn a, NumberColumn b) => new NumberColumn(a.Name, [.. a.Values, .. b.Values]),
        (YesNoColumn a, YesNoColumn b) => new YesNoColumn(a.Name, [.. a.Values, .. b.Values], a.Yes, a.No),
        (TimeColumn a, TimeColumn b) => new TimeColumn(a.Name, [.. a.Ticks, .. b.Ticks]),
        (TextColumn a, TextColumn b) => new TextColumn(a.Name, [.. a.Values, .. b.Values]),
        (CategoryColumn a, CategoryColumn b) => Joined(a, b),
        _ => throw new NotSupportedException($"A column of type {first.GetType().Name} cannot be appended to."),
    };

    private static CategoryColumn Joined(CategoryColumn first, CategoryColumn second)
    {
        // Levels keep their places, new ones come behind.
        List<string> levels = [.. first.Levels];
        Dictionary<string, int> places = levels.Select((level, place) => (level, place)).ToDictionary(pair => pair.level, pair => pair.place, StringComparer.Ordinal);
        int[] moved = new int[second.Levels.Count];
        for (int level = 0; level < moved.Length; level++)
        {
            if (!places.TryGetValue(second.Levels[level], out moved[level]))
            {
                moved[level] = levels.Count;
                levels.Add(second.Levels[level]);
            }
        }
        int[] codes = new int[first.Count + second.Count];
        first.Codes.CopyTo(codes);
        for (int row = 0; row < second.Count; row++) codes[first.Count + row] = second.Codes[row] < 0 ? -1 : moved[second.Codes[row]];
        return new(first.Name, codes, [.. levels]);
    }
}

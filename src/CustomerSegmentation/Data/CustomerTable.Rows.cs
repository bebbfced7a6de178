namespace CustomerSegmentation;

public sealed partial class CustomerTable
{
    /// <summary>A view of one customer.</summary>
    /// <param name="index">The row, from 0.</param>
    public CustomerRow Row(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, RowCount);
        return new(this, index);
    }

    /// <summary>The customers for which the condition holds, in their order; how many were left out is noted.</summary>
    public CustomerTable Where(Func<CustomerRow, bool> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        List<int> rows = [];
        for (int row = 0; row < RowCount; row++) if (condition(new(this, row))) rows.Add(row);
        return SelectRows([.. rows]).WithNote(null, "rows left out by a condition", RowCount - rows.Count);
    }

    /// <summary>
    /// Adds the columns of another table, each customer looked up in it by key. How many customers, and how many of the other's rows, found no
    /// partner is noted.
    /// </summary>
    /// <exception cref="SegmentationException">The other's values repeat, or a name is in both tables.</exception>
    public CustomerTable Join(CustomerTable other, JoinOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(other);
        options ??= new();
        Dictionary<string, int> partners = other.Lookup(options.OtherOn);
        Column? on = options.On is null ? null : this[options.On];
        Column[] added = [.. other._columns.Where(column => column.Name != options.OtherOn)];
        foreach (Column column in added)
            if (Contains(options.Prefix + column.Name) || options.Prefix + column.Name == KeyName)
                throw new SegmentationException(
                    $"Both {Source} and {other.Source} have a column {Show.Value(options.Prefix + column.Name)}. Give a Prefix for the columns of {other.Source}, or Drop it from one of the two.");
        List<int> kept = new(RowCount), found = new(RowCount);
        HashSet<int> met = [];
        int alone = 0;
        string? example = null;
        for (int row = 0; row < RowCount; row++)
        {
            string? value = on is null ? _keys[row] : on.Text(row);
            int partner = value is not null && partners.TryGetValue(value, out int at) ? at : -1;
            if (partner >= 0) met.Add(partner);
            else
            {
                alone++;
                example ??= value;
            }
            if (partner < 0 && options.Kind == JoinKind.Inner) continue;
            kept.Add(row);
            found.Add(partner);
        }
        CustomerTable left = kept.Count == RowCount ? this : SelectRows([.. kept]);
        int[] rows = [.. found];
        string fate = options.Kind == JoinKind.Inner ? "rows left out" : "rows kept with missing values";
        DataNotes notes = new();
        notes.AddRange(Notes);
        notes.AddRange(other.Notes);
        notes.Add(null, $"{fate}: no partner in {other.Source}", alone, example);
        notes.Add(null, $"rows of {other.Source} without a partner in {Source}, not used", other.RowCount - met.Count);
        return new(Source, KeyName, left._keys, [.. left._columns, .. added.Select(column => MissingRows.Select(column, options.Prefix + column.Name, rows))], notes.ToList(), _reading);
    }

    private Dictionary<string, int> Lookup(string? name)
    {
        Column? column = name is null ? null : this[name];
        Dictionary<string, int> rows = new(RowCount, StringComparer.Ordinal);
        for (int row = 0; row < RowCount; row++)
        {
            if ((column is null ? _keys[row] : column.Text(row)) is not { } value) continue; // a missing value is nobody's partner
            if (!rows.TryAdd(value, row))
                throw new SegmentationException(
                    $"The value {Show.Value(value)} in column {Show.Value(name)} of {Source} comes twice, in data rows {rows[value] + 1} and {row + 1}. " +
                    "A customer can have one partner only: remove one of the rows, or sum them up first.");
        }
        return rows;
    }

    internal CustomerTable WithNote(string? column, string what, long count, string? example = null)
    {
        if (count == 0) return this;
        DataNotes notes = new();
        notes.AddRange(Notes);
        notes.Add(column, what, count, example);
        return new(Source, KeyName, _keys, _columns, notes.ToList(), _reading);
    }
}

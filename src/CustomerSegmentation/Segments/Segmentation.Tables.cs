namespace CustomerSegmentation;

public sealed partial class Segmentation
{
    /// <summary>
    /// The segmentation as a table: key, segment, one probability column a segment; the rows in the order of the input, the left-out
    /// included with missing values.
    /// </summary>
    /// <param name="columns">The names of the columns; null is the defaults: <c>segment</c>, <c>probability_&lt;name&gt;</c>.</param>
    /// <exception cref="SegmentationException">A name of a column comes twice.</exception>
    public CustomerTable ToTable(SegmentColumns? columns = null)
    {
        columns ??= new();
        Column[] all = [SegmentColumn(columns, _order.Rows), .. ProbabilityColumns(columns, _order.Rows)];
        SegmentColumns.Check(all.Select(column => column.Name), [KeyName], "the key");
        return CustomerTable.Create("segmentation", KeyName, _order.Keys, all, Notes);
    }

    /// <summary>
    /// The customers' table with segment and certainty added by key (and the probabilities, where <paramref name="columns"/> says so).
    /// All rows stay in their order; who has no segment has missing values. Those, and customers of the segmentation who are not in the
    /// table, are counted in the notes of the result.
    /// </summary>
    /// <param name="customers">Any table with the same keys; other columns than at training are welcome.</param>
    /// <param name="columns">The names of the columns; null is the defaults: <c>segment</c>, <c>certainty</c>.</param>
    /// <exception cref="SegmentationException">A column of such a name is already there.</exception>
    public CustomerTable JoinTo(CustomerTable customers, SegmentColumns? columns = null)
    {
        ArgumentNullException.ThrowIfNull(customers);
        columns ??= new();
        DataNotes notes = new();
        notes.AddRange(customers.Notes);
        int[] rows = Match(customers, notes);
        List<Column> added = [SegmentColumn(columns, rows), CertaintyColumn(columns, rows)];
        if (columns.AddProbabilities) added.AddRange(ProbabilityColumns(columns, rows));
        SegmentColumns.Check(added.Select(column => column.Name), [customers.KeyName, .. customers.ColumnNames], customers.Source);
        return CustomerTable.Create(customers.Source, customers.KeyName, [.. customers.Keys], [.. customers.Columns, .. added], notes.ToList());
    }

    /// <summary>For each row of the table its row here, −1 where the customer has no segment.</summary>
    internal int[] Match(CustomerTable customers, DataNotes notes)
    {
        int[] rows = new int[customers.RowCount];
        int without = 0;
        string? example = null;
        System.Collections.BitArray seen = new(Count);
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = _rows.Value.TryGetValue(customers.Keys[i], out int row) ? row : -1;
            if (rows[i] >= 0) seen[row] = true;
            else if (without++ == 0) example = customers.Keys[i];
        }
        notes.Add(null, $"customers of {customers.Source} without a segment", without, example);
        int missing = 0;
        for (int row = Count - 1; row >= 0; row--)
            if (!seen[row]) (missing, example) = (missing + 1, _keys[row]);
        notes.Add(null, $"customers of the segmentation missing from {customers.Source}", missing, example);
        return rows;
    }

    private CategoryColumn SegmentColumn(SegmentColumns columns, int[] rows) =>
        new(columns.Segment, Array.ConvertAll(rows, row => row < 0 ? -1 : _assigned[row]), _segments);

    private NumberColumn CertaintyColumn(SegmentColumns columns, int[] rows) =>
        new(columns.Certainty, Array.ConvertAll(rows, row => row < 0 ? double.NaN : _probabilities[row * _segments.Length + _assigned[row]]));

    private IEnumerable<NumberColumn> ProbabilityColumns(SegmentColumns columns, int[] rows)
    {
        for (int i = 0; i < _segments.Length; i++)
        {
            int segment = i;
            yield return new(columns.Probability(_segments[i]),
                Array.ConvertAll(rows, row => row < 0 ? double.NaN : _probabilities[row * _segments.Length + segment]));
        }
    }
}

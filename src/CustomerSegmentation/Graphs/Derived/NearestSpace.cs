namespace CustomerSegmentation;

/// <summary>Customers as points: standardised numbers, a missing one at the mean. A customer with no value at all is nowhere, and near nobody.</summary>
/// <param name="Rows">The number of customers.</param>
/// <param name="Columns">The number of columns that vary.</param>
/// <param name="Values">The points, column by column, <c>[columns, rows]</c>.</param>
/// <param name="Somewhere">Whether the customer has a place.</param>
internal sealed record NearestSpace(int Rows, int Columns, double[][] Values, bool[] Somewhere)
{
    /// <summary>Places customers; mean and deviation are those of the first <paramref name="fitted"/> rows.</summary>
    /// <exception cref="SegmentationException">A value is infinite, or no column varies.</exception>
    public static NearestSpace Of(CustomerTable customers, IReadOnlyList<NumberColumn> columns, int fitted, string relation, DataNotes notes)
    {
        int n = customers.RowCount;
        bool[] somewhere = new bool[n];
        List<double[]> values = [];
        foreach (NumberColumn column in columns)
        {
            for (int row = 0; row < n; row++)
            {
                somewhere[row] |= !column.IsMissing(row);
                if (double.IsInfinity(column.Values[row]))
                    throw new SegmentationException($"Column {Show.Value(column.Name)} of {customers.Source} has the value {Show.Value(column.Values[row])} in data row {row + 1}: nobody is near it. Clear it, or leave the column out.");
            }
            double[] present = [.. column.Values[..fitted].ToArray().Where(value => !double.IsNaN(value))];
            double mean = Sums.Mean(present), deviation = Math.Sqrt(Sums.Variance(present, mean));
            notes.Add(relation, $"missing values of {column.Name} taken for its mean", column.MissingCount);
            if (!(deviation > 1e-12 * Math.Abs(mean)))
            {
                notes.Add(relation, "columns left out: constant", 1, column.Name);
                continue;
            }
            values.Add([.. column.Values.ToArray().Select(value => double.IsNaN(value) ? 0 : (value - mean) / deviation)]);
        }
        if (values.Count == 0)
            throw new SegmentationException($"The relation {Show.Value(relation)} joins the nearest customers, but {Show.List(columns.Select(column => column.Name))} of {customers.Source} are the same for all: everyone would be as near as everyone else. Name columns that vary, or leave the relation out.");
        notes.Add(relation, "customers without neighbours: no value in any of the columns", somewhere.Count(place => !place));
        return new(n, values.Count, [.. values], somewhere);
    }
}

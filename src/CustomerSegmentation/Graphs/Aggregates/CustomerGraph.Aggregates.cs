namespace CustomerSegmentation;

public sealed partial class CustomerGraph
{
    /// <summary>
    /// The customers with aggregates of their neighbours' features as further number columns (mean, spread, extremes, degrees over a few hops of each relation),
    /// so that any model can use the graph. A customer without neighbours has missing values there and a degree of 0.
    /// </summary>
    /// <param name="preparation">How customers become the features that are aggregated: see that it does not use the label, which neighbours would tell each other.</param>
    /// <param name="options">Which aggregates; null for the defaults of <see cref="AggregateOptions"/>.</param>
    /// <param name="cancellationToken">Ends the work between hops.</param>
    /// <exception cref="SegmentationException">An option is out of range, the preparation drops customers or does not fit them, or the result is too large.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public CustomerTable Aggregate(FeaturePipeline preparation, AggregateOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(preparation);
        FeatureMatrix features = preparation.Transform(Customers, cancellationToken);
        if (features.Rows != Customers.RowCount)
            throw new SegmentationException($"The preparation drops {Show.Count(Customers.RowCount - features.Rows, "customer")} of {Customers.Source} with missing values, but every customer of a graph needs features. Fill them (ImputeMedian()) instead of DropRowsWithMissing.");
        AggregateSource source = new(
            Customers.RowCount, features.Values, preparation.FeatureNames, features.Columns, [.. _relations.Select(relation => AggregateRelation.Of(relation, cancellationToken))]);
        NeighbourAggregates aggregates = new(source, options ?? new());
        float[] values = aggregates.All(cancellationToken);
        List<Column> columns = [];
        HashSet<string> taken = [Customers.KeyName, .. Customers.ColumnNames];
        for (int column = features.Columns; column < aggregates.Names.Length; column++)
        {
            double[] numbers = new double[Customers.RowCount];
            for (int row = 0; row < numbers.Length; row++) numbers[row] = values[row * aggregates.Names.Length + column];
            string name = aggregates.Names[column];
            for (int copy = 2; !taken.Add(name); copy++) name = FormattableString.Invariant($"{aggregates.Names[column]} ({copy})");
            columns.Add(new NumberColumn(name, numbers));
        }
        return Customers.WithColumns(columns, features.Notes);
    }
}

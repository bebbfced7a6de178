namespace CustomerSegmentation;

public sealed partial class CustomerGraph
{
    /// <summary>
    /// Splits the customers once a fold, so that each is tested once: by customer, edges joining the parts (transductive). Who goes where depends on the keys, the values and
    /// the seed, not on the order of the rows.
    /// </summary>
    /// <param name="options">Null for the defaults: five folds.</param>
    /// <exception cref="SegmentationException">There are too few customers, or too few of a value, for the folds.</exception>
    public IReadOnlyList<GraphSplit> Folds(GraphFoldOptions? options = null)
    {
        options ??= new();
        if (options.Folds < 2) throw new ArgumentOutOfRangeException(nameof(options), options.Folds, "GraphFoldOptions.Folds must be 2 or more.");
        int[] rows = options.StratifyBy is { } needed ? Customers[needed].PresentRows() : [.. Enumerable.Range(0, Customers.RowCount)];
        CustomerTable known = rows.Length == Customers.RowCount ? Customers : Customers.SelectRows(rows);
        return [.. known.KFold(new() { Folds = options.Folds, StratifyBy = options.StratifyBy, Seed = options.Seed }).Select(One)];

        GraphSplit One(Fold fold)
        {
            TableSplit rest = known.SelectRows(fold.Train).Split(new() { TestShare = 0, ValidationShare = options.ValidationShare, StratifyBy = options.StratifyBy, Seed = options.Seed });
            return GraphSplit.FromRows(Customers, rest.TrainRows.Select(row => rows[fold.Train[row]]), rest.ValidationRows.Select(row => rows[fold.Train[row]]), fold.Test.Select(row => rows[row]));
        }
    }
}

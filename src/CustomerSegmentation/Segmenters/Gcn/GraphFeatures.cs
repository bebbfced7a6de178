namespace CustomerSegmentation;

/// <summary>
/// A table's columns as features of the nodes of a graph. Where <c>AddAll</c> meets many counts that are nearly all zero (words, tags,
/// products), they are taken as they are and each row is divided by its sum, as for bags of words; the rest is prepared as for tables.
/// </summary>
internal sealed class GraphFeatures(FeaturePipeline? pipeline, EquatableList<string> bag)
{
    /// <summary>The fewest columns of a bag.</summary>
    private const int FewestInBag = 20;

    /// <summary>The smallest share of zeros in a bag.</summary>
    private const double ZerosOfAll = 0.9;

    /// <summary>The smallest share of zeros in one of its columns.</summary>
    private const double ZerosOfOne = 0.5;

    /// <summary>The preparation of what is not in the bag; null where there is nothing else.</summary>
    public FeaturePipeline? Pipeline { get; } = pipeline;

    /// <summary>The columns of the bag, in their order after the prepared features.</summary>
    public EquatableList<string> Bag { get; } = bag;

    /// <summary>The number of features, d.</summary>
    public int Width => (Pipeline?.FeatureNames.Count ?? 0) + Bag.Count;

    /// <summary>The names of the features, <c>[d]</c>.</summary>
    public IReadOnlyList<string> Names => [.. Pipeline?.FeatureNames ?? [], .. Bag];

    /// <summary>The columns a table needs.</summary>
    public IReadOnlyList<string> NeededColumns => [.. Pipeline?.NeededColumns ?? [], .. Bag];

    /// <summary>Learns the preparation; a table without any column for it gives none, which is no error for a graph.</summary>
    public static GraphFeatures Fit(FeaturePipelinePlan plan, CustomerTable table, string? label, DataNotes notes, CancellationToken cancellationToken)
    {
        string[] free = Free(plan, table, label), bag = BagOf(table, free);
        notes.Add(null, "columns taken as a bag of counts: each row divided by its sum", bag.Length, bag.FirstOrDefault());
        if (plan.Entries.Count == 0 && free.Length == bag.Length) return new(null, [.. bag]);
        FeaturePipeline pipeline = plan.Fit(bag.Length == 0 ? table : table.Drop(bag), label, cancellationToken);
        notes.AddRange(pipeline.Notes);
        return new(pipeline, [.. bag]);
    }

    /// <summary>Features <c>[n, d]</c> of all rows.</summary>
    public float[] Transform(CustomerTable table, DataNotes notes, CancellationToken cancellationToken)
    {
        FeatureMatrix? prepared = Pipeline?.Transform(table, cancellationToken);
        if (prepared is not null) notes.AddRange(prepared.Notes);
        if (Bag.Count == 0) return prepared?.Values ?? [];
        int rows = table.RowCount, left = prepared?.Columns ?? 0;
        float[] values = new float[checked(rows * Width)];
        for (int row = 0; row < rows; row++) prepared?.Values.AsSpan(row * left, left).CopyTo(values.AsSpan(row * Width));
        for (int k = 0; k < Bag.Count; k++)
        {
            if (!table.Contains(Bag[k])) throw new SegmentationException($"Column {Show.Value(Bag[k])}, which was there at training, is not in {table.Source}{CustomerTable.Nearest(Bag[k], table.ColumnNames)} Add the column, 0 where nothing was counted.");
            if (table[Bag[k]] is not NumberColumn counts)
                throw new SegmentationException($"Column {Show.Value(Bag[k])} of {table.Source} is a {table[Bag[k]].Kind} column, but counts were learned. Give numbers.");
            for (int row = 0; row < rows; row++) values[row * Width + left + k] = double.IsFinite(counts.Values[row]) ? (float)counts.Values[row] : 0;
        }
        for (int row = 0; row < rows; row++)
        {
            Span<float> counts = values.AsSpan(row * Width + left, Bag.Count);
            double sum = 0;
            foreach (float count in counts) sum += Math.Abs(count);
            for (int k = 0; sum > 0 && k < counts.Length; k++) counts[k] = (float)(counts[k] / sum);
        }
        return values;
    }

    /// <summary>The columns that are taken as a bag of counts.</summary>
    public static string[] BagOf(FeaturePipelinePlan plan, CustomerTable table, string? label) => BagOf(table, Free(plan, table, label));

    private static string[] Free(FeaturePipelinePlan plan, CustomerTable table, string? label) => plan.Remaining is null ? [] : [.. table.ColumnNames
        .Where(name => name != label && !plan.Excluded.Contains(name) && !plan.Entries.Any(entry => entry.Columns.Contains(name)))];

    private static string[] BagOf(CustomerTable table, string[] free)
    {
        (string Name, double Zeros)[] counts = [.. free.Select(name => table[name]).OfType<NumberColumn>().Select(column => (column.Name, Zeros: Zeros(column))).Where(column => column.Zeros >= ZerosOfOne)];
        return counts.Length < FewestInBag || counts.Average(column => column.Zeros) < ZerosOfAll ? [] : [.. counts.Select(column => column.Name)];
    }

    /// <summary>The share of zeros, or −1 where something is missing, negative or infinite, which no count is.</summary>
    private static double Zeros(NumberColumn column)
    {
        int zeros = 0;
        foreach (double value in column.Values)
        {
            if (!(value >= 0 && double.IsFinite(value))) return -1;
            if (value == 0) zeros++;
        }
        return zeros / (double)Math.Max(1, column.Count);
    }
}

namespace CustomerSegmentation;

/// <summary>The multilayer perceptron on the customers' own columns that a graph model is compared with.</summary>
internal static class OwnColumns
{
    /// <summary>Whether a preparation finds columns in a table.</summary>
    public static bool Any(FeaturePipelinePlan plan, CustomerTable customers, string label) => plan.Entries.Count > 0
        || plan.Remaining is not null && customers.ColumnNames.Any(name => name != label && !plan.Excluded.Contains(name));

    /// <summary>
    /// The same preparation, label, decision and seed; a perceptron's own training, since that of a graph layer does not suit it. Fitted on the training part of a
    /// split, the validation part watching.
    /// </summary>
    public static SegmentationModel Fit(GcnPlan plan, CustomerTable customers, GraphSplit split, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        MlpSegmenter segmenter = new(new()
        {
            Label = plan.Label, Preparation = Preparation(plan, customers), Network = new(), Decision = plan.Decision, SegmentNames = plan.SegmentNames, Seed = plan.Seed,
            Training = plan.Preset is null or GraphPreset.Published ? new() { Threads = plan.Training.Threads, ClassWeights = plan.Training.ClassWeights } : plan.Training,
        });
        return segmenter.Fit(customers.SelectRows(split.Train),
            new FitOptions { Validation = split.Validation.Length == 0 ? null : customers.SelectRows(split.Validation) }, progress, cancellationToken);
    }

    // What the graph takes as a bag of counts the perceptron takes as it is, or rare words would be clipped away as outliers.
    private static FeaturePipelinePlan Preparation(GcnPlan plan, CustomerTable customers)
    {
        string[] bag = GraphFeatures.BagOf(plan.Preparation, customers, plan.Label);
        if (bag.Length == 0) return plan.Preparation;
        bool rest = customers.ColumnNames.Any(name => name != plan.Label && !plan.Preparation.Excluded.Contains(name) && !bag.Contains(name));
        return plan.Preparation with
        {
            Entries = [.. plan.Preparation.Entries, new FeatureEntry { Columns = [.. bag], Kind = ColumnKind.Number, Steps = new() }], Remaining = rest ? plan.Preparation.Remaining : null,
        };
    }
}

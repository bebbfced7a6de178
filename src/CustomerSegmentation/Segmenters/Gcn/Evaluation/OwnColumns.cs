namespace CustomerSegmentation;

/// <summary>The multilayer perceptron on the customers' own columns that a graph model is compared with.</summary>
internal static class OwnColumns
{
    /// <summary>Whether a preparation finds columns in a table.</summary>
    public static bool Any(FeaturePipelinePlan plan, CustomerTable customers, string label) => plan.Entries.Count > 0
        || plan.Remaining is not null && customers.ColumnNames.Any(name => name != label && !plan.Excluded.Contains(name));

    /// <summary>The same preparation, label, decision and seed; a perceptron's own training, since that of a graph layer does not suit it.</summary>
    public static MlpSegmenter Segmenter(GcnPlan plan) => new(new()
    {
        Label = plan.Label, Preparation = plan.Preparation, Network = new(), Decision = plan.Decision, SegmentNames = plan.SegmentNames, Seed = plan.Seed,
        Training = plan.Preset is null or GraphPreset.Published ? new() { Threads = plan.Training.Threads, ClassWeights = plan.Training.ClassWeights } : plan.Training,
    });

    /// <summary>Fits it on the training part of a split, the validation part watching.</summary>
    public static SegmentationModel Fit(GcnPlan plan, CustomerTable customers, GraphSplit split, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken) =>
        Segmenter(plan).Fit(customers.SelectRows(split.Train),
            new FitOptions { Validation = split.Validation.Length == 0 ? null : customers.SelectRows(split.Validation) }, progress, cancellationToken);
}

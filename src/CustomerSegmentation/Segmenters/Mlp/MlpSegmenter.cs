namespace CustomerSegmentation;

/// <summary>A checked plan that fits multilayer perceptrons; from <see cref="MlpSegmenterBuilder.Build"/>.</summary>
/// <remarks>Immutable and safe to share between threads; each fit stands alone.</remarks>
public sealed class MlpSegmenter : ISegmenter
{
    internal MlpSegmenter(MlpPlan plan) => Plan = plan;

    /// <summary>The plan.</summary>
    public MlpPlan Plan { get; }

    /// <inheritdoc/>
    public string? Label => Plan.Label;

    /// <inheritdoc/>
    public SegmentationModel Fit(CustomerTable customers, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Fit(customers, new FitOptions(), progress, cancellationToken);

    /// <summary>Fits with validation customers of your own, from an earlier model, or with a checkpoint.</summary>
    /// <param name="customers">The training customers, label included; rows without a label are left out and counted.</param>
    /// <param name="options">What this fit is given besides.</param>
    /// <param name="progress">Told after every epoch, on the fitting thread; null for silence.</param>
    /// <param name="cancellationToken">Ends the fit; no half model is left.</param>
    /// <exception cref="SegmentationException">The customers do not fit the plan, or the loss stopped being a number.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public SegmentationModel Fit(CustomerTable customers, FitOptions options, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(customers);
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        LabelledParts parts = LabelledParts.Of(customers, Plan.Label, Plan.Training, options.Validation, Plan.Seed);
        string[] segments = SegmentNaming.Of(parts.Labels, Plan.SegmentNames, Plan.Decision);
        FeaturePipeline preparation = Plan.Preparation.Fit(parts.Training, Plan.Label, cancellationToken);
        double[] weights = Plan.Training.ClassWeights.For(parts.Labels);
        TrainingRows training = Rows(preparation, parts.Training, parts.Labels, weights, cancellationToken)
            ?? throw new SegmentationException($"No row of {customers.Source} is left to learn from: every one has a missing value in a column that DropRowsWithMissing names.");
        TrainingRows? validation = parts.Validation is null ? null : Rows(preparation, parts.Validation, parts.Labels, weights, cancellationToken);
        MlpShape shape = new(training.Inputs, Plan.Network.HiddenLayers, parts.Labels.Count == 2 ? 1 : parts.Labels.Count,
            Plan.Network.Activation, Plan.Network.Normalization, Plan.Network.Dropout);
        MlpNetwork network = new(shape);
        try
        {
            if (options.StartFrom is null) network.Initialize(Plan.Network.Initialization, Plan.Seed);
            else MlpModel.CopyWeights(options.StartFrom, network, preparation.FeatureNames, parts.Labels.Names);
            using MlpTrainee trainee = new(network, training, validation, Plan.Training, Plan.Network.Loss, Plan.Seed);
            CheckpointFile? checkpoint = CheckpointFile.For(options, MlpModelFile.Identity(Plan), customers, trainee);
            TrainingHistory history = TrainingLoop.Run(trainee, Plan.Training, Plan.Seed, progress, checkpoint?.Resume, checkpoint is null ? null : checkpoint.Write, cancellationToken);
            TrainingRecord record = new()
            {
                LibraryVersion = Versions.Library, TorchSharpVersion = Versions.TorchSharp, DataFingerprint = DataFingerprint.Of(customers), Seed = Plan.Seed,
                TrainingRows = training.Count, ValidationRows = validation?.Count ?? 0, LabelCounts = parts.LabelCounts(), History = history,
                ValidationAccuracy = validation is null ? double.NaN : Accuracy(network, validation),
                Notes = [.. parts.Notes.Concat(preparation.Notes).Concat(PartNotes(parts, training, validation)).Select(note => note with { Example = null })],
            };
            checkpoint?.Finish();
            return new MlpModel(Plan, preparation, network, parts.Labels.Names, segments, record);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private static TrainingRows? Rows(FeaturePipeline preparation, CustomerTable customers, LabelEncoding labels, double[] weights, CancellationToken cancellationToken)
    {
        FeatureMatrix matrix = preparation.Transform(customers, cancellationToken);
        int[] all = labels.Encode(customers[labels.Column]), codes = new int[matrix.Rows];
        for (int i = 0; i < codes.Length; i++) codes[i] = all[matrix.SourceRows[i]];
        return matrix.Rows == 0 ? null : new(matrix.Values, matrix.Columns, codes, [.. codes.Select(code => (float)weights[code])]);
    }

    /// <summary>What the parts lack: validation rows that the preparation drops, labels that no training row has.</summary>
    private static IReadOnlyList<DataNote> PartNotes(LabelledParts parts, TrainingRows training, TrainingRows? validation)
    {
        DataNotes notes = new();
        notes.Add(null, "validation rows left out: a missing value", (parts.Validation?.RowCount ?? 0) - (validation?.Count ?? 0));
        string[] unlearned = [.. parts.Labels.Names.Where((_, code) => !training.Labels.Contains(code))];
        notes.Add(parts.Labels.Column, $"label values that no training row has, so that none is learned: {Show.List(unlearned, 20)}", unlearned.Length);
        return notes.ToList();
    }

    private static double Accuracy(MlpNetwork network, TrainingRows rows)
    {
        int labels = network.Layout.Shape.Labels, right = 0;
        float[] probabilities = new float[rows.Count * labels];
        network.Probabilities(rows.Features, rows.Count, probabilities);
        for (int row = 0; row < rows.Count; row++)
            if (Decision.ArgMax.Decide(probabilities.AsSpan(row * labels, labels)) == rows.Labels[row]) right++;
        return right / (double)rows.Count;
    }
}

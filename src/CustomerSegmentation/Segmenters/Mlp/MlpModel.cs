namespace CustomerSegmentation;

/// <summary>A fitted multilayer perceptron with its preparation.</summary>
internal sealed class MlpModel : SegmentationModel
{
    // More customers than this are shared by threads; fewer are done before a thread has started.
    private const int ManyRows = 8192;

    private readonly MlpNetwork _network;
    private readonly Lease _lease;

    /// <summary>Takes over the network.</summary>
    public MlpModel(MlpPlan plan, FeaturePipeline preparation, MlpNetwork network, IReadOnlyList<string> labels, IReadOnlyList<string> segments, TrainingRecord record)
    {
        (Plan, Preparation, _network, LabelValues, Segments, Training) = (plan, preparation, network, labels, segments, record);
        _lease = new(network);
    }

    public MlpPlan Plan { get; }

    public FeaturePipeline Preparation { get; }

    public override IReadOnlyList<string> Segments { get; }

    public override IReadOnlyList<string> LabelValues { get; }

    public override string? Label => Plan.Label;

    public override IReadOnlyList<string> NeededColumns => Preparation.NeededColumns;

    public override TrainingRecord Training { get; }

    public override Segmentation Segment(CustomerTable customers, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        FeatureMatrix matrix = Preparation.Transform(customers, cancellationToken);
        float[] probabilities = Probabilities(matrix);
        string[] keys = new string[matrix.Rows];
        for (int i = 0; i < keys.Length; i++) keys[i] = customers.Keys[matrix.SourceRows[i]];
        if (Array.FindIndex(probabilities, probability => !float.IsFinite(probability)) is >= 0 and int bad)
            throw NoProbabilities(customers, matrix.SourceRows[bad / Segments.Count]);
        return new(Segments, customers.KeyName, keys, probabilities, Plan.Decision, matrix.Notes, sourceRows: matrix.SourceRows, allKeys: customers.Keys);
    }

    /// <summary>Probabilities <c>[n, labels]</c> of customers who are prepared already.</summary>
    public float[] Probabilities(FeatureMatrix matrix)
    {
        float[] probabilities = new float[checked(matrix.Rows * Segments.Count)];
        using (_lease.Take())
        {
            using WorkerTeam? team = matrix.Rows > ManyRows ? new(Environment.ProcessorCount) : null;
            _network.Probabilities(matrix.Values, matrix.Rows, probabilities, team);
        }
        return probabilities;
    }

    internal override IReadOnlyList<ModelSection> Sections()
    {
        using (_lease.Take()) return MlpModelFile.Sections(this, _network);
    }

    /// <summary>Copies the weights of an earlier model of the same shape.</summary>
    /// <exception cref="SegmentationException">Features, labels or layers differ; the message says which.</exception>
    public static void CopyWeights(SegmentationModel from, MlpNetwork to, IReadOnlyList<string> features, IReadOnlyList<string> labels)
    {
        if (from is not MlpModel model)
            throw new SegmentationException($"FitOptions.StartFrom is a {from.GetType().Name}; give a model that an MlpSegmenter fitted.");
        if (!model.Preparation.FeatureNames.SequenceEqual(features))
            throw new SegmentationException(
                $"FitOptions.StartFrom was trained on {model.Preparation.FeatureNames.Count} features, this fit has {features.Count}; " +
                $"they differ in {Show.List(features.Except(model.Preparation.FeatureNames).Concat(model.Preparation.FeatureNames.Except(features)))}. Fit on the same columns, or without StartFrom.");
        if (!model.LabelValues.SequenceEqual(labels))
            throw new SegmentationException($"FitOptions.StartFrom knows the labels {Show.List(model.LabelValues, 20)}, these customers have {Show.List(labels, 20)}. Fit without StartFrom.");
        if (!model._network.Layout.Shape.Hidden.Equals(to.Layout.Shape.Hidden) || model._network.Layout.Shape.Normalization != to.Layout.Shape.Normalization)
            throw new SegmentationException($"FitOptions.StartFrom has the network {model.Plan.Network.Describe()}, this plan another one. Use the same hidden layers and normalisation.");
        using (model._lease.Take())
        {
            model._network.ParameterSpan.CopyTo(to.ParameterSpan);
            model._network.StateSpan.CopyTo(to.StateSpan);
        }
    }

    /// <summary>The model in a few lines: segments, label, network, training, preparation.</summary>
    public override string ToString() => string.Join(Environment.NewLine,
    [
        $"MLP model of {Show.Count(Segments.Count, "segment")} ({string.Join(", ", Segments)}), learned from {Plan.Label}",
        .. CellText.Wrap(FormattableString.Invariant($"{Plan.Network.Describe()}: {_network.ParameterCount} parameters on {Preparation.FeatureNames.Count} features"), TextTable.MaxWidth),
        Training.ToString(),
        Preparation.Describe(),
    ]);

    private static SegmentationException NoProbabilities(CustomerTable customers, int row) => new(
        $"The model finds no probabilities for row {customers.RowNumber(row)} of {customers.Source} ({customers.KeyName} {Show.Value(customers.Keys[row])}): its numbers grow too large on the way. " +
        "Correct values that are far from those of training, or clip them in the preparation (ClipOutliers()); if none is, the model is damaged.");

    protected override void Dispose(bool disposing)
    {
        if (disposing) _lease.Dispose();
    }
}

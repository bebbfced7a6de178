namespace CustomerSegmentation;

/// <summary>How a network is trained: the same options for every segmenter that has one.</summary>
public sealed record TrainingOptions
{
    /// <summary>The most epochs (passes over the training rows); default 200.</summary>
    public int Epochs { get; init; } = 200;

    /// <summary>Rows of a batch; default 64. The last batch of an epoch may be smaller.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>The optimiser; default <see cref="Adam"/>.</summary>
    public Optimizer Optimizer { get; init; } = new Adam();

    /// <summary>How the learning rate changes; default constant.</summary>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Constant;

    /// <summary>The share of the rows that only watch: for early stopping, the best epoch and plateaus; default 0.15, 0 for none.
    /// Stratified by label; rows equal in every column but key and label stay on one side.</summary>
    public double ValidationShare { get; init; } = 0.15;

    /// <summary>A time column: the validation part is then the latest rows. Default null: drawn at random.</summary>
    public string? ValidationTime { get; init; }

    /// <summary>When to stop before the last epoch; default after 30 epochs without improvement; null for never. Needs a validation part.</summary>
    public EarlyStopping? EarlyStopping { get; init; } = new();

    /// <summary>Weight of Σ|w| in the loss; default 0. Biases and norms are left out.</summary>
    public double L1 { get; init; }

    /// <summary>Weight of ½·Σw² in the loss; default 0. Biases and norms are left out.</summary>
    public double L2 { get; init; }

    /// <summary>The most length of a batch's gradient, null for any; default null.</summary>
    public double? GradientClipping { get; init; }

    /// <summary>The share of the truth spread over all labels (Szegedy et al. 2016); default 0.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>How much a label's rows count; default <see cref="ClassWeights.None"/>.</summary>
    public ClassWeights ClassWeights { get; init; } = ClassWeights.None;

    /// <summary>Threads; default 0 = one a processor. The model's bits do not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>The options in words.</summary>
    public string Describe()
    {
        List<string> words = [FormattableString.Invariant($"up to {Epochs} epochs"), $"batches of {BatchSize}", Optimizer.Describe(), $"{Schedule.Describe()} schedule"];
        if (Schedule.WarmUpEpochs > 0) words.Add($"{Schedule.WarmUpEpochs} epochs of warm-up");
        words.Add(ValidationShare == 0 ? "no validation part" : FormattableString.Invariant($"{ValidationShare * 100:0.#} % validation{(ValidationTime is null ? "" : $", the latest by {ValidationTime}")}"));
        if (EarlyStopping is not null) words.Add($"early stopping after {EarlyStopping.Patience} epochs without improvement");
        if (L1 > 0) words.Add(FormattableString.Invariant($"L1 {L1}"));
        if (L2 > 0) words.Add(FormattableString.Invariant($"L2 {L2}"));
        if (GradientClipping is { } length) words.Add(FormattableString.Invariant($"gradients clipped at {length}"));
        if (LabelSmoothing > 0) words.Add(FormattableString.Invariant($"label smoothing {LabelSmoothing}"));
        if (ClassWeights != ClassWeights.None) words.Add($"class weights {ClassWeights}");
        return string.Join(", ", words);
    }

    internal IEnumerable<string> Problems()
    {
        if (Epochs < 1) yield return $"TrainingOptions.Epochs is {Epochs}; give 1 or more.";
        if (BatchSize < 1) yield return $"TrainingOptions.BatchSize is {BatchSize}; give 1 or more.";
        if (ValidationShare is not (>= 0 and < 1)) yield return FormattableString.Invariant($"TrainingOptions.ValidationShare is {ValidationShare}; give 0 to below 1.");
        if (EarlyStopping is { Patience: < 1 }) yield return $"EarlyStopping.Patience is {EarlyStopping.Patience}; give 1 or more.";
        if (!(L1 >= 0) || !(L2 >= 0)) yield return FormattableString.Invariant($"TrainingOptions.L1 is {L1} and L2 is {L2}; give 0 or more.");
        if (GradientClipping is not (null or > 0)) yield return FormattableString.Invariant($"TrainingOptions.GradientClipping is {GradientClipping}; give a value above 0, or null for none.");
        if (LabelSmoothing is not (>= 0 and < 1)) yield return FormattableString.Invariant($"TrainingOptions.LabelSmoothing is {LabelSmoothing}; give 0 to below 1.");
        if (Threads < 0) yield return $"TrainingOptions.Threads is {Threads}; give 0 for one a processor, or a number.";
        foreach (string problem in Optimizer.Problems().Concat(Schedule.Problems())) yield return problem;
    }
}

namespace CustomerSegmentation;

/// <summary>How it is found out whether a graph is worth it. Immutable; every default is valid.</summary>
public sealed record GraphWorthOptions
{
    /// <summary>The number of folds, at least 2, each stratified by the label; 5 by default.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>The share of the customers that are not tested who watch, above 0 and below 1; 0.15 by default.</summary>
    public double ValidationShare { get; init; } = 0.15;

    /// <summary>Columns that are never features.</summary>
    public EquatableList<string> Excluded { get; init; } = [];

    /// <summary>The preset of the graph network; null (the default) trains <see cref="Network"/>.</summary>
    public GraphPreset? Preset { get; init; }

    /// <summary>The graph network where no preset is given; default two residual GraphSAGE layers of 64 units with layer normalisation.</summary>
    public GcnOptions Network { get; init; } = new() { Layer = GraphLayer.Sage, Residual = true, Normalization = Normalization.Layer, Dropout = 0.2 };

    /// <summary>How <see cref="Network"/> is trained; default up to 300 epochs of AdamW (rate 0.005, decay 0.01), stopping after 40 without improvement.</summary>
    public TrainingOptions Training { get; init; } = new()
    {
        Epochs = 300, Optimizer = new AdamW { LearningRate = 0.005, WeightDecay = 0.01 }, EarlyStopping = new() { Patience = 40 },
    };

    /// <summary>Whether, where there are several relations, each is left out once; true by default.</summary>
    public bool LeaveOneOut { get; init; } = true;

    /// <summary>The confidence of the intervals, between 0 and 1; 0.95 by default.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>The most bootstrap repetitions behind the drawn intervals, 0 for none; 1,000 by default. Very many customers get fewer, at least 200.</summary>
    public int BootstrapRepetitions { get; init; } = 1000;

    /// <summary>Seeds folds, models and bootstrap; 1 by default.</summary>
    public ulong Seed { get; init; } = 1;

    internal void Check()
    {
        if (Folds < 2) throw new ArgumentOutOfRangeException(nameof(Folds), Folds, "GraphWorthOptions.Folds must be 2 or more.");
        if (ValidationShare is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(ValidationShare), ValidationShare, "GraphWorthOptions.ValidationShare is above 0 and below 1.");
        if (Confidence is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(Confidence), Confidence, "The confidence of an interval is between 0 and 1.");
        ArgumentOutOfRangeException.ThrowIfNegative(BootstrapRepetitions);
    }
}

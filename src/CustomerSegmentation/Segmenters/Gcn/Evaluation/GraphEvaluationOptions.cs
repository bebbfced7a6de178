namespace CustomerSegmentation;

/// <summary>How a segmenter over a graph is evaluated. Immutable; every default is valid.</summary>
public sealed record GraphEvaluationOptions
{
    /// <summary>
    /// Splits that were given. One is run once a seed; several are run once each, and <see cref="Seeds"/> has no effect. Empty (the default):
    /// every run draws its own by <see cref="Drawn"/>.
    /// </summary>
    public EquatableList<GraphSplit> Splits { get; init; } = [];

    /// <summary>The runs, at least 1; 10 by default. Run i has the segmenter's seed + i − 1.</summary>
    public int Seeds { get; init; } = 10;

    /// <summary>How a split is drawn where none is given; default by customer, 50 % train, 25 % validate, 25 % test, stratified by the label. Its seed is the run's.</summary>
    public GraphSplitOptions Drawn { get; init; } = new();

    /// <summary>Whether a multilayer perceptron on the customers' own columns is fitted on the same splits, to compare with; true by default.</summary>
    public bool Mlp { get; init; } = true;
}

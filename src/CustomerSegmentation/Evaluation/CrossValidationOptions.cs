namespace CustomerSegmentation;

/// <summary>How cross-validation divides and evaluates. Immutable; every default is valid.</summary>
public sealed record CrossValidationOptions
{
    /// <summary>The number of folds, at least 2; 5 by default.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Seeds the division into folds; 1 by default. The segmenter has a seed of its own.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// A time column: folds then go forward in time, each tested on what comes after what it was trained on, and the earliest customers
    /// are never tested. Null (the default) for random folds, stratified by label.
    /// </summary>
    public string? TimeColumn { get; init; }

    /// <summary>
    /// Whether customers equal in every column but key and label stay on one side of each fold, so that none is recognised instead of
    /// predicted; true by default.
    /// </summary>
    public bool KeepEqualRowsTogether { get; init; } = true;

    /// <summary>How the folds and the pooled predictions are evaluated. Only the pooled ones are bootstrapped: the folds have their spread.</summary>
    public EvaluationOptions Evaluation { get; init; } = new();
}

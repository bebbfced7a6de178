namespace CustomerSegmentation;

/// <summary>How the customers of a graph are put into folds.</summary>
public sealed record GraphFoldOptions
{
    /// <summary>The number of folds, at least 2. Default: 5.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>The share of the customers that are not tested who only watch, from 0 (none) to below 1. Default: 0.15.</summary>
    public double ValidationShare { get; init; } = 0.15;

    /// <summary>
    /// A column whose values keep their shares in every part, as a rule the label; customers without a value are in no part. Default: none.
    /// </summary>
    public string? StratifyBy { get; init; }

    /// <summary>Another seed gives other folds. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;
}

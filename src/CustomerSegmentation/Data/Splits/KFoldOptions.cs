namespace CustomerSegmentation;

/// <summary>How customers are put into folds.</summary>
public sealed record KFoldOptions
{
    /// <summary>The number of folds, at least 2. Default: 5.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>A column whose values keep their shares in every fold, as a rule the label. Default: none.</summary>
    public string? StratifyBy { get; init; }

    /// <summary>A column whose equal values stay in one fold, for example a household. A missing value is a group of its own row. Default: none.</summary>
    public string? GroupBy { get; init; }

    /// <summary>
    /// A time or number column: folds go forward in it, each testing on the block of rows after those it trains on; rows of the same time
    /// stay on one side. Not together with <see cref="StratifyBy"/> or <see cref="GroupBy"/>. Default: none.
    /// </summary>
    public string? TimeBy { get; init; }

    /// <summary>
    /// Whether rows that are equal in every column but the key and <see cref="EqualExcept"/> stay in one fold; else a copy of a training row
    /// may be tested. Default: false.
    /// </summary>
    public bool KeepEqualRowsTogether { get; init; }

    /// <summary>Columns that do not count for <see cref="KeepEqualRowsTogether"/>, as a rule the label. Default: none.</summary>
    public IReadOnlyList<string> EqualExcept { get; init; } = [];

    /// <summary>Another seed gives other folds. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;
}

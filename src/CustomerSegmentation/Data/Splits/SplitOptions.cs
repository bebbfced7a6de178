namespace CustomerSegmentation;

/// <summary>How customers are split into a training, a validation and a test part.</summary>
public sealed record SplitOptions
{
    /// <summary>The share of the validation part, from 0 (none) to below 1. Default: 0.2.</summary>
    public double ValidationShare { get; init; } = 0.2;

    /// <summary>The share of the test part, from 0 (none) to below 1. Default: 0.2.</summary>
    public double TestShare { get; init; } = 0.2;

    /// <summary>A column whose values keep their shares in every part, as a rule the label. Default: none.</summary>
    public string? StratifyBy { get; init; }

    /// <summary>A column whose equal values stay in one part, for example a household. A missing value is a group of its own row. Default: none.</summary>
    public string? GroupBy { get; init; }

    /// <summary>
    /// A time or number column: the training part is before the validation part, that before the test part; rows of the same time stay in one
    /// part. Not together with <see cref="StratifyBy"/> or <see cref="GroupBy"/>. Default: none.
    /// </summary>
    public string? TimeBy { get; init; }

    /// <summary>
    /// Whether rows that are equal in every column but the key and <see cref="EqualExcept"/> stay in one part; else a copy of a training row
    /// may be tested. Default: false.
    /// </summary>
    public bool KeepEqualRowsTogether { get; init; }

    /// <summary>Columns that do not count for <see cref="KeepEqualRowsTogether"/>, as a rule the label. Default: none.</summary>
    public IReadOnlyList<string> EqualExcept { get; init; } = [];

    /// <summary>Another seed gives another split. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;
}

namespace CustomerSegmentation;

/// <summary>How the customers of a graph are split into a training, a validation and a test part.</summary>
public sealed record GraphSplitOptions
{
    /// <summary>What keeps the parts apart. Default: <see cref="SplitBy.Customer"/>.</summary>
    public SplitBy By { get; init; } = SplitBy.Customer;

    /// <summary>The share of the test part, from 0 (none) to below 1. Default: 0.25.</summary>
    public double TestShare { get; init; } = 0.25;

    /// <summary>The share of the validation part, from 0 (none) to below 1. Default: 0.25.</summary>
    public double ValidationShare { get; init; } = 0.25;

    /// <summary>
    /// A column whose values keep their shares in every part, as a rule the label; customers without a value are in no part. Not together with
    /// <see cref="SplitBy.Time"/>. Default: none.
    /// </summary>
    public string? StratifyBy { get; init; }

    /// <summary>The time or number column of <see cref="SplitBy.Time"/>; customers without a value are in no part. Default: none.</summary>
    public string? TimeColumn { get; init; }

    /// <summary>Another seed gives another split. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;
}

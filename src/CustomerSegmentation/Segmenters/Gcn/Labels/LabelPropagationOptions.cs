namespace CustomerSegmentation;

/// <summary>How <see cref="LabelPropagation"/> spreads labels.</summary>
public sealed record LabelPropagationOptions
{
    /// <summary>How much of the neighbours' answers comes in each step, α, from 0 to below 1; default 0.9.</summary>
    public double Alpha { get; init; } = 0.9;

    /// <summary>Steps; default 50.</summary>
    public int Steps { get; init; } = 50;

    /// <summary>Threads; default 0 = one a processor. The answer does not depend on it.</summary>
    public int Threads { get; init; }
}

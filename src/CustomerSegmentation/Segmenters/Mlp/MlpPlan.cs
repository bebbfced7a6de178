namespace CustomerSegmentation;

/// <summary>Everything that decides a fit, checked: immutable, compared by value, printed in words, kept in the model file.</summary>
public sealed record MlpPlan
{
    internal MlpPlan() { }

    /// <summary>The column that is learned.</summary>
    public required string Label { get; init; }

    /// <summary>How columns become features.</summary>
    public required FeaturePipelinePlan Preparation { get; init; }

    /// <summary>The network.</summary>
    public required MlpOptions Network { get; init; }

    /// <summary>How it is trained.</summary>
    public required TrainingOptions Training { get; init; }

    /// <summary>How probabilities become segments.</summary>
    public required Decision Decision { get; init; }

    /// <summary>Names for segments by label value; other segments have the label's value.</summary>
    public required EquatableList<KeyValuePair<string, string>> SegmentNames { get; init; }

    /// <summary>The seed of everything random.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The plan in words, a line each.</summary>
    public string Describe() => string.Join(Environment.NewLine,
    [
        $"label: {Label}",
        .. SegmentNames.Select(pair => $"segment: {pair.Key} is called {pair.Value}"),
        $"decision: {Decision.Describe()}",
        .. CellText.Wrap($"network: {Network.Describe()}", TextTable.MaxWidth),
        .. CellText.Wrap($"training: {Training.Describe()}", TextTable.MaxWidth),
        FormattableString.Invariant($"seed: {Seed}"),
        "preparation:",
        Preparation.Describe(),
    ]);

    /// <summary>The same as <see cref="Describe"/>.</summary>
    public override string ToString() => Describe();
}

namespace CustomerSegmentation;

/// <summary>Everything that decides a fit on a graph, checked: immutable, compared by value, printed in words, kept in the model file.</summary>
public sealed record GcnPlan
{
    internal GcnPlan() { }

    /// <summary>The column that is learned.</summary>
    public required string Label { get; init; }

    /// <summary>How the customers' columns become features.</summary>
    public required FeaturePipelinePlan Preparation { get; init; }

    /// <summary>Where the settings come from; null where the network was given.</summary>
    public required GraphPreset? Preset { get; init; }

    /// <summary>The network; with <see cref="GraphPreset.Best"/> and <see cref="GraphPreset.Fast"/> it is not used.</summary>
    public required GcnOptions Network { get; init; }

    /// <summary>How it is trained. The preset <see cref="GraphPreset.Best"/> trains each of its candidates in its own way, for at most ten times the epochs given here, with the validation share, class weights and threads given here.</summary>
    public required TrainingOptions Training { get; init; }

    /// <summary>How much of the graph a step of training hears.</summary>
    public required GraphBatches Batches { get; init; }

    /// <summary>How errors and labels of the training customers are spread over the answers; null for not at all.</summary>
    public required CorrectAndSmoothOptions? CorrectAndSmooth { get; init; }

    /// <summary>Whether the model carries the graph, so that newcomers can be scored by the model alone.</summary>
    public required bool CarriesGraph { get; init; }

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
        .. Preset is { } preset ? [$"preset: {preset}"] : Array.Empty<string>(),
        .. Preset is GraphPreset.Best or GraphPreset.Fast ? [] : CellText.Wrap($"network: {Network.Describe()}", TextTable.MaxWidth),
        .. CellText.Wrap($"training: {Training.Describe()}", TextTable.MaxWidth),
        .. Batches is FullGraph ? [] : new[] { $"batches: {Batches.Describe()}" },
        .. CorrectAndSmooth is { } smooth ? CellText.Wrap($"correct and smooth: {smooth.Describe()}", TextTable.MaxWidth) : [],
        FormattableString.Invariant($"seed: {Seed}"),
        $"graph: {(CarriesGraph ? "carried by the model" : "not carried by the model")}",
        "preparation:",
        Preparation.Describe(),
    ]);

    /// <summary>The same as <see cref="Describe"/>.</summary>
    public override string ToString() => Describe();
}

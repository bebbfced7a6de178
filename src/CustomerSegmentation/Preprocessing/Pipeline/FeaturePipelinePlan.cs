using System.Text.Json.Nodes;

namespace CustomerSegmentation;

/// <summary>
/// How customers become features: a checked, immutable plan, made by <see cref="FeaturePipelineBuilder"/>. Plans compare by value,
/// print in words and are saved with a model. Safe to share between threads.
/// </summary>
public sealed record FeaturePipelinePlan
{
    internal FeaturePipelinePlan() { }

    /// <summary>The named columns in the order of the features.</summary>
    public EquatableList<FeatureEntry> Entries { get; init; } = [];

    /// <summary>How all remaining columns are added after the named ones, or null where they are not.</summary>
    public AddAllOptions? Remaining { get; init; }

    /// <summary>Columns that are never features.</summary>
    public EquatableList<string> Excluded { get; init; } = [];

    /// <summary>Columns whose missing rows are dropped.</summary>
    public EquatableList<string> CompleteColumns { get; init; } = [];

    /// <summary>Whether rows with a missing value in any feature column are dropped; default false.</summary>
    public bool CompleteFeatures { get; init; }

    /// <summary>What a column that is absent at scoring means; default <see cref="AbsentColumns.Error"/>.</summary>
    public AbsentColumns Absent { get; init; }

    /// <summary>Learns from the training customers on the calling thread.</summary>
    /// <param name="customers">The training rows.</param>
    /// <param name="label">The label column, which is never a feature; null where there is none.</param>
    /// <param name="cancellationToken">Ends the fit between columns.</param>
    /// <returns>The fitted preparation, immutable and safe to share between threads.</returns>
    /// <exception cref="SegmentationException">A column is unknown or of a kind that the plan cannot take, a number is infinite, or no
    /// row or no feature is left.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public FeaturePipeline Fit(CustomerTable customers, string? label = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(customers);
        return new PipelineFit(this, customers, label, cancellationToken).Run();
    }

    /// <summary>The plan in words, one line an entry.</summary>
    public string Describe()
    {
        List<string> lines = [.. Entries.Select(entry => entry.Describe())];
        if (Remaining is not null) lines.Add("all remaining columns: automatic by kind");
        if (Excluded.Count > 0) lines.Add($"left out: {string.Join(", ", Excluded)}");
        if (CompleteFeatures) lines.Add("rows with a missing value in any feature column are dropped");
        if (CompleteColumns.Count > 0) lines.Add($"rows with a missing value in {string.Join(", ", CompleteColumns)} are dropped");
        if (Absent == AbsentColumns.AllMissing) lines.Add("a column that is absent at scoring counts as missing");
        return string.Join(Environment.NewLine, lines);
    }

    /// <summary>The same as <see cref="Describe"/>.</summary>
    public override string ToString() => Describe();

    /// <summary>The plan as JSON, which <see cref="ReadJson"/> reads back to an equal plan.</summary>
    public JsonObject SaveJson() => PlanJson.Save(this);

    /// <summary>Reads a plan back.</summary>
    /// <param name="saved">What <see cref="SaveJson"/> wrote; it may be damaged or hostile.</param>
    /// <param name="types">The transformers that can be read; null for <see cref="TransformerTypes.Default"/>.</param>
    /// <exception cref="SegmentationException">The JSON is not a plan, or uses an unknown transformer.</exception>
    public static FeaturePipelinePlan ReadJson(JsonObject saved, TransformerTypes? types = null)
    {
        ArgumentNullException.ThrowIfNull(saved);
        return SettingsReader.Guard("the plan", () => PlanJson.Read(new(saved, "the plan"), types ?? TransformerTypes.Default));
    }
}

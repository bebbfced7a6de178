using System.Text.Json.Nodes;

namespace CustomerSegmentation;

/// <summary>
/// Scales numbers so that the smallest training value becomes <see cref="Low"/> and the largest <see cref="High"/>, as scikit-learn's
/// <c>MinMaxScaler</c>. A column that is constant in training becomes <see cref="Low"/> at its constant and is not divided.
/// </summary>
/// <remarks>Missing values stay missing. A column that is all missing in training is an error.</remarks>
public sealed record MinMaxScaler : ITransformer
{
    internal const string Type = "min-max-scaler";

    /// <summary>What the smallest training value becomes; default 0.</summary>
    public double Low { get; init; }

    /// <summary>What the largest training value becomes, above <see cref="Low"/>; default 1.</summary>
    public double High { get; init; } = 1;

    /// <summary>Whether later values outside the training range are clipped to the range, and noted; default false: they go beyond it.</summary>
    public bool Clip { get; init; }

    /// <inheritdoc/>
    public string TypeName => Type;

    /// <inheritdoc/>
    public string Describe() => $"scale to {Numbers.Text(Low)} … {Numbers.Text(High)}{(Clip ? ", clipped" : "")}";

    /// <inheritdoc/>
    public IFittedTransformer Fit(IReadOnlyList<Column> columns)
    {
        if (!(double.IsFinite(Low) && double.IsFinite(High) && Low < High))
            throw new SegmentationException($"The range of a min-max scaler goes from {Numbers.Text(Low)} to {Numbers.Text(High)}. Low must be below High, and both finite.");
        return FittedByColumn.Fit(this, columns, FitColumn);
    }

    /// <inheritdoc/>
    public JsonObject SaveSettings() => new() { ["low"] = Low, ["high"] = High, ["clip"] = Clip };

    internal static MinMaxScaler Read(SettingsReader settings) =>
        new() { Low = settings.Number("low"), High = settings.Number("high"), Clip = settings.Flag("clip") };

    private FittedMinMaxColumn FitColumn(Column column)
    {
        double[] present = Numbers.PresentOrThrow((NumberColumn)column, "min-max scaling");
        (double least, double most) = (present.Min(), present.Max());
        Numbers.Finite(most - least, column, "range");
        return new(column.Name, least, most, Low, High, Clip);
    }
}

using System.Text.Json.Nodes;

namespace CustomerSegmentation;

/// <summary>
/// Clips numbers at two quantiles of the present training values (linear interpolation, as numpy's <c>quantile</c>): what lies
/// outside becomes the quantile, and is noted.
/// </summary>
/// <remarks>Missing values stay missing. A column that is all missing in training is an error.</remarks>
public sealed record QuantileClipper : ITransformer
{
    internal const string Type = "quantile-clipper";

    /// <summary>The lower quantile, from 0 (nothing clipped in training) to below <see cref="Upper"/>; default 0.005.</summary>
    public double Lower { get; init; } = 0.005;

    /// <summary>The upper quantile, up to 1; default 0.995.</summary>
    public double Upper { get; init; } = 0.995;

    /// <inheritdoc/>
    public string TypeName => Type;

    /// <inheritdoc/>
    public string Describe() => $"clip to the quantiles {Numbers.Text(Lower)} … {Numbers.Text(Upper)}";

    /// <inheritdoc/>
    public IFittedTransformer Fit(IReadOnlyList<Column> columns)
    {
        if (!(Lower >= 0 && Lower < Upper && Upper <= 1))
            throw new SegmentationException($"The quantiles of a clipper are {Numbers.Text(Lower)} and {Numbers.Text(Upper)}. They must be from 0 to 1, the lower below the upper.");
        return FittedByColumn.Fit(this, columns, FitColumn);
    }

    /// <inheritdoc/>
    public JsonObject SaveSettings() => new() { ["lower"] = Lower, ["upper"] = Upper };

    internal static QuantileClipper Read(SettingsReader settings) => new() { Lower = settings.Number("lower"), Upper = settings.Number("upper") };

    private FittedClipperColumn FitColumn(Column column)
    {
        double[] present = Numbers.PresentOrThrow((NumberColumn)column, "clipping");
        Array.Sort(present);
        return new(column.Name,
            Numbers.Finite(Numbers.Quantile(present, Lower), column, "lower quantile"),
            Numbers.Finite(Numbers.Quantile(present, Upper), column, "upper quantile"));
    }
}

using System.Text.Json.Nodes;

namespace CustomerSegmentation;

/// <summary>
/// Gives skewed numbers a normal shape: a value becomes Φ⁻¹ of its share among the training values, from −3.09 to 3.09. Heavy tails
/// (amounts, counts) no longer squeeze most customers together; order is kept, distances are not.
/// </summary>
/// <remarks>
/// The share is read off <see cref="Quantiles"/> training quantiles with linear interpolation between them; equal values take the middle
/// of their shares. Between the ends this is scikit-learn's <c>QuantileTransformer</c> with a normal output; at the ends shares are held
/// to 0.001 … 0.999, where scikit-learn sends the smallest and largest value, however frequent, to ±5.2. Missing values stay missing. A
/// column that is all missing in training is an error.
/// </remarks>
public sealed record QuantileNormalizer : ITransformer
{
    internal const string Type = "quantile-normalizer";

    /// <summary>How many quantiles are learned, at least 2, and at most as many as there are training values; default 100.</summary>
    public int Quantiles { get; init; } = 100;

    /// <inheritdoc/>
    public string TypeName => Type;

    /// <inheritdoc/>
    public string Describe() => $"spread to a normal shape by {Quantiles} quantiles";

    /// <inheritdoc/>
    public IFittedTransformer Fit(IReadOnlyList<Column> columns)
    {
        if (Quantiles < 2) throw new SegmentationException($"A quantile normalizer has {Quantiles} quantiles. It needs at least 2.");
        return FittedByColumn.Fit(this, columns, FitColumn);
    }

    /// <inheritdoc/>
    public JsonObject SaveSettings() => new() { ["quantiles"] = Quantiles };

    internal static QuantileNormalizer Read(SettingsReader settings) => new() { Quantiles = (int)settings.Whole("quantiles", 2, int.MaxValue) };

    private FittedNormalizerColumn FitColumn(Column column)
    {
        double[] present = Numbers.PresentOrThrow((NumberColumn)column, "normalisation");
        Array.Sort(present);
        double[] knots = new double[Math.Min(Quantiles, present.Length)];
        for (int i = 0; i < knots.Length; i++)
        {
            double knot = Numbers.Finite(Numbers.AtPosition(present, (double)i * (present.Length - 1) / Math.Max(1, knots.Length - 1)), column, "quantile");
            knots[i] = i > 0 ? Math.Max(knot, knots[i - 1]) : knot; // rounding never lets them fall
        }
        Numbers.Finite(knots[^1] - knots[0], column, "range");
        return new(column.Name, knots);
    }
}

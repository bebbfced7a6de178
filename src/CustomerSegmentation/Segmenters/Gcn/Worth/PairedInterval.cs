namespace CustomerSegmentation;

/// <summary>A mean difference of a metric between two models that were tested on the same customers, with two intervals: <c>+0.031 [+0.020, +0.042]</c>.</summary>
/// <param name="Mean">The mean over the folds.</param>
/// <param name="Lower">The lower end over the folds: Student's t of the folds' differences, the variance times (1/k + 1/(k − 1)) since folds share training customers (Nadeau, Bengio 2003).</param>
/// <param name="Upper">The upper end over the folds.</param>
/// <param name="DrawnLower">The lower end over customers: percentile bootstrap, both models judged by the same draws; NaN without repetitions.</param>
/// <param name="DrawnUpper">The upper end over customers.</param>
public readonly record struct PairedInterval(double Mean, double Lower, double Upper, double DrawnLower, double DrawnUpper)
{
    /// <summary>The mean and the interval over the folds, three decimals in the invariant culture.</summary>
    public override string ToString() => $"{Signed(Mean)} [{Signed(Lower)}, {Signed(Upper)}]";

    /// <summary>Three decimals with a sign, <c>undefined</c> for NaN.</summary>
    internal static string Signed(double value) =>
        double.IsNaN(value) ? "undefined" : value.ToString("+0.000;−0.000;0.000", System.Globalization.CultureInfo.InvariantCulture);

    internal static PairedInterval Of(double[] differences, double[] drawn, double confidence)
    {
        double[] folds = [.. differences.Where(value => !double.IsNaN(value))], repetitions = [.. drawn.Where(value => !double.IsNaN(value)).Order()];
        MetricSpread spread = MetricSpread.Of(folds);
        int k = folds.Length;
        double half = k < 2 ? double.NaN : StudentQuantile.TwoSided(confidence, k - 1) * spread.StandardDeviation * Math.Sqrt(1.0 / k + 1.0 / (k - 1));
        return new(spread.Mean, spread.Mean - half, spread.Mean + half,
            repetitions.Length == 0 ? double.NaN : Quantiles.Linear(repetitions, (1 - confidence) / 2), repetitions.Length == 0 ? double.NaN : Quantiles.Linear(repetitions, (1 + confidence) / 2));
    }
}

using System.Globalization;

namespace CustomerSegmentation;

/// <summary>A metric over folds: <c>0.512±0.011</c>.</summary>
/// <param name="Mean">The mean over the folds where the metric is defined, NaN where it is in none.</param>
/// <param name="StandardDeviation">The sample standard deviation over these folds (divided by their number − 1), NaN for fewer than two.</param>
/// <param name="Count">The folds where the metric is defined.</param>
public readonly record struct MetricSpread(double Mean, double StandardDeviation, int Count)
{
    /// <summary>Three decimals in the invariant culture, <c>NaN</c> for what is not defined.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Mean:0.000}±{StandardDeviation:0.000}");

    internal static MetricSpread Of(IEnumerable<double> values)
    {
        double[] defined = [.. values.Where(value => !double.IsNaN(value))];
        if (defined.Length == 0) return new(double.NaN, double.NaN, 0);
        double mean = defined.Average(), squares = defined.Sum(value => (value - mean) * (value - mean));
        return new(mean, defined.Length > 1 ? Math.Sqrt(squares / (defined.Length - 1)) : double.NaN, defined.Length);
    }
}

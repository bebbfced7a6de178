namespace CustomerSegmentation;

/// <summary>A number column in one segment. Missing values are left out of every figure; a figure that does not exist is NaN.</summary>
/// <param name="Column">The column's name.</param>
/// <param name="Segment">The segment's name.</param>
/// <param name="Count">Customers with a value.</param>
/// <param name="Missing">Customers without.</param>
/// <param name="Mean">The arithmetic mean.</param>
/// <param name="StandardDeviation">With divisor n − 1; NaN for fewer than two values.</param>
/// <param name="Min">The least value.</param>
/// <param name="LowerQuartile">The quantile at 0.25, with linear interpolation as pandas and NumPy by default.</param>
/// <param name="Median">The quantile at 0.5.</param>
/// <param name="UpperQuartile">The quantile at 0.75.</param>
/// <param name="Max">The greatest value.</param>
public sealed record NumberDescription(
    string Column, string Segment, int Count, int Missing, double Mean, double StandardDeviation,
    double Min, double LowerQuartile, double Median, double UpperQuartile, double Max)
{
    /// <summary>Describes values, which it sorts in place.</summary>
    internal static NumberDescription Of(string column, string segment, Span<double> values, int missing)
    {
        if (values.Length == 0)
            return new(column, segment, 0, missing, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
        Moments moments = Moments.Of(values);
        values.Sort();
        return new(column, segment, values.Length, missing, moments.Mean, moments.StandardDeviation,
            values[0], Quantiles.Linear(values, 0.25), Quantiles.Linear(values, 0.5), Quantiles.Linear(values, 0.75), values[^1]);
    }
}

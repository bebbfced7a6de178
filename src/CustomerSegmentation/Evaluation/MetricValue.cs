using System.Globalization;

namespace CustomerSegmentation;

/// <summary>A metric with its interval: <c>0.512 [0.501, 0.523]</c>.</summary>
/// <param name="Value">The metric, NaN where it is not defined.</param>
/// <param name="Lower">The lower end of its interval, NaN without one.</param>
/// <param name="Upper">The upper end of its interval, NaN without one.</param>
public readonly record struct MetricValue(double Value, double Lower, double Upper)
{
    /// <summary>Three decimals in the invariant culture, the interval only where there is one.</summary>
    public override string ToString() => double.IsNaN(Lower) || double.IsNaN(Upper)
        ? Format(Value)
        : $"{Format(Value)} [{Format(Lower)}, {Format(Upper)}]";

    /// <summary>Three decimals in the invariant culture, <c>undefined</c> for NaN.</summary>
    internal static string Format(double value) =>
        double.IsNaN(value) ? "undefined" : value.ToString("0.000", CultureInfo.InvariantCulture);
}

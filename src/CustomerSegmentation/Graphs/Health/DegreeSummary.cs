namespace CustomerSegmentation;

/// <summary>How many neighbours customers have, those without any counted as 0; quantiles interpolate between neighbours (type 7).</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Lower">The quantile at 10 %.</param>
/// <param name="Median">The median.</param>
/// <param name="Upper">The quantile at 90 %.</param>
/// <param name="Top">The quantile at 99 %.</param>
/// <param name="Most">The largest.</param>
public sealed record DegreeSummary(double Mean, double Lower, double Median, double Upper, double Top, int Most)
{
    internal static DegreeSummary Of(ReadOnlySpan<int> degrees)
    {
        double[] sorted = new double[degrees.Length];
        for (int i = 0; i < sorted.Length; i++) sorted[i] = degrees[i];
        Array.Sort(sorted);
        return new(Sums.Mean(sorted), Quantiles.Linear(sorted, .1), Quantiles.Linear(sorted, .5), Quantiles.Linear(sorted, .9), Quantiles.Linear(sorted, .99),
            sorted.Length == 0 ? 0 : (int)sorted[^1]);
    }
}

namespace CustomerSegmentation;

/// <summary>Quantiles of sorted values, interpolated linearly between neighbours (type 7 of Hyndman and Fan 1996; the default of numpy, pandas and R).</summary>
internal static class Quantiles
{
    /// <summary>The quantile at a share from 0 to 1; NaN of no values. Infinite values are taken as they are.</summary>
    public static double Linear(ReadOnlySpan<double> sorted, double share)
    {
        if (sorted.Length == 0) return double.NaN;
        double place = (sorted.Length - 1) * share;
        int below = (int)place;
        double part = place - below;
        // No product with 0: it would turn infinity beside the place into NaN.
        return part == 0 ? sorted[below] : sorted[below] + (sorted[below + 1] - sorted[below]) * part;
    }
}

namespace CustomerSegmentation;

/// <summary>Count, mean and squared deviations from it, of which two can be put together (Chan, Golub, LeVeque 1983).</summary>
internal readonly record struct Moments(long Count, double Mean, double Deviations)
{
    /// <summary>The variance with divisor n − 1; NaN for fewer than two values.</summary>
    public double Variance => Count < 2 ? double.NaN : Deviations / (Count - 1);

    /// <summary>The standard deviation with divisor n − 1.</summary>
    public double StandardDeviation => Math.Sqrt(Variance);

    /// <summary>In two passes, in the order given.</summary>
    public static Moments Of(ReadOnlySpan<double> values)
    {
        if (values.Length == 0) return default;
        double sum = 0, deviations = 0;
        foreach (double value in values) sum += value;
        double mean = sum / values.Length;
        foreach (double value in values) deviations += (value - mean) * (value - mean);
        return new(values.Length, mean, deviations);
    }

    /// <summary>The moments of both together.</summary>
    public static Moments operator +(Moments a, Moments b)
    {
        if (a.Count == 0) return b;
        if (b.Count == 0) return a;
        double apart = b.Mean - a.Mean, count = a.Count + b.Count;
        return new(a.Count + b.Count, a.Mean + apart * (b.Count / count), a.Deviations + b.Deviations + apart * apart * (a.Count * (b.Count / count)));
    }
}

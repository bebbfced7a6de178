namespace CustomerSegmentation;

/// <summary>
/// One number that makes a model's probabilities as sure as they should be: <c>p^(1/T)</c>, normalised (temperature scaling; Guo et al.
/// 2017). The order of the labels does not change.
/// </summary>
internal static class Temperature
{
    private const double Least = 0.05, Most = 20;
    private const int Steps = 40;

    /// <summary>The temperature with the least log loss, by golden section over its logarithm.</summary>
    public static float Fit(float[] probabilities, int[] truth, int labels)
    {
        double ratio = (Math.Sqrt(5) - 1) / 2, low = Math.Log(Least), high = Math.Log(Most);
        double a = high - ratio * (high - low), b = low + ratio * (high - low), lossA = Loss(a), lossB = Loss(b);
        for (int step = 0; step < Steps; step++)
            if (lossA <= lossB)
            {
                (high, b, lossB) = (b, a, lossA);
                lossA = Loss(a = high - ratio * (high - low));
            }
            else
            {
                (low, a, lossA) = (a, b, lossB);
                lossB = Loss(b = low + ratio * (high - low));
            }
        return (float)Math.Exp((low + high) / 2);

        double Loss(double logarithm)
        {
            double inverse = Math.Exp(-logarithm), sum = 0;
            for (int i = 0; i < truth.Length; i++)
            {
                ReadOnlySpan<float> row = probabilities.AsSpan(i * labels, labels);
                double total = 0, most = Math.Log(Floor(Max(row)));
                foreach (float probability in row) total += Math.Exp((Math.Log(Floor(probability)) - most) * inverse);
                sum += Math.Log(total) - (Math.Log(Floor(row[truth[i]])) - most) * inverse;
            }
            return sum;
        }
    }

    /// <summary>Applies a temperature in place to probabilities <c>[n, labels]</c>.</summary>
    public static void Apply(float[] probabilities, int labels, float temperature)
    {
        if (temperature == 1) return;
        float inverse = 1 / temperature;
        for (int i = 0; i < probabilities.Length; i += labels)
        {
            Span<float> row = probabilities.AsSpan(i, labels);
            float most = MathF.Log(Floor(Max(row))), total = 0;
            for (int k = 0; k < labels; k++) total += row[k] = MathF.Exp((MathF.Log(Floor(row[k])) - most) * inverse);
            for (int k = 0; k < labels; k++) row[k] /= total;
        }
    }

    private static float Max(ReadOnlySpan<float> row)
    {
        float most = row[0];
        foreach (float value in row) most = MathF.Max(most, value);
        return most;
    }

    private static float Floor(float probability) => MathF.Max(probability, 1e-12f);
}

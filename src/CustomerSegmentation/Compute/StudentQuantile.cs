namespace CustomerSegmentation;

/// <summary>Quantiles of Student's t distribution for whole degrees of freedom.</summary>
internal static class StudentQuantile
{
    /// <summary>The t that |T| stays below with the given probability, between 0 and 1 and neither, found by halving to the last bit.</summary>
    /// <param name="probability">Of the middle, for example 0.95.</param>
    /// <param name="degrees">Degrees of freedom, at least 1.</param>
    public static double TwoSided(double probability, int degrees)
    {
        double low = 0, high = 1;
        while (Middle(high, degrees) < probability) high *= 2;
        for (double half = (low + high) / 2; half > low && half < high; half = (low + high) / 2)
            if (Middle(half, degrees) < probability) low = half;
            else high = half;
        return high;
    }

    /// <summary>P(|T| ≤ t) as a finite sum (Abramowitz, Stegun 1964, 26.7.3 and 26.7.4).</summary>
    private static double Middle(double t, int degrees)
    {
        double angle = Math.Atan(t / Math.Sqrt(degrees)), cosine = Math.Cos(angle), square = cosine * cosine;
        bool odd = degrees % 2 == 1;
        double term = odd ? cosine : 1, sum = 0;
        for (int i = odd ? 3 : 2; i <= degrees; i += 2)
        {
            sum += term;
            term *= square * (i - 1) / i;
        }
        return odd ? 2 / Math.PI * (angle + Math.Sin(angle) * sum) : Math.Sin(angle) * sum;
    }
}

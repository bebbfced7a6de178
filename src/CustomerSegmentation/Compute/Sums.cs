namespace CustomerSegmentation;

/// <summary>
/// Sums over rows, in one fixed order: blocks of <see cref="Block"/> values, each summed in four lanes, the blocks added from the
/// first to the last. So the bits depend on the values and their order alone, never on threads or chunks.
/// </summary>
internal static class Sums
{
    /// <summary>How many values form one block.</summary>
    public const int Block = 4096;

    /// <summary>The sum; 0 for no values.</summary>
    public static double Sum(ReadOnlySpan<double> values)
    {
        double sum = 0;
        for (int start = 0; start < values.Length; start += Block)
            sum += SumOfBlock(values.Slice(start, Math.Min(Block, values.Length - start)), 0, false);
        return sum;
    }

    /// <summary>The arithmetic mean; NaN for no values.</summary>
    public static double Mean(ReadOnlySpan<double> values) => Sum(values) / values.Length;

    /// <summary>
    /// The variance Σ(x − mean)² / n (no degrees of freedom taken off, as numpy's <c>ddof=0</c>) by two passes with the correction of
    /// Chan, Golub, LeVeque (1983); NaN for no values.
    /// </summary>
    public static double Variance(ReadOnlySpan<double> values, double mean)
    {
        double squares = 0, rest = 0;
        for (int start = 0; start < values.Length; start += Block)
        {
            ReadOnlySpan<double> block = values.Slice(start, Math.Min(Block, values.Length - start));
            squares += SumOfBlock(block, mean, true);
            rest += SumOfBlock(block, mean, false);
        }
        return Math.Max(0, (squares - rest * rest / values.Length) / values.Length);
    }

    private static double SumOfBlock(ReadOnlySpan<double> block, double centre, bool squared)
    {
        double a = 0, b = 0, c = 0, d = 0;
        int i = 0;
        for (; i + 4 <= block.Length; i += 4)
        {
            double w = block[i] - centre, x = block[i + 1] - centre, y = block[i + 2] - centre, z = block[i + 3] - centre;
            if (squared) (w, x, y, z) = (w * w, x * x, y * y, z * z);
            (a, b, c, d) = (a + w, b + x, c + y, d + z);
        }
        for (; i < block.Length; i++)
        {
            double w = block[i] - centre;
            a += squared ? w * w : w;
        }
        return a + b + (c + d);
    }
}

using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CustomerSegmentation;

/// <summary>
/// The statistics of a row's neighbours, 16 columns at a time. Each sum is one chain over the neighbours in their order, in double precision, so that a
/// row has the same bits wherever its neighbours lie in memory, and a neighbour more at the end only goes on with the chain.
/// </summary>
internal sealed class AggregateKernel(int width, bool[] detailed)
{
    /// <summary>Floats of a row of the source, a multiple of 16.</summary>
    public int Stride => detailed.Length * 16;

    /// <summary>The columns in use.</summary>
    public int Width => width;

    /// <summary>The means of the last row; NaN where it has no neighbour. <c>[Stride]</c>, as the others.</summary>
    public float[] Mean { get; } = new float[detailed.Length * 16];

    public float[] Spread { get; } = new float[detailed.Length * 16];

    public float[] Least { get; } = new float[detailed.Length * 16];

    public float[] Most { get; } = new float[detailed.Length * 16];

    /// <summary>Floats of a row whose columns are so many.</summary>
    public static int Padded(int width) => (width + 15) / 16 * 16;

    /// <summary>Computes the statistics of one row.</summary>
    /// <param name="targets">The rows of the source.</param>
    /// <param name="weights">Their weights; empty for 1 each.</param>
    /// <param name="source">The source, <c>[rows, Stride]</c>.</param>
    /// <param name="all">Whether spreads and extremes are wanted.</param>
    public void Row(ReadOnlySpan<int> targets, ReadOnlySpan<float> weights, ReadOnlySpan<float> source, bool all)
    {
        if (targets.Length == 0)
        {
            foreach (float[] statistic in (ReadOnlySpan<float[]>)[Mean, Spread, Least, Most]) Array.Fill(statistic, float.NaN);
            return;
        }
        double total = Total(targets.Length, weights);
        for (int chunk = 0; chunk < detailed.Length; chunk++) Chunk(targets, weights, source, chunk * 16, total, all && detailed[chunk]);
    }

    /// <summary>The sum of the weights.</summary>
    public static double Total(int count, ReadOnlySpan<float> weights)
    {
        if (weights.IsEmpty) return count;
        double total = 0;
        foreach (float weight in weights) total += weight;
        return total;
    }

    private void Chunk(ReadOnlySpan<int> targets, ReadOnlySpan<float> weights, ReadOnlySpan<float> source, int column, double total, bool all)
    {
        ref float origin = ref MemoryMarshal.GetReference(source);
        Vector512<double> low = default, high = default;
        Vector512<float> least = Vector512.Create(float.PositiveInfinity), most = -least;
        for (int i = 0; i < targets.Length; i++)
        {
            Vector512<float> x = Vector512.LoadUnsafe(ref origin, (nuint)((long)targets[i] * Stride + column));
            (Vector512<double> a, Vector512<double> b) = Vector512.Widen(x);
            if (!weights.IsEmpty) (a, b) = (a * (double)weights[i], b * (double)weights[i]);
            (low, high) = (low + a, high + b);
            if (all) (least, most) = (Vector512.MinNative(least, x), Vector512.MaxNative(most, x));
        }
        (low, high) = (low / total, high / total);
        Vector512.Narrow(low, high).CopyTo(Mean, column);
        if (!all) return;
        least.CopyTo(Least, column);
        most.CopyTo(Most, column);
        Vector512<double> lowSquares = default, highSquares = default;
        for (int i = 0; i < targets.Length; i++)
        {
            (Vector512<double> a, Vector512<double> b) = Vector512.Widen(Vector512.LoadUnsafe(ref origin, (nuint)((long)targets[i] * Stride + column)));
            (a, b) = (a - low, b - high);
            double weight = weights.IsEmpty ? 1 : weights[i];
            (lowSquares, highSquares) = (lowSquares + a * a * weight, highSquares + b * b * weight);
        }
        Vector512.Narrow(Vector512.Sqrt(lowSquares / total), Vector512.Sqrt(highSquares / total)).CopyTo(Spread, column);
    }
}

using System.Runtime.Intrinsics.X86;

namespace CustomerSegmentation;

// What is kept of old customers, so that newcomers can be scored fast.
internal sealed partial class NeighbourAggregates
{
    /// <summary>The degrees that the customers' rows of a way begin with, <c>[n, Degrees]</c>; computed at the first call and kept.</summary>
    internal float[] Degrees(int way) => _degrees[way].Value;

    /// <summary>Copies, side by side, the rows that old customers send at hop 1 (their own) or 2 (the means of what they hear), as they were.</summary>
    /// <param name="way">The way, one between customers.</param>
    /// <param name="hop">1 or 2.</param>
    /// <param name="customers">The customers.</param>
    /// <param name="rows">The rows, <c>[customers, Stride]</c>.</param>
    internal void CopyRows(int way, int hop, ReadOnlySpan<int> customers, Span<float> rows)
    {
        int stride = AggregateKernel.Padded(Ways[way].Names.Length), own = Source.Names.Count, degrees = Ways[way].Degrees;
        if (hop == 2)
        {
            float[] means = FirstMeans(way);
            for (int i = 0; i < customers.Length; i++) means.AsSpan(customers[i] * stride, stride).CopyTo(rows[(i * stride)..]);
            return;
        }
        float[] known = Degrees(way), features = Source.Features;
        for (int i = 0; i < customers.Length; i++)
        {
            for (int k = 0; k < degrees; k++) rows[i * stride + k] = known[customers[i] * degrees + k];
            features.AsSpan(customers[i] * own, own).CopyTo(rows[(i * stride + degrees)..]);
        }
    }

    /// <summary>Asks for those rows ahead.</summary>
    internal unsafe void ExpectRows(int way, int hop, ReadOnlySpan<int> customers)
    {
        if (!Sse.IsSupported) return;
        int length = hop == 2 ? AggregateKernel.Padded(Ways[way].Names.Length) : Source.Names.Count;
        fixed (float* rows = hop == 2 ? FirstMeans(way) : Source.Features, degrees = Degrees(way))
            foreach (int customer in customers)
            {
                if (hop == 1) Sse.Prefetch0(degrees + (long)customer * Ways[way].Degrees);
                for (int column = 0; column < length; column += MatrixProduct.Lanes) Sse.Prefetch0(rows + (long)customer * length + column);
            }
    }

    private float[] CustomerDegrees(AggregateWay way)
    {
        float[] degrees = new float[Source.Customers * way.Degrees];
        for (int row = 0; row < Source.Customers; row++) way.WriteDegrees(way.Links.Degree(row), Total(way, row), degrees.AsSpan(row * way.Degrees));
        return degrees;
    }
}

namespace CustomerSegmentation;

/// <summary>Pools some rows into one, in double precision and in the order of the members.</summary>
internal static class EmbeddingPool
{
    /// <param name="pooled">Written, <c>[d]</c>.</param>
    /// <param name="values">All rows <c>[n, d]</c>.</param>
    /// <param name="members">The rows, at least one.</param>
    /// <param name="weights">The weight of each in the mean; null for all 1.</param>
    /// <param name="pooling">How.</param>
    public static void Into(Span<float> pooled, float[] values, int[] members, float[]? weights, GroupPooling pooling)
    {
        int d = pooled.Length;
        double[] shares = new double[members.Length];
        for (int i = 0; i < shares.Length; i++) shares[i] = weights?[i] ?? 1;
        if (pooling == GroupPooling.Max)
        {
            values.AsSpan(members[0] * d, d).CopyTo(pooled);
            foreach (int row in members.AsSpan(1))
                for (int k = 0; k < d; k++) pooled[k] = Math.Max(pooled[k], values[row * d + k]);
            return;
        }
        double[] mean = Weighted(values, members, shares, d);
        if (pooling == GroupPooling.Attention)
        {
            Softmax(values, members, shares, mean);
            mean = Weighted(values, members, shares, d);
        }
        for (int k = 0; k < d; k++) pooled[k] = (float)mean[k];
    }

    private static double[] Weighted(float[] values, int[] members, double[] shares, int d)
    {
        double[] sum = new double[d];
        double total = 0;
        for (int i = 0; i < members.Length; i++)
        {
            total += shares[i];
            for (int k = 0; k < d; k++) sum[k] += shares[i] * values[members[i] * d + k];
        }
        for (int k = 0; k < d; k++) sum[k] /= total;
        return sum;
    }

    private static void Softmax(float[] values, int[] members, double[] shares, double[] mean)
    {
        double most = double.NegativeInfinity;
        for (int i = 0; i < members.Length; i++)
        {
            double product = 0;
            for (int k = 0; k < mean.Length; k++) product += values[members[i] * mean.Length + k] * mean[k];
            most = Math.Max(most, shares[i] = product / Math.Sqrt(mean.Length));
        }
        for (int i = 0; i < shares.Length; i++) shares[i] = Math.Exp(shares[i] - most);
    }
}

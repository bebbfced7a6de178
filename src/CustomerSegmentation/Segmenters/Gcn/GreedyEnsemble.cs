namespace CustomerSegmentation;

/// <summary>Which models to average, and by how much, chosen on a validation part: greedy selection with replacement (Caruana et al. 2004).</summary>
internal static class GreedyEnsemble
{
    private const int Picks = 20;

    /// <summary>Weights that add up to 1. Each pick adds the model with which the mean probabilities have the least log loss; ties go to the earlier model.</summary>
    /// <param name="probabilities">For each model the probabilities <c>[n, labels]</c> of those who watch.</param>
    /// <param name="truth">The true label of each.</param>
    /// <param name="labels">The number of labels.</param>
    public static float[] Weights(IReadOnlyList<float[]> probabilities, int[] truth, int labels)
    {
        int[] picked = new int[probabilities.Count];
        double[] sum = new double[truth.Length];
        double best = double.PositiveInfinity;
        for (int pick = 1; pick <= Picks; pick++)
        {
            int chosen = -1;
            for (int model = 0; model < picked.Length; model++)
            {
                double loss = 0;
                for (int i = 0; i < truth.Length; i++) loss -= Math.Log(Math.Max(1e-7, (sum[i] + probabilities[model][i * labels + truth[i]]) / pick));
                loss /= truth.Length;
                // Another pick must help, or the weights only wander.
                if (!(loss < best - 1e-9)) continue;
                (best, chosen) = (loss, model);
            }
            if (chosen < 0) break;
            picked[chosen]++;
            for (int i = 0; i < truth.Length; i++) sum[i] += probabilities[chosen][i * labels + truth[i]];
        }
        float total = picked.Sum();
        return [.. picked.Select(count => count / total)];
    }
}

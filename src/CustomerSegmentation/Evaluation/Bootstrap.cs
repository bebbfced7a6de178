namespace CustomerSegmentation;

/// <summary>
/// Percentile bootstrap over rows (Efron 1979) of the four headline metrics. Each repetition draws its rows from its own random
/// source and writes its own slot, so the bits do not depend on the number of threads.
/// </summary>
internal sealed class Bootstrap
{
    private const long MostRowVisits = 400_000_000;
    private const int FewestWhenMany = 200;

    private readonly EvaluationData _data;
    private readonly IReadOnlyList<RankedScores> _ranked;
    private readonly double[] _logLosses;
    private readonly int[] _cells;

    /// <param name="data">The rows.</param>
    /// <param name="ranked">The segments whose AUCs are averaged.</param>
    /// <param name="logLosses">The log loss of each row, <c>[n]</c>.</param>
    public Bootstrap(EvaluationData data, IReadOnlyList<RankedScores> ranked, double[] logLosses)
    {
        (_data, _ranked, _logLosses) = (data, ranked, logLosses);
        _cells = new int[data.Count];
        for (int row = 0; row < _cells.Length; row++) _cells[row] = data.Truth[row] * data.Segments.Length + data.Predicted[row];
    }

    /// <summary>How many repetitions are made where so many were asked for.</summary>
    public int Affordable(int asked) =>
        (int)Math.Min(asked, Math.Max(FewestWhenMany, MostRowVisits / ((long)_data.Count * (_ranked.Count + 3))));

    /// <summary>The ends of the intervals of accuracy, macro F1, AUC and log loss; NaN with no repetition or for an undefined metric.</summary>
    public (double Lower, double Upper)[] Intervals(int repetitions, double confidence, ulong seed)
    {
        double[][] values = [.. Enumerable.Range(0, 4).Select(_ => new double[repetitions])];
        Parallel.For(0, repetitions, () => new Workspace(_data.Count, _data.Segments.Length), (repetition, _, workspace) =>
        {
            Repeat(RandomSource.For(seed, "bootstrap", (ulong)repetition), workspace);
            values[0][repetition] = ConfusionScores.Accuracy(workspace.Cells, _data.Segments.Length);
            values[1][repetition] = ConfusionScores.MacroF1(workspace.Cells, _data.Segments.Length);
            values[2][repetition] = MeanAuc(_ranked, workspace.Weights);
            values[3][repetition] = workspace.LogLoss;
            return workspace;
        }, _ => { });
        return [.. values.Select(value => (Quantile(value, (1 - confidence) / 2), Quantile(value, (1 + confidence) / 2)))];
    }

    /// <summary>The mean of the defined AUCs under the weights, NaN where none is defined.</summary>
    public static double MeanAuc(IReadOnlyList<RankedScores> ranked, ReadOnlySpan<double> weights)
    {
        double sum = 0;
        int defined = 0;
        for (int i = 0; i < ranked.Count; i++)
        {
            double auc = ranked[i].Auc(weights);
            if (double.IsNaN(auc)) continue;
            sum += auc;
            defined++;
        }
        return defined > 0 ? sum / defined : double.NaN;
    }

    private void Repeat(RandomSource random, Workspace workspace)
    {
        int n = _data.Count;
        Span<int> times = workspace.Times;
        times.Clear();
        for (int draw = 0; draw < n; draw++) times[random.Next(n)]++;
        workspace.Cells.AsSpan().Clear();
        double loss = 0, sum = 0;
        for (int row = 0; row < n; row++)
        {
            double weight = workspace.Weights[row] = times[row] * _data.Weights[row];
            workspace.Cells[_cells[row]] += weight;
            loss += weight * _logLosses[row];
            sum += weight;
        }
        workspace.LogLoss = loss / sum;
    }

    /// <summary>The quantile of the values that are not NaN, interpolated linearly (type 7).</summary>
    private static double Quantile(double[] values, double share)
    {
        double[] defined = [.. values.Where(value => !double.IsNaN(value)).Order()];
        if (defined.Length == 0) return double.NaN;
        double at = share * (defined.Length - 1);
        int below = (int)at, above = Math.Min(below + 1, defined.Length - 1);
        return defined[below] + (at - below) * (defined[above] - defined[below]);
    }

    private sealed class Workspace(int n, int k)
    {
        public int[] Times { get; } = new int[n];

        public double[] Weights { get; } = new double[n];

        public double[] Cells { get; } = new double[k * k];

        public double LogLoss { get; set; }
    }
}

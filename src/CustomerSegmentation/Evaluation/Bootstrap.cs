namespace CustomerSegmentation;

/// <summary>
/// Percentile bootstrap over rows (Efron 1979) of the four headline metrics. Each repetition draws its rows from its own random
/// source and writes its own slot, so the bits do not depend on the number of threads. Of very many rows a random part of m is
/// drawn from, and what its intervals are off its own value is scaled by √(m/n) (Bickel, Götze, van Zwet 1997).
/// </summary>
internal sealed class Bootstrap
{
    private const int MostRowVisits = 400_000;
    private const int FewestRows = 5_000;

    private readonly EvaluationData _data;
    private readonly RankedScores[] _ranked;
    private readonly double[] _logLosses;
    private readonly int[] _cells;

    /// <param name="data">The rows to draw from.</param>
    /// <param name="ranked">The segments whose AUCs are averaged, over these rows.</param>
    public Bootstrap(EvaluationData data, RankedScores[] ranked)
    {
        (_data, _ranked, _logLosses) = (data, ranked, ProbabilityScores.LogLosses(data));
        _cells = new int[data.Count];
        for (int row = 0; row < _cells.Length; row++) _cells[row] = data.Truth[row] * data.Segments.Length + data.Predicted[row];
    }

    /// <summary>How many rows the intervals of so many are drawn from, so that they take about a second.</summary>
    public static int RowsFor(int rows, int aucs) => Math.Min(rows, Math.Max(FewestRows, MostRowVisits / (aucs + 3)));

    /// <summary>Accuracy, macro F1, AUC and log loss of all rows, each with its interval; NaN ends with no repetition or for an undefined metric.</summary>
    public static MetricValue[] Measure(EvaluationData data, int[] segments, RankedScores[] ranked, EvaluationOptions options)
    {
        Bootstrap all = new(data, ranked);
        double[] values = all.Values();
        int rows = RowsFor(data.Count, ranked.Length);
        if (rows == data.Count) return [.. all.Intervals(options).Select((ends, i) => new MetricValue(values[i], ends.Lower, ends.Upper))];
        EvaluationData part = data.Select(RandomSource.For(options.Seed, "bootstrap rows").Permutation(data.Count)[..rows]);
        Bootstrap sample = new(part, [.. segments.Select(segment => new RankedScores(part, segment))]);
        double[] centres = sample.Values();
        double scale = Math.Sqrt(rows / (double)data.Count);
        return [.. sample.Intervals(options).Select((ends, i) =>
            new MetricValue(values[i], Scaled(values[i], ends.Lower - centres[i], scale, i), Scaled(values[i], ends.Upper - centres[i], scale, i)))];
    }

    private static double Scaled(double value, double off, double scale, int metric) =>
        Math.Clamp(value + scale * off, 0, metric == LogLoss ? double.PositiveInfinity : 1);

    private const int LogLoss = 3;

    private double[] Values()
    {
        Workspace workspace = new(_data.Count, _data.Segments.Length);
        workspace.Times.AsSpan().Fill(1);
        return Measure(workspace);
    }

    private (double Lower, double Upper)[] Intervals(EvaluationOptions options)
    {
        double[][] values = new double[options.BootstrapRepetitions][];
        Parallel.For(0, values.Length, () => new Workspace(_data.Count, _data.Segments.Length), (repetition, _, workspace) =>
        {
            Draw(RandomSource.For(options.Seed, "bootstrap", (ulong)repetition), workspace.Times);
            values[repetition] = Measure(workspace);
            return workspace;
        }, _ => { });
        return [.. Enumerable.Range(0, LogLoss + 1).Select(metric => Ends([.. values.Select(value => value[metric])], options.Confidence))];
    }

    /// <summary>The mean of the defined AUCs under the weights, NaN where none is defined.</summary>
    private static double MeanAuc(RankedScores[] ranked, ReadOnlySpan<double> weights)
    {
        double sum = 0;
        int defined = 0;
        for (int i = 0; i < ranked.Length; i++)
        {
            double auc = ranked[i].Auc(weights);
            if (double.IsNaN(auc)) continue;
            sum += auc;
            defined++;
        }
        return defined > 0 ? sum / defined : double.NaN;
    }

    private static void Draw(RandomSource random, Span<int> times)
    {
        times.Clear();
        for (int draw = 0; draw < times.Length; draw++) times[random.Next(times.Length)]++;
    }

    /// <summary>The metrics of the rows taken as often as the workspace says.</summary>
    private double[] Measure(Workspace workspace)
    {
        int k = _data.Segments.Length;
        workspace.Cells.AsSpan().Clear();
        double loss = 0, sum = 0;
        for (int row = 0; row < _data.Count; row++)
        {
            double weight = workspace.Weights[row] = workspace.Times[row] * _data.Weights[row];
            workspace.Cells[_cells[row]] += weight;
            loss += weight * _logLosses[row];
            sum += weight;
        }
        return [ConfusionScores.Accuracy(workspace.Cells, k), ConfusionScores.MacroF1(workspace.Cells, k), MeanAuc(_ranked, workspace.Weights), loss / sum];
    }

    /// <summary>The quantiles that leave out as much on both sides, among the values that are not NaN, interpolated linearly (type 7).</summary>
    private static (double Lower, double Upper) Ends(double[] values, double confidence)
    {
        double[] defined = [.. values.Where(value => !double.IsNaN(value)).Order()];
        return (Quantiles.Linear(defined, (1 - confidence) / 2), Quantiles.Linear(defined, (1 + confidence) / 2));
    }

    private sealed class Workspace(int n, int k)
    {
        public int[] Times { get; } = new int[n];

        public double[] Weights { get; } = new double[n];

        public double[] Cells { get; } = new double[k * k];
    }
}

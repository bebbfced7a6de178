namespace CustomerSegmentation;

/// <summary>
/// Percentile bootstrap over customers, fold by fold (Efron 1979): every repetition draws each fold's test customers anew and judges all models by the same
/// draw, from its own random source, so that the bits do not depend on threads.
/// </summary>
internal static class PairedBootstrap
{
    private const double MostVisits = 4e8;
    private const int Fewest = 200;

    /// <summary>The mean over the folds of accuracy and AUC, <c>[repetitions, models]</c>.</summary>
    public static (double Accuracy, double Auc)[][] Draw(IReadOnlyList<FoldAnswers> models, GraphWorthOptions options, CancellationToken cancellationToken)
    {
        int folds = models[0].Folds, most = Enumerable.Range(0, folds).Max(models[0].Count);
        double visits = (double)models.Count * folds * most * Math.Max(2, models[0].Reports[0].Segments.Count);
        int repetitions = Math.Min(options.BootstrapRepetitions, Math.Max(Fewest, (int)(MostVisits / visits)));
        (double, double)[][] values = new (double, double)[repetitions][];
        Parallel.For(0, repetitions, new ParallelOptions { CancellationToken = cancellationToken }, () => new double[most], (repetition, _, weights) =>
        {
            RandomSource random = RandomSource.For(options.Seed, "graph worth", (ulong)repetition);
            (double Accuracy, double Auc)[] sums = new (double, double)[models.Count];
            for (int fold = 0; fold < folds; fold++)
            {
                Span<double> times = weights.AsSpan(0, models[0].Count(fold));
                times.Clear();
                for (int draw = 0; draw < times.Length; draw++) times[random.Next(times.Length)]++;
                for (int model = 0; model < sums.Length; model++)
                {
                    (double accuracy, double auc) = models[model].Judge(fold, times);
                    sums[model] = (sums[model].Accuracy + accuracy / folds, sums[model].Auc + auc / folds);
                }
            }
            values[repetition] = sums;
            return weights;
        }, _ => { });
        return values;
    }
}

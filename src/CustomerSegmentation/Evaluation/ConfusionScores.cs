namespace CustomerSegmentation;

/// <summary>What follows from the cells of a confusion matrix alone, <c>[k, k]</c>, a row a true segment. 0 / 0 is 0, as in scikit-learn.</summary>
internal static class ConfusionScores
{
    /// <summary>The weight on the diagonal over all weight.</summary>
    public static double Accuracy(ReadOnlySpan<double> cells, int k)
    {
        double right = 0;
        for (int i = 0; i < k; i++) right += cells[i * k + i];
        return right / Total(cells);
    }

    /// <summary>All weight.</summary>
    public static double Total(ReadOnlySpan<double> cells)
    {
        double sum = 0;
        foreach (double cell in cells) sum += cell;
        return sum;
    }

    /// <summary>The mean recall over the segments that the truth has.</summary>
    public static double BalancedAccuracy(ReadOnlySpan<double> cells, int k)
    {
        double sum = 0;
        int there = 0;
        for (int i = 0; i < k; i++)
        {
            double truth = Truth(cells, k, i);
            if (truth <= 0) continue;
            sum += cells[i * k + i] / truth;
            there++;
        }
        return sum / there;
    }

    /// <summary>Precision, recall, F1 and support of one segment.</summary>
    public static (double Precision, double Recall, double F1, double Support) Of(ReadOnlySpan<double> cells, int k, int segment)
    {
        double right = cells[segment * k + segment], truth = Truth(cells, k, segment), predicted = Predicted(cells, k, segment);
        return (Ratio(right, predicted), Ratio(right, truth), Ratio(2 * right, truth + predicted), truth);
    }

    /// <summary>The mean over the segments that the truth or the predictions have.</summary>
    public static ScoreAverage Macro(ReadOnlySpan<double> cells, int k) => Average(cells, k, bySupport: false);

    /// <summary>The mean weighted by support.</summary>
    public static ScoreAverage Weighted(ReadOnlySpan<double> cells, int k) => Average(cells, k, bySupport: true);

    /// <summary>Over all at once: where each row has one segment, all three are the accuracy.</summary>
    public static ScoreAverage Micro(ReadOnlySpan<double> cells, int k)
    {
        double accuracy = Accuracy(cells, k);
        return new(accuracy, accuracy, accuracy);
    }

    /// <summary>The mean F1 over the segments that the truth or the predictions have, without allocating.</summary>
    public static double MacroF1(ReadOnlySpan<double> cells, int k)
    {
        double sum = 0;
        int there = 0;
        for (int i = 0; i < k; i++)
        {
            double both = Truth(cells, k, i) + Predicted(cells, k, i);
            if (both <= 0) continue;
            sum += 2 * cells[i * k + i] / both;
            there++;
        }
        return sum / there;
    }

    /// <summary>The weight of a true segment.</summary>
    public static double Truth(ReadOnlySpan<double> cells, int k, int segment)
    {
        double sum = 0;
        for (int i = 0; i < k; i++) sum += cells[segment * k + i];
        return sum;
    }

    /// <summary>The weight put into a segment.</summary>
    public static double Predicted(ReadOnlySpan<double> cells, int k, int segment)
    {
        double sum = 0;
        for (int i = 0; i < k; i++) sum += cells[i * k + segment];
        return sum;
    }

    private static ScoreAverage Average(ReadOnlySpan<double> cells, int k, bool bySupport)
    {
        double precisions = 0, recalls = 0, f1s = 0, weights = 0;
        for (int i = 0; i < k; i++)
        {
            (double precision, double recall, double f1, double support) = Of(cells, k, i);
            double weight = bySupport ? support : support + Predicted(cells, k, i) > 0 ? 1 : 0;
            precisions += weight * precision;
            recalls += weight * recall;
            f1s += weight * f1;
            weights += weight;
        }
        return new(precisions / weights, recalls / weights, f1s / weights);
    }

    private static double Ratio(double part, double whole) => whole > 0 ? part / whole : 0;
}

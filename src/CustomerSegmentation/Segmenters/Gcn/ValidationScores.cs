namespace CustomerSegmentation;

/// <summary>How well probabilities find the truth of those who watch.</summary>
internal static class ValidationScores
{
    /// <summary>Accuracy, and ROC AUC (of the second label where there are two, else the mean over labels, each against the rest); NaN where a label is missing.</summary>
    public static (double Accuracy, double Auc) Of(float[] probabilities, int[] truth, int labels)
    {
        int n = truth.Length, right = 0;
        int[] predicted = new int[n];
        double[] scores = new double[probabilities.Length];
        for (int i = 0; i < scores.Length; i++) scores[i] = probabilities[i];
        for (int i = 0; i < n; i++)
        {
            predicted[i] = Decision.ArgMax.Decide(probabilities.AsSpan(i * labels, labels));
            if (predicted[i] == truth[i]) right++;
        }
        EvaluationData data = EvaluationData.Check([.. Enumerable.Range(0, labels).Select(label => label.ToString(System.Globalization.CultureInfo.InvariantCulture))], truth, predicted, scores, [], 1e-6);
        double sum = 0;
        int counted = 0;
        for (int label = labels == 2 ? 1 : 0; label < labels; label++)
        {
            double auc = new RankedScores(data, label).Auc(data.Weights);
            if (double.IsNaN(auc)) continue;
            sum += auc;
            counted++;
        }
        return (right / (double)n, counted == 0 ? double.NaN : sum / counted);
    }
}

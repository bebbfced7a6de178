namespace CustomerSegmentation;

/// <summary>Metrics of the probabilities themselves, row by row.</summary>
internal static class ProbabilityScores
{
    /// <summary>
    /// −ln of the true segment's probability for each row, <c>[n]</c>. As in scikit-learn, probabilities are first clipped to
    /// [ε, 1 − ε], ε being that of the floating-point type they were given in, and then made to sum to 1.
    /// </summary>
    public static double[] LogLosses(EvaluationData data)
    {
        int k = data.Segments.Length;
        double[] losses = new double[data.Count];
        for (int row = 0; row < losses.Length; row++)
        {
            double sum = 0;
            for (int i = 0; i < k; i++) sum += Clip(data, row * k + i);
            losses[row] = Math.Log(sum) - Math.Log(Clip(data, row * k + data.Truth[row]));
        }
        return losses;
    }

    /// <summary>Two segments: mean (p − y)² of the positive one; more: the mean over rows of Σ (pᵢ − yᵢ)² over the segments.</summary>
    public static double Brier(EvaluationData data, int? positive)
    {
        int k = data.Segments.Length;
        double sum = 0, weights = 0;
        for (int row = 0; row < data.Count; row++)
        {
            double squares = 0;
            for (int i = positive ?? 0; i <= (positive ?? k - 1); i++)
            {
                double miss = data.Probabilities[row * k + i] - (data.Truth[row] == i ? 1 : 0);
                squares += miss * miss;
            }
            sum += data.Weights[row] * squares;
            weights += data.Weights[row];
        }
        return sum / weights;
    }

    /// <summary>Equal-width bins over the predicted segment's probability.</summary>
    public static CalibrationBin[] Calibration(EvaluationData data, int bins)
    {
        int k = data.Segments.Length;
        double[] weights = new double[bins], confidences = new double[bins], rights = new double[bins];
        for (int row = 0; row < data.Count; row++)
        {
            double confidence = data.Probabilities[row * k + data.Predicted[row]], weight = data.Weights[row];
            int bin = Math.Clamp((int)Math.Ceiling(confidence * bins) - 1, 0, bins - 1);
            weights[bin] += weight;
            confidences[bin] += weight * confidence;
            rights[bin] += data.Truth[row] == data.Predicted[row] ? weight : 0;
        }
        CalibrationBin[] result = new CalibrationBin[bins];
        for (int i = 0; i < bins; i++)
            result[i] = new((double)i / bins, (i + 1.0) / bins, weights[i], confidences[i] / weights[i], rights[i] / weights[i]);
        return result;
    }

    /// <summary>Σ weight · |accuracy − mean probability| over the bins (Naeini et al. 2015).</summary>
    public static double CalibrationError(CalibrationBin[] bins)
    {
        double sum = 0, weights = 0;
        foreach (CalibrationBin bin in bins)
        {
            weights += bin.Weight;
            if (bin.Weight > 0) sum += bin.Weight * Math.Abs(bin.Accuracy - bin.MeanProbability);
        }
        return sum / weights;
    }

    private static double Clip(EvaluationData data, int index) => Math.Clamp(data.Probabilities[index], data.Epsilon, 1 - data.Epsilon);
}

namespace CustomerSegmentation;

/// <summary>
/// Correct and smooth (Huang et al. 2021, arXiv 2010.13993). Correct: the errors <c>E₀ = Y − Z</c> of the training customers, 0 for others,
/// spread to E; with σ the mean size <c>Σ|E₀ᵢ|</c> of the training customers, <c>Z′ᵢ = Zᵢ + σ / |Eᵢ| · Eᵢ</c> (a factor above 1000, where hardly
/// anything arrived, is 1). Smooth: Z′, with the known labels in the place of the training customers' answers, is spread; what is
/// below 0 becomes 0, and each row is divided by its sum.
/// </summary>
internal static unsafe class CorrectAndSmooth
{
    private const double MostFactor = 1000;

    /// <summary>The probabilities <c>[n, labels]</c> after both.</summary>
    /// <param name="probabilities">The base model's, Z.</param>
    /// <param name="known">The label code of each training customer, −1 for all others.</param>
    /// <param name="labels">The number of labels.</param>
    /// <param name="options">How.</param>
    /// <param name="spread">Along what.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static float[] Apply(float[] probabilities, int[] known, int labels, CorrectAndSmoothOptions options, LabelSpread spread, CancellationToken cancellationToken)
    {
        int ld = MatrixProduct.Padded(labels);
        using TensorBuffer start = new((long)known.Length * ld);
        double size = Errors(probabilities, known, labels, start.Pointer, ld);
        using (TensorBuffer errors = spread.Run(start, ld, options.Correction, options.Steps, cancellationToken))
            for (int row = 0; row < known.Length; row++)
                Correct(probabilities.AsSpan(row * labels, labels), new(errors.Pointer + (long)row * ld, labels), known[row], size, options.Scale, new(start.Pointer + (long)row * ld, labels));
        using TensorBuffer smooth = spread.Run(start, ld, options.Smoothing, options.Steps, cancellationToken);
        float[] answer = [.. probabilities];
        for (int row = 0; row < known.Length; row++) Shares(new(smooth.Pointer + (long)row * ld, labels), answer.AsSpan(row * labels, labels));
        return answer;
    }

    /// <summary>What is below 0 becomes 0, and the row is divided by its sum; false, and nothing is written, where nothing is above 0.</summary>
    public static bool Shares(ReadOnlySpan<float> row, Span<float> shares)
    {
        double sum = 0;
        foreach (float value in row) sum += Math.Max(0, value);
        for (int k = 0; sum > 0 && k < row.Length; k++) shares[k] = (float)(Math.Max(0, row[k]) / sum);
        return sum > 0;
    }

    // E₀; gives σ.
    private static double Errors(float[] probabilities, int[] known, int labels, float* errors, int ld)
    {
        double sum = 0;
        int count = 0;
        for (int row = 0; row < known.Length; row++)
        {
            if (known[row] < 0) continue;
            count++;
            for (int k = 0; k < labels; k++)
            {
                float error = (k == known[row] ? 1 : 0) - probabilities[row * labels + k];
                errors[(long)row * ld + k] = error;
                sum += Math.Abs(error);
            }
        }
        return sum / Math.Max(1, count);
    }

    // Z′, or the known label.
    private static void Correct(ReadOnlySpan<float> answer, ReadOnlySpan<float> error, int known, double size, double? scale, Span<float> corrected)
    {
        double own = 0;
        foreach (float value in error) own += Math.Abs(value);
        double factor = scale ?? size / own;
        if (scale is null && !(factor <= MostFactor)) factor = 1;
        for (int k = 0; k < corrected.Length; k++) corrected[k] = known >= 0 ? k == known ? 1 : 0 : (float)(answer[k] + factor * error[k]);
    }
}

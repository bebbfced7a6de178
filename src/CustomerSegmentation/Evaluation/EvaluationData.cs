namespace CustomerSegmentation;

/// <summary>The checked input of an evaluation: n rows, k segments. Shared by all metrics and never changed.</summary>
internal sealed class EvaluationData
{
    // Rounding of float probabilities is far below this; scores that are no probabilities are far above.
    private const double SumTolerance = 1e-3;

    private EvaluationData(string[] segments, int[] truth, int[] predicted, double[] probabilities, double[] weights, double epsilon) =>
        (Segments, Truth, Predicted, Probabilities, Weights, Epsilon) = (segments, truth, predicted, probabilities, weights, epsilon);

    public string[] Segments { get; }

    public int[] Truth { get; }

    public int[] Predicted { get; }

    /// <summary><c>[n, k]</c>, row-major.</summary>
    public double[] Probabilities { get; }

    /// <summary><c>[n]</c>, 1 where none were given.</summary>
    public double[] Weights { get; }

    /// <summary>The distance from 1 to the next number of the type the probabilities were given in.</summary>
    public double Epsilon { get; }

    public int Count => Truth.Length;

    /// <summary>Checks everything once; the probabilities are taken over, the spans copied.</summary>
    public static EvaluationData Check(IReadOnlyList<string> segments, ReadOnlySpan<int> truth, ReadOnlySpan<int> predicted,
        double[] probabilities, ReadOnlySpan<double> weights, double epsilon)
    {
        string[] names = [.. segments];
        int n = truth.Length, k = names.Length;
        if (k < 2) throw new SegmentationException($"An evaluation needs at least two segments, but there is {Show.Count(k, "segment")}.");
        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } repeated)
            throw new SegmentationException($"The segment name {Show.Value(repeated.Key)} comes twice. Give each segment a name of its own.");
        if (n == 0) throw new SegmentationException("There is no row to evaluate. Give at least one customer with a known label.");
        CheckLength(predicted.Length, n, nameof(predicted), "predicted codes");
        CheckLength(probabilities.Length, (long)n * k, nameof(probabilities), $"probabilities, {k} a row,");
        if (!weights.IsEmpty) CheckLength(weights.Length, n, nameof(weights), "weights");
        CheckCodes(truth, k, "truth");
        CheckCodes(predicted, k, "predicted");
        CheckProbabilities(probabilities, names);
        return new(names, truth.ToArray(), predicted.ToArray(), probabilities, CheckWeights(weights, n), epsilon);
    }

    /// <summary>The given rows (from 0).</summary>
    public EvaluationData Select(int[] rows) => new(Segments, Pick(Truth, rows, 1), Pick(Predicted, rows, 1),
        Pick(Probabilities, rows, Segments.Length), Pick(Weights, rows, 1), Epsilon);

    private static T[] Pick<T>(T[] values, int[] rows, int width)
    {
        T[] picked = new T[rows.Length * width];
        for (int i = 0; i < rows.Length; i++) Array.Copy(values, (long)rows[i] * width, picked, (long)i * width, width);
        return picked;
    }

    private static void CheckLength(long length, long expected, string parameter, string what)
    {
        if (length != expected) throw new ArgumentException($"There are {length} {what} but {expected} were expected.", parameter);
    }

    private static void CheckCodes(ReadOnlySpan<int> codes, int k, string which)
    {
        for (int row = 0; row < codes.Length; row++)
            if ((uint)codes[row] >= (uint)k)
                throw new SegmentationException(
                    $"Row {row + 1}: the {which} code {codes[row]} is not one of the {k} segments, 0 to {k - 1}. Leave rows without a known segment out.");
    }

    private static void CheckProbabilities(double[] probabilities, string[] names)
    {
        int k = names.Length;
        for (int row = 0; row * (long)k < probabilities.Length; row++)
        {
            double sum = 0;
            for (int i = 0; i < k; i++)
            {
                double value = probabilities[row * k + i];
                if (value is not (>= 0 and <= 1))
                    throw new SegmentationException(
                        $"Row {row + 1}: the probability {Show.Value(value)} of segment {Show.Value(names[i])} is not between 0 and 1. Give probabilities, not scores.");
                sum += value;
            }
            if (Math.Abs(sum - 1) > SumTolerance)
                throw new SegmentationException(
                    $"Row {row + 1}: the probabilities sum to {Show.Value(sum)}, not to 1. Give one probability for each of the {k} segments.");
        }
    }

    private static double[] CheckWeights(ReadOnlySpan<double> weights, int n)
    {
        double[] copy = new double[n];
        if (weights.IsEmpty) copy.AsSpan().Fill(1);
        double sum = 0;
        for (int row = 0; row < weights.Length; row++)
        {
            if (!(weights[row] >= 0 && double.IsFinite(weights[row])))
                throw new SegmentationException($"Row {row + 1}: the weight {Show.Value(weights[row])} is not a finite number from 0 on.");
            sum += copy[row] = weights[row];
        }
        if (!weights.IsEmpty && !(sum > 0 && double.IsFinite(sum)))
            throw new SegmentationException($"The weights sum to {Show.Value(sum)}. At least one row needs a weight above 0, and their sum must be finite.");
        return copy;
    }
}

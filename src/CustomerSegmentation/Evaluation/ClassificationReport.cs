namespace CustomerSegmentation;

/// <summary>
/// How well customers were put into the segments they belong to: immutable, safe to share between threads. Every figure agrees with
/// scikit-learn's where it has one. Rows count by their weight, 1 where no weights were given.
/// </summary>
/// <remarks>
/// Macro means leave out what is not defined, and <see cref="Notes"/> say so: a segment that neither the truth nor the predictions
/// have (precision, recall, F1), one that the truth lacks (balanced accuracy, AUC, average precision, lift), one that is the whole
/// truth (AUC). What is then left undefined is NaN. The order of the rows changes no metric beyond rounding; it changes which rows
/// the bootstrap draws, so the ends of intervals differ slightly.
/// </remarks>
public sealed partial class ClassificationReport
{
    private readonly double[] _weights;

    private ClassificationReport(EvaluationData data, EvaluationOptions options, IReadOnlyList<DataNote> notes)
    {
        int k = data.Segments.Length;
        (Segments, Options, RowCount, _weights) = (data.Segments, options, data.Count, data.Weights);
        double[] cells = new double[k * k];
        for (int row = 0; row < data.Count; row++) cells[data.Truth[row] * k + data.Predicted[row]] += data.Weights[row];
        ConfusionMatrix = new(data.Segments, cells);
        BalancedAccuracy = ConfusionScores.BalancedAccuracy(cells, k);
        (Macro, Weighted) = (ConfusionScores.Macro(cells, k), ConfusionScores.Weighted(cells, k));
        Micro = ConfusionScores.Micro(cells, k);

        int? positive = k == 2 ? PositiveOf(data, cells, options) : null;
        PositiveSegment = positive is { } index ? data.Segments[index] : null;
        RankedScores[] ranked = new RankedScores[k];
        Parallel.For(0, k, i => ranked[i] = new(data, i));
        PerSegment = [.. ranked.Select((scores, i) => Score(data, cells, scores, i, options.LiftShare))];
        int[] averaged = positive is { } one ? [one] : [.. Enumerable.Range(0, k)];
        AveragePrecision = Mean(averaged.Select(i => PerSegment[i].AveragePrecision));
        Lift = Mean(averaged.Select(i => PerSegment[i].Lift));

        BrierScore = ProbabilityScores.Brier(data, positive);
        CalibrationBin[] bins = ProbabilityScores.Calibration(data, options.CalibrationBins);
        (Calibration, CalibrationError) = (bins, ProbabilityScores.CalibrationError(bins));

        MetricValue[] headline = Bootstrap.Measure(data, averaged, [.. averaged.Select(i => ranked[i])], options);
        (Accuracy, MacroF1, Auc, LogLoss) = (headline[0], headline[1], headline[2], headline[3]);
        IntervalRows = Bootstrap.RowsFor(data.Count, averaged.Length);
        TotalWeight = ConfusionScores.Total(cells);
        Notes = [.. notes, .. ReportNotes.Of(this)];
    }

    /// <summary>The names of the <c>k</c> segments, in the order of the probability columns.</summary>
    public IReadOnlyList<string> Segments { get; }

    /// <summary>How the evaluation was made.</summary>
    public EvaluationOptions Options { get; }

    /// <summary>The number of rows, <c>n</c>.</summary>
    public int RowCount { get; }

    /// <summary>The weight of each row, 1 where none were given; <c>[n]</c>.</summary>
    public ReadOnlySpan<double> Weights => _weights;

    /// <summary>The sum of the weights: <see cref="RowCount"/> where none were given.</summary>
    public double TotalWeight { get; }

    /// <summary>Who belongs where and was put where.</summary>
    public ConfusionMatrix ConfusionMatrix { get; }

    /// <summary>The share put into the right segment.</summary>
    public MetricValue Accuracy { get; }

    /// <summary>The mean F1 of the segments.</summary>
    public MetricValue MacroF1 { get; }

    /// <summary>ROC AUC, ties counting half: with two segments that of <see cref="PositiveSegment"/>, with more the mean of each against the rest.</summary>
    public MetricValue Auc { get; }

    /// <summary>
    /// The mean of −ln p of the true segment. Probabilities are clipped to [ε, 1 − ε] first (float: ε = 2⁻²³; double: 2⁻⁵²), as in
    /// scikit-learn, so that one certain error does not make it infinite.
    /// </summary>
    public MetricValue LogLoss { get; }

    /// <summary>The mean recall of the segments that the truth has.</summary>
    public double BalancedAccuracy { get; }

    /// <summary>The average precision of <see cref="PositiveSegment"/>, or with more than two segments the mean over them.</summary>
    public double AveragePrecision { get; }

    /// <summary>
    /// With two segments the mean of (p − y)² for <see cref="PositiveSegment"/>, between 0 and 1; with more the mean over rows of the sum over
    /// segments of (pᵢ − yᵢ)², between 0 and 2 (Brier 1950). For two segments the second would be twice the first.
    /// </summary>
    public double BrierScore { get; }

    /// <summary>The mean distance between the probability of the predicted segment and how often it is right, over <see cref="Calibration"/>.</summary>
    public double CalibrationError { get; }

    /// <summary>The bins behind <see cref="CalibrationError"/>.</summary>
    public IReadOnlyList<CalibrationBin> Calibration { get; }

    /// <summary>
    /// How many times as frequent <see cref="PositiveSegment"/> is among the <see cref="EvaluationOptions.LiftShare"/> with its highest
    /// probability as among all; with more than two segments the mean over them.
    /// </summary>
    public double Lift { get; }

    /// <summary>Each segment on its own, in the order of <see cref="Segments"/>.</summary>
    public IReadOnlyList<SegmentScore> PerSegment { get; }

    /// <summary>The plain mean over the segments that the truth or the predictions have.</summary>
    public ScoreAverage Macro { get; }

    /// <summary>The mean over the segments, weighted by support.</summary>
    public ScoreAverage Weighted { get; }

    /// <summary>Over all customers at once; all three equal the accuracy, since each customer has one segment.</summary>
    public ScoreAverage Micro { get; }

    /// <summary>With two segments the one that AUC, average precision, Brier score and lift look for; otherwise null.</summary>
    public string? PositiveSegment { get; }

    /// <summary>The rows that the intervals were drawn from: all, or of very many a random part, the width scaled to all.</summary>
    internal int IntervalRows { get; }

    /// <summary>What was left out or is not defined.</summary>
    public IReadOnlyList<DataNote> Notes { get; }

    /// <summary>Evaluates predictions against the truth.</summary>
    /// <param name="segments">The names of the <c>k</c> segments, at least two.</param>
    /// <param name="truth">The true segment of each row, 0 to k − 1; <c>[n]</c>, n at least 1.</param>
    /// <param name="predicted">The segment each row was put into; <c>[n]</c>.</param>
    /// <param name="probabilities">The probability of each segment, <c>[n, k]</c> row by row, each row summing to 1.</param>
    /// <param name="weights">The weight of each row, from 0 on, <c>[n]</c>; empty for 1 each.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="ArgumentException">Lengths do not match, or an option is out of its range.</exception>
    /// <exception cref="SegmentationException">A code, probability or weight is not valid; the message names the row.</exception>
    public static ClassificationReport Create(IReadOnlyList<string> segments, ReadOnlySpan<int> truth, ReadOnlySpan<int> predicted,
        ReadOnlySpan<float> probabilities, ReadOnlySpan<double> weights = default, EvaluationOptions? options = null) =>
        Create(segments, truth, predicted, Widen(probabilities), weights, options, Math.ScaleB(1, -23));

    /// <inheritdoc cref="Create(IReadOnlyList{string}, ReadOnlySpan{int}, ReadOnlySpan{int}, ReadOnlySpan{float}, ReadOnlySpan{double}, EvaluationOptions?)"/>
    public static ClassificationReport Create(IReadOnlyList<string> segments, ReadOnlySpan<int> truth, ReadOnlySpan<int> predicted,
        ReadOnlySpan<double> probabilities, ReadOnlySpan<double> weights = default, EvaluationOptions? options = null) =>
        Create(segments, truth, predicted, probabilities.ToArray(), weights, options, Math.ScaleB(1, -52));

    private static ClassificationReport Create(IReadOnlyList<string> segments, ReadOnlySpan<int> truth, ReadOnlySpan<int> predicted,
        double[] probabilities, ReadOnlySpan<double> weights, EvaluationOptions? options, double epsilon, IReadOnlyList<DataNote>? notes = null)
    {
        ArgumentNullException.ThrowIfNull(segments);
        options ??= new();
        options.Check();
        return new(EvaluationData.Check(segments, truth, predicted, probabilities, weights, epsilon), options, notes ?? []);
    }

    private static double[] Widen(ReadOnlySpan<float> values)
    {
        double[] wide = new double[values.Length];
        for (int i = 0; i < wide.Length; i++) wide[i] = values[i];
        return wide;
    }

    private static int PositiveOf(EvaluationData data, double[] cells, EvaluationOptions options)
    {
        if (options.Positive is not { } name) return ConfusionScores.Truth(cells, 2, 0) < ConfusionScores.Truth(cells, 2, 1) ? 0 : 1;
        int index = Array.IndexOf(data.Segments, name);
        return index >= 0 ? index : throw new SegmentationException(
            $"The positive segment {Show.Value(name)} is neither {Show.Value(data.Segments[0])} nor {Show.Value(data.Segments[1])}. Name one of the two.");
    }

    private static SegmentScore Score(EvaluationData data, double[] cells, RankedScores ranked, int i, double share)
    {
        (double precision, double recall, double f1, double support) = ConfusionScores.Of(cells, data.Segments.Length, i);
        return new(data.Segments[i], precision, recall, f1, support,
            ranked.Auc(data.Weights), ranked.AveragePrecision(data.Weights), ranked.Lift(data.Weights, share));
    }

    private static double Mean(IEnumerable<double> values) => values.Where(value => !double.IsNaN(value)).DefaultIfEmpty(double.NaN).Average();
}

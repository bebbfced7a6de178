using CsCheck;
using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class ClassificationPropertyTests
{
    private static readonly EvaluationOptions NoIntervals = new() { BootstrapRepetitions = 0 };

    // Few distinct scores, so that ties are many.
    private static readonly Gen<(int Segments, int[] Truth, int[] Predicted, double[] Probabilities, double[] Weights)> Cases =
        Gen.Select(Gen.Int[2, 4], Gen.Int[1, 30]).SelectMany((k, n) => Gen.Select(
            Gen.Int[0, k - 1].Array[n], Gen.Int[0, k - 1].Array[n], Gen.Int[0, 3].Array[k].Where(parts => parts.Sum() > 0).Array[n], Gen.Int[1, 5].Array[n],
            (truth, predicted, parts, weights) => (k, truth, predicted,
                parts.SelectMany(row => row.Select(part => part / (double)row.Sum())).ToArray(), weights.Select(weight => (double)weight).ToArray())));

    [Fact]
    public void The_auc_is_the_share_of_pairs_in_order_ties_counting_half() => Cases.Sample(one =>
    {
        ClassificationReport report = Report(one.Segments, one.Truth, one.Predicted, one.Probabilities, one.Weights);
        for (int segment = 0; segment < one.Segments; segment++)
        {
            double right = 0, all = 0;
            for (int i = 0; i < one.Truth.Length; i++)
                for (int j = 0; j < one.Truth.Length; j++)
                {
                    if (one.Truth[i] != segment || one.Truth[j] == segment) continue;
                    double pair = one.Weights[i] * one.Weights[j], difference = one.Probabilities[i * one.Segments + segment] - one.Probabilities[j * one.Segments + segment];
                    all += pair;
                    right += difference > 0 ? pair : difference == 0 ? pair / 2 : 0;
                }
            Assert.Equal(all > 0 ? right / all : double.NaN, report.PerSegment[segment].Auc, 1e-12);
        }
    });

    [Fact]
    public void The_order_of_the_rows_changes_no_metric() => Gen.Select(Cases, Gen.ULong).Sample((one, seed) =>
    {
        int[] order = new RandomSource(seed).Permutation(one.Truth.Length);
        Same(Report(one.Segments, one.Truth, one.Predicted, one.Probabilities, one.Weights), Report(one.Segments,
            [.. order.Select(row => one.Truth[row])], [.. order.Select(row => one.Predicted[row])],
            [.. order.SelectMany(row => one.Probabilities.Skip(row * one.Segments).Take(one.Segments))], [.. order.Select(row => one.Weights[row])]));
    });

    [Fact]
    public void A_row_that_comes_several_times_is_a_row_with_that_weight() => Cases.Sample(one =>
    {
        int[] rows = [.. one.Weights.SelectMany((weight, row) => Enumerable.Repeat(row, (int)weight))];
        Same(Report(one.Segments, one.Truth, one.Predicted, one.Probabilities, one.Weights), Report(one.Segments,
            [.. rows.Select(row => one.Truth[row])], [.. rows.Select(row => one.Predicted[row])],
            [.. rows.SelectMany(row => one.Probabilities.Skip(row * one.Segments).Take(one.Segments))], null));
    });

    private static ClassificationReport Report(int k, int[] truth, int[] predicted, double[] probabilities, double[]? weights) =>
        ClassificationReport.Create([.. Enumerable.Range(0, k).Select(i => "S" + i)], truth, predicted, probabilities, weights, NoIntervals);

    private static void Same(ClassificationReport one, ClassificationReport other)
    {
        foreach ((double a, double b) in Figures(one).Zip(Figures(other))) Assert.Equal(a, b, 1e-12);
    }

    private static IEnumerable<double> Figures(ClassificationReport report) =>
    [
        report.Accuracy.Value, report.MacroF1.Value, report.Auc.Value, report.LogLoss.Value, report.BalancedAccuracy, report.AveragePrecision,
        report.BrierScore, report.CalibrationError, report.Lift, report.TotalWeight, report.Weighted.F1, report.Macro.Precision, report.Micro.Recall,
        .. report.ConfusionMatrix.ToArray().Cast<double>(),
        .. report.PerSegment.SelectMany(score => new[] { score.Precision, score.Recall, score.F1, score.Support, score.Auc, score.AveragePrecision, score.Lift }),
    ];
}

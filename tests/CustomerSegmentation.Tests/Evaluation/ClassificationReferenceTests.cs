using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class ClassificationReferenceTests
{
    private static readonly EvaluationOptions NoIntervals = new() { BootstrapRepetitions = 0 };

    public static TheoryData<string> Names => [.. ReferenceCase.All.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_metric_equals_scikit_learn(string name)
    {
        ReferenceCase one = ReferenceCase.All.Single(candidate => candidate.Name == name);
        ClassificationReport report = one.Report(NoIntervals);

        Equal(one.Number("accuracy"), report.Accuracy.Value, "accuracy");
        Equal(one.Number("balanced_accuracy"), report.BalancedAccuracy, "balanced accuracy");
        Equal(one.Number("auc"), report.Auc.Value, "AUC");
        Equal(one.Number("average_precision"), report.AveragePrecision, "average precision");
        Equal(one.Number("log_loss"), report.LogLoss.Value, "log loss");
        Equal(one.Number("brier"), report.BrierScore, "Brier score");
        Equal(one.Number("calibration_error"), report.CalibrationError, "calibration error");
        Equal(one.Number("lift"), report.Lift, "lift");
        Equal(one.Numbers("macro")[2], report.MacroF1.Value, "macro F1");
        Equal(one.Numbers("macro"), Parts(report.Macro), "macro");
        Equal(one.Numbers("weighted"), Parts(report.Weighted), "weighted");
        Equal(one.Numbers("micro"), Parts(report.Micro), "micro");
        Equal(one.Numbers("confusion"), report.ConfusionMatrix.ToArray().Cast<double>(), "confusion");
        Equal(one.Numbers("precision"), report.PerSegment.Select(score => score.Precision), "precision");
        Equal(one.Numbers("recall"), report.PerSegment.Select(score => score.Recall), "recall");
        Equal(one.Numbers("f1"), report.PerSegment.Select(score => score.F1), "F1");
        Equal(one.Numbers("support"), report.PerSegment.Select(score => score.Support), "support");
        Equal(one.Numbers("aucs"), report.PerSegment.Select(score => score.Auc), "AUCs");
        Equal(one.Numbers("average_precisions"), report.PerSegment.Select(score => score.AveragePrecision), "average precisions");
        Equal(one.Numbers("lifts"), report.PerSegment.Select(score => score.Lift), "lifts");
    }

    private static double[] Parts(ScoreAverage average) => [average.Precision, average.Recall, average.F1];

    private static void Equal(IEnumerable<double> expected, IEnumerable<double> actual, string what)
    {
        foreach ((double one, double other) in expected.Zip(actual, (a, b) => (a, b))) Equal(one, other, what);
        Assert.Equal(expected.Count(), actual.Count());
    }

    private static void Equal(double expected, double actual, string what) =>
        Assert.True(double.IsNaN(expected) ? double.IsNaN(actual) : Math.Abs(expected - actual) <= 1e-6, $"{what}: expected {expected:R}, found {actual:R}");
}

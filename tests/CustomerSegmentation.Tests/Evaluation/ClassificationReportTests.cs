using System.Globalization;
using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class ClassificationReportTests
{
    private static readonly string[] Two = ["no", "yes"];

    [Fact]
    public void The_table_is_invariant_and_no_wider_than_100_columns()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            ClassificationReport report = ClassificationReport.Create(["no", "yes|" + new string('x', 200)],
                [0, 1, 0, 0], [0, 1, 1, 0], (double[])[.9, .1, .2, .8, .4, .6, .7, .3], options: new() { BootstrapRepetitions = 100 });
            string text = report.ToString();
            Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 100));
            Assert.Contains("0.750 [", text, StringComparison.Ordinal);
            Assert.Contains("[95% interval by 100 bootstrap repetitions over customers]", text, StringComparison.Ordinal);
            Assert.DoesNotContain("0,75", text, StringComparison.Ordinal);
            Assert.Contains("yes\\|x", report.ToMarkdown(), StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_metric_shows_its_interval_and_says_when_it_is_undefined()
    {
        Assert.Equal("0.512 [0.501, 0.523]", new MetricValue(0.5124, 0.5006, 0.5231).ToString());
        Assert.Equal("0.512", new MetricValue(0.5124, double.NaN, double.NaN).ToString());
        Assert.Equal("undefined", new MetricValue(double.NaN, double.NaN, double.NaN).ToString());
    }

    [Fact]
    public void The_same_seed_gives_the_same_intervals_and_another_seed_others()
    {
        ReferenceCase one = ReferenceCase.All[0];
        ClassificationReport first = one.Report(), second = one.Report(), other = one.Report(new() { Seed = 2 });
        Assert.Equal(first.Accuracy, second.Accuracy);
        Assert.Equal(first.Auc, second.Auc);
        Assert.Equal(first.LogLoss, second.LogLoss);
        Assert.Equal(first.MacroF1, second.MacroF1);
        Assert.NotEqual(first.LogLoss, other.LogLoss);
        Assert.Equal(first.LogLoss.Value, other.LogLoss.Value);
    }

    [Fact]
    public void The_interval_of_the_accuracy_is_that_of_a_proportion()
    {
        // 300 of 1,000 wrong: the normal approximation gives 0.7 ± 1.96 √(0.7 · 0.3 / 1000).
        int[] truth = [.. Enumerable.Range(0, 1000).Select(i => i % 2)];
        int[] predicted = [.. truth.Select((code, i) => i % 10 < 3 ? 1 - code : code)];
        double[] probabilities = [.. predicted.SelectMany(code => code == 0 ? new[] { .8, .2 } : [.2, .8])];
        ClassificationReport report = ClassificationReport.Create(Two, truth, predicted, probabilities, options: new() { BootstrapRepetitions = 4000 });
        Assert.Equal(0.7, report.Accuracy.Value, 12);
        Assert.InRange(report.Accuracy.Lower, 0.6716 - 0.003, 0.6716 + 0.003);
        Assert.InRange(report.Accuracy.Upper, 0.7284 - 0.003, 0.7284 + 0.003);
        ClassificationReport narrow = ClassificationReport.Create(Two, truth, predicted, probabilities, options: new() { Confidence = 0.5 });
        Assert.True(narrow.Accuracy.Upper - narrow.Accuracy.Lower < report.Accuracy.Upper - report.Accuracy.Lower);
    }

    [Fact]
    public void The_interval_of_the_auc_is_near_the_one_of_hanley_and_mcneil()
    {
        RandomSource random = new(5);
        int n = 2000;
        int[] truth = [.. Enumerable.Range(0, n).Select(i => i % 4 == 0 ? 1 : 0)];
        double[] probabilities = [.. truth.SelectMany(code => 1 / (1 + Math.Exp(code - random.NextNormal())) is var p ? new[] { p, 1 - p } : [])];
        ClassificationReport report = ClassificationReport.Create(Two, truth, new int[n], probabilities);
        double auc = report.Auc.Value, q1 = auc / (2 - auc), q2 = 2 * auc * auc / (1 + auc), yes = n / 4, no = n - n / 4;
        double error = Math.Sqrt((auc * (1 - auc) + (yes - 1) * (q1 - auc * auc) + (no - 1) * (q2 - auc * auc)) / (yes * no));
        Assert.InRange(report.Auc.Upper - report.Auc.Lower, 0.85 * 2 * 1.96 * error, 1.15 * 2 * 1.96 * error);
        Assert.InRange(auc, report.Auc.Lower, report.Auc.Upper);
    }

    [Fact]
    public void Without_repetitions_there_are_no_intervals()
    {
        ClassificationReport report = ReferenceCase.All[0].Report(new() { BootstrapRepetitions = 0 });
        Assert.True(double.IsNaN(report.Accuracy.Lower));
        Assert.DoesNotContain("bootstrap", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_left_out_is_said()
    {
        ClassificationReport absent = ReferenceCase.All.Single(one => one.Name == "a segment absent in the truth but predicted").Report();
        Assert.Contains(absent.Notes, note => note.Column == "S2" && note.What.Contains("left out of balanced accuracy", StringComparison.Ordinal));
        ClassificationReport nowhere = ReferenceCase.All.Single(one => one.Name == "a segment absent in truth and predictions").Report();
        Assert.Contains(nowhere.Notes, note => note.Column == "S2" && note.What.Contains("left out of all means", StringComparison.Ordinal));
        ClassificationReport never = ReferenceCase.All.Single(one => one.Name == "a segment never predicted").Report();
        Assert.Contains(never.Notes, note => note.Column == "S1" && note.What.Contains("counted as 0", StringComparison.Ordinal));
        ClassificationReport one = ReferenceCase.All.Single(one => one.Name == "two segments, only one in the truth").Report();
        Assert.Contains("AUC is not defined", one.ToString(), StringComparison.Ordinal);
        Assert.True(double.IsNaN(one.Auc.Value));
    }

    [Fact]
    public void The_rarer_of_two_is_looked_for_unless_one_is_named()
    {
        ReferenceCase one = ReferenceCase.All.Single(one => one.Name == "two segments, the first is the rarer");
        Assert.Equal("S0", one.Report().PositiveSegment);
        ClassificationReport named = one.Report(new() { Positive = "S1" });
        Assert.Equal(named.PerSegment[1].AveragePrecision, named.AveragePrecision);
        Assert.Null(ReferenceCase.All[0].Report().PositiveSegment);
    }

    [Fact]
    public void Intervals_of_many_rows_come_from_a_part_and_keep_their_width()
    {
        // 70 % right of 300,000: the normal approximation gives ± 1.96 √(0.7 · 0.3 / 300000) = ± 0.00164.
        int n = 300_000;
        int[] truth = [.. Enumerable.Range(0, n).Select(i => i % 10 < 3 ? 1 : 0)];
        ClassificationReport report = ClassificationReport.Create(Two, truth, new int[n], [.. Enumerable.Repeat(0.5f, 2 * n)], options: new() { BootstrapRepetitions = 200 });
        Assert.Equal(0.7, report.Accuracy.Value, 12);
        Assert.InRange(report.Accuracy.Upper - report.Accuracy.Lower, 0.8 * 2 * 0.00164, 1.2 * 2 * 0.00164);
        Assert.Contains(report.Notes, note => note.What.StartsWith("random rows used for the intervals", StringComparison.Ordinal) && note.Count == 100_000);
    }

    [Theory]
    [InlineData(new[] { 0, 2 }, new[] { 0, 1 }, new[] { .5, .5, .5, .5 }, null, "Row 2: the truth code 2 is not one of the 2 segments, 0 to 1. Leave rows without a known segment out.")]
    [InlineData(new[] { 0, 1 }, new[] { -1, 1 }, new[] { .5, .5, .5, .5 }, null, "Row 1: the predicted code -1 is not one of the 2 segments, 0 to 1. Leave rows without a known segment out.")]
    [InlineData(new[] { 0, 1 }, new[] { 0, 1 }, new[] { .5, .5, double.NaN, .5 }, null, "Row 2: the probability NaN of segment \"no\" is not between 0 and 1. Give probabilities, not scores.")]
    [InlineData(new[] { 0, 1 }, new[] { 0, 1 }, new[] { .5, .5, .75, .75 }, null, "Row 2: the probabilities sum to 1.5, not to 1. Give one probability for each of the 2 segments.")]
    [InlineData(new[] { 0, 1 }, new[] { 0, 1 }, new[] { .5, .5, .5, .5 }, new[] { 1, -1d }, "Row 2: the weight -1 is not a finite number from 0 on.")]
    [InlineData(new[] { 0, 1 }, new[] { 0, 1 }, new[] { .5, .5, .5, .5 }, new[] { 0, 0d }, "The weights sum to 0. At least one row needs a weight above 0, and their sum must be finite.")]
    [InlineData(new int[0], new int[0], new double[0], null, "There is no row to evaluate. Give at least one customer with a known label.")]
    public void Bad_input_is_named_with_its_row(int[] truth, int[] predicted, double[] probabilities, double[]? weights, string message) =>
        Assert.Equal(message, Assert.Throws<SegmentationException>(() => ClassificationReport.Create(Two, truth, predicted, probabilities, weights)).Message);

    [Fact]
    public void Bad_segments_and_options_are_named()
    {
        Assert.Equal("An evaluation needs at least two segments, but there is 1 segment.",
            Assert.Throws<SegmentationException>(() => ClassificationReport.Create(["a"], [0], [0], (double[])[1])).Message);
        Assert.Equal("The segment name \"a\" comes twice. Give each segment a name of its own.",
            Assert.Throws<SegmentationException>(() => ClassificationReport.Create(["a", "a"], [0], [0], (double[])[1, 0])).Message);
        Assert.Equal("The positive segment \"maybe\" is neither \"no\" nor \"yes\". Name one of the two.",
            Assert.Throws<SegmentationException>(() => ClassificationReport.Create(Two, [0], [0], (double[])[1, 0], options: new() { Positive = "maybe" })).Message);
        Assert.Throws<ArgumentException>(() => ClassificationReport.Create(Two, [0], [0, 1], (double[])[1, 0]));
        Assert.Throws<ArgumentException>(() => ClassificationReport.Create(Two, [0], [0], (double[])[1]));
        foreach (EvaluationOptions bad in new EvaluationOptions[] { new() { CalibrationBins = 0 }, new() { LiftShare = 0 }, new() { Confidence = 1 }, new() { BootstrapRepetitions = -1 } })
            Assert.Throws<ArgumentOutOfRangeException>(() => ClassificationReport.Create(Two, [0], [0], (double[])[1, 0], options: bad));
    }

    [Fact]
    public void Probabilities_that_miss_1_by_rounding_are_made_to_sum_to_it_for_the_log_loss() =>
        Assert.Equal(-Math.Log(0.5 / 0.9995), ClassificationReport.Create(Two, [0], [0], (double[])[0.5, 0.4995]).LogLoss.Value, 1e-12);

    [Fact]
    public void The_confusion_matrix_reads_truth_by_prediction()
    {
        ClassificationReport report = ClassificationReport.Create(Two, [0, 0, 1], [0, 1, 1], (double[])[.9, .1, .4, .6, .2, .8]);
        Assert.Equal(1, report.ConfusionMatrix[0, 1]);
        Assert.Equal(0, report.ConfusionMatrix[1, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => report.ConfusionMatrix[2, 0]);
        Assert.StartsWith("truth \\ predicted  no  yes\n", report.ConfusionMatrix.ToString(), StringComparison.Ordinal);
    }
}

using System.Globalization;
using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class CrossValidationTests
{
    private static readonly CrossValidationOptions Quick = new() { Evaluation = new() { BootstrapRepetitions = 20 } };

    [Fact]
    public void Every_customer_is_tested_once_by_a_model_that_has_not_seen_it()
    {
        CustomerTable customers = Shop(100);
        FrequencySegmenter segmenter = new("colour", "label");
        CrossValidationReport report = CrossValidation.Run(segmenter, customers, Quick);

        Assert.Equal(5, report.Folds.Count);
        Assert.Equal(5, segmenter.Disposed);
        Assert.Equal(customers.Keys, report.Segmentation.Keys);
        Assert.Equal(100, report.Folds.Sum(fold => fold.RowCount));
        Assert.Equal(100, report.Pooled.RowCount);
        // What a customer got is what a model fitted on the others says, to the bit.
        for (int fold = 0; fold < 5; fold++)
        {
            HashSet<string> trained = [.. segmenter.Fitted[fold].Keys];
            int[] tested = [.. Enumerable.Range(0, 100).Where(row => !trained.Contains(customers.Keys[row]))];
            Assert.Equal(report.Folds[fold].RowCount, tested.Length);
            using SegmentationModel again = new FrequencySegmenter("colour", "label").Fit(segmenter.Fitted[fold]);
            foreach (CustomerSegment customer in again.Segment(customers.SelectRows(tested)))
                Assert.Equal(customer.Probabilities.ToArray(), report.Segmentation[customer.Key].Probabilities.ToArray());
        }
    }

    [Fact]
    public void The_summary_has_exactly_its_form_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            CrossValidationReport report = CrossValidation.Run(new FrequencySegmenter("colour", "label"), Shop(100), Quick);
            Assert.Matches(@"^folds=5 accuracy=0\.\d{3}±0\.\d{3} macro_f1=0\.\d{3}±0\.\d{3} auc=0\.\d{3}±0\.\d{3} log_loss=\d\.\d{3}±0\.\d{3}$", report.Summary);
            double[] values = [.. report.Folds.Select(fold => fold.Accuracy.Value)];
            double mean = values.Sum() / 5, deviation = Math.Sqrt(values.Sum(value => Math.Pow(value - mean, 2)) / 4);
            Assert.Contains(FormattableString.Invariant($" accuracy={mean:0.000}±{deviation:0.000} "), report.Summary, StringComparison.Ordinal);
            Assert.All(report.ToString().Split('\n'), line => Assert.InRange(line.Length, 0, 100));
            Assert.Contains(report.Accuracy.ToString(), report.ToString(), StringComparison.Ordinal);
            Assert.DoesNotMatch(@"\d,\d", report.ToString());
            Assert.StartsWith("5 folds over 100 tested customers", report.ToMarkdown(), StringComparison.Ordinal);
            Assert.Contains($"<td style=\"text-align:right\">{report.Accuracy}</td>", ((IHtmlView)report).ToHtml().Replace("&#177;", "±", StringComparison.Ordinal), StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_spread_is_the_sample_standard_deviation_of_what_is_defined()
    {
        Assert.Equal("0.500±0.100", MetricSpread.Of([0.4, 0.6, 0.5]).ToString());
        Assert.Equal(new MetricSpread(0.5, Math.Sqrt(0.02), 2), MetricSpread.Of([0.4, double.NaN, 0.6]) with { Mean = 0.5, StandardDeviation = Math.Sqrt(0.02) });
        Assert.Equal("NaN±NaN", MetricSpread.Of([double.NaN]).ToString());
        Assert.Equal("0.500±NaN", MetricSpread.Of([0.5]).ToString());
    }

    [Fact]
    public void The_same_seed_gives_the_same_report_and_another_seed_another()
    {
        string Of(ulong seed) => CrossValidation.Run(new FrequencySegmenter("colour", "label"), Shop(100), Quick with { Seed = seed }).ToString();
        Assert.Equal(Of(1), Of(1));
        Assert.NotEqual(Of(1), Of(2));
    }

    [Fact]
    public void Rows_without_a_label_are_left_out_and_counted()
    {
        CustomerTable customers = Shop(100);
        CategoryColumn label = (CategoryColumn)customers["label"];
        customers = customers.WithColumn(CategoryColumn.FromTexts("label", [.. Enumerable.Range(0, 100).Select(row => row is 3 or 50 ? null : label.Text(row))]));
        FrequencySegmenter segmenter = new("colour", "label");
        CrossValidationReport report = CrossValidation.Run(segmenter, customers, Quick);
        Assert.Contains(new DataNote("label", "rows without a label left out", 2), report.Notes);
        Assert.Equal(["c4", "c51"], report.Segmentation.LeftOut);
        Assert.Equal(98, report.Pooled.RowCount);
        Assert.All(segmenter.Fitted, table => Assert.Equal(0, table["label"].MissingCount));
    }

    [Fact]
    public void Customers_without_a_segment_are_left_out_and_counted_and_the_folds_notes_added_up()
    {
        CrossValidationReport report = CrossValidation.Run(new FrequencySegmenter("colour", "label") { LeaveOut = key => key is "c7" or "c8" }, Shop(100), Quick);
        Assert.Equal(98, report.Pooled.RowCount);
        Assert.Equal(["c7", "c8"], report.Segmentation.LeftOut);
        Assert.Equal(2, Assert.Single(report.Notes, note => note.What == LabelCodes.NoSegment).Count);
        Assert.Equal(98, Assert.Single(report.Notes, note => note.What == "values looked up").Count);
    }

    [Fact]
    public void A_fold_that_fails_is_named()
    {
        FrequencySegmenter segmenter = new("colour", "label") { OnFit = fit => { if (fit == 3) throw new SegmentationException("The loss is NaN in epoch 2."); } };
        SegmentationException failure = Assert.Throws<SegmentationException>(() => CrossValidation.Run(segmenter, Shop(100), Quick));
        Assert.Equal("Fold 3 of 5 failed: The loss is NaN in epoch 2.", failure.Message);
        Assert.IsType<SegmentationException>(failure.InnerException);
    }

    [Fact]
    public void Cancelling_ends_it_without_blaming_the_fold()
    {
        using CancellationTokenSource source = new();
        FrequencySegmenter segmenter = new("colour", "label") { OnFit = fit => { if (fit == 2) source.Cancel(); } };
        Assert.ThrowsAny<OperationCanceledException>(() => CrossValidation.Run(segmenter, Shop(100), Quick, cancellationToken: source.Token));
        Assert.Equal(2, segmenter.Fitted.Count);
    }

    [Fact]
    public void Progress_tells_the_fold_of_each_epoch_and_each_fold_at_its_end()
    {
        List<CrossValidationProgress> told = [];
        CrossValidation.Run(new FrequencySegmenter("colour", "label"), Shop(100), Quick with { Folds = 3 }, new Told(told));
        Assert.Equal([(1, true), (1, false), (2, true), (2, false), (3, true), (3, false)], told.Select(one => (one.Fold, one.Training is not null)));
        Assert.All(told, one => Assert.True(one.Folds == 3 && one.Training is null == one.Report is not null));
    }

    [Fact]
    public void A_label_that_a_training_part_lacks_gets_probability_0_there()
    {
        // Forward in time over 60 days; "late" appears in the last third only.
        CustomerTable customers = CustomerTable.FromColumns(
        [
            new NumberColumn("day", [.. Enumerable.Range(0, 60).Select(i => (double)i)]),
            CategoryColumn.FromTexts("colour", [.. Enumerable.Range(0, 60).Select(i => i % 3 == 0 ? "red" : "blue")]),
            CategoryColumn.FromTexts("label", [.. Enumerable.Range(0, 60).Select(i => i >= 40 && i % 2 == 0 ? "late" : i % 3 == 0 ? "a" : "b")]),
        ]);
        CrossValidationReport report = CrossValidation.Run(new FrequencySegmenter("colour", "label"), customers, Quick with { TimeColumn = "day", Folds = 5 });
        DataNote note = Assert.Single(report.Notes, note => note.What == "test rows of fold 4 with the label \"late\", which its training part lacks and so gives probability 0");
        Assert.Equal(5, note.Count);
        Assert.Equal(["a", "b", "late"], report.Segmentation.Segments);
        Assert.Equal(0, report.Segmentation["41"].Probabilities.Span[2]);
        Assert.True(report.Segmentation["60"].Probabilities.Span[2] > 0);
        Assert.Equal(10, report.Segmentation.LeftOut.Count); // the first block is never tested
        Assert.Contains("forward in time by \"day\"", report.ToString(), StringComparison.Ordinal);
        Assert.Equal(report.Pooled.RowCount, report.Segmentation.Count);
    }

    [Fact]
    public void Names_of_segments_may_differ_from_label_values()
    {
        Dictionary<string, string> names = new() { ["a"] = "Zebra", ["b"] = "Ant" };
        CustomerTable customers = Shop(100);
        CrossValidationReport named = CrossValidation.Run(new FrequencySegmenter("colour", "label", names), customers, Quick);
        CrossValidationReport plain = CrossValidation.Run(new FrequencySegmenter("colour", "label"), customers, Quick);
        Assert.Equal(["Zebra", "Ant"], named.Pooled.Segments);
        Assert.Equal(plain.Summary, named.Summary);
    }

    [Theory]
    [InlineData(ColumnKind.Number)]
    [InlineData(ColumnKind.YesNo)]
    public void Numbers_and_yes_no_are_labels_and_the_rarer_is_looked_for_in_every_fold(ColumnKind kind)
    {
        CustomerTable customers = Shop(100);
        sbyte[] rare = [.. Enumerable.Range(0, 100).Select(i => (sbyte)(i % 3 == 0 ? 0 : 1))];
        customers = customers.WithColumn(kind == ColumnKind.Number
            ? new NumberColumn("label", [.. rare.Select(value => (double)value)])
            : new YesNoColumn("label", rare, "1", "0"));
        CrossValidationReport report = CrossValidation.Run(new FrequencySegmenter("colour", "label"), customers, Quick);
        Assert.Equal(["0", "1"], report.Pooled.Segments);
        Assert.All(report.Folds, fold => Assert.Equal("0", fold.PositiveSegment));
    }

    [Fact]
    public void The_models_own_decision_counts()
    {
        CustomerTable customers = Shop(100);
        CrossValidationReport report = CrossValidation.Run(new FrequencySegmenter("colour", "label") { Decision = Decision.Threshold(0) }, customers, Quick);
        Assert.Equal(0, report.Pooled.ConfusionMatrix[0, 0] + report.Pooled.ConfusionMatrix[1, 0]);
        Assert.Equal(Decision.Threshold(0), report.Segmentation.Decision);
    }

    [Fact]
    public void Equal_customers_stay_on_one_side_unless_told_otherwise()
    {
        CustomerTable once = Shop(60);
        once = once.WithColumn(new NumberColumn("amount", [.. Enumerable.Range(0, 60).Select(i => i * 1.5)]));
        CustomerTable twice = CustomerTable.FromColumns(once.Columns.Select(column => column.SelectRows([.. Enumerable.Range(0, 120).Select(i => i / 2)])));
        int Split(bool together)
        {
            FrequencySegmenter segmenter = new("colour", "label");
            CrossValidation.Run(segmenter, twice, Quick with { KeepEqualRowsTogether = together });
            HashSet<string> trained = [.. segmenter.Fitted[0].Keys];
            return Enumerable.Range(0, 60).Count(i => trained.Contains(twice.Keys[2 * i]) != trained.Contains(twice.Keys[2 * i + 1]));
        }
        Assert.Equal(0, Split(together: true));
        Assert.NotEqual(0, Split(together: false));
    }

    [Fact]
    public void A_label_that_does_not_suit_is_named()
    {
        CustomerTable customers = Shop(30);
        SegmentationException Run(CustomerTable table, string? label = "label") =>
            Assert.Throws<SegmentationException>(() => CrossValidation.Run(new FrequencySegmenter("colour", label), table, Quick));
        CategoryColumn Labels(Func<int, string?> label) => CategoryColumn.FromTexts("label", [.. Enumerable.Range(0, 30).Select(label)]);

        Assert.Equal("The segmenter learns from no label, so there is no truth to compare with. Give it a label, or compare segmentations instead.", Run(customers, null).Message);
        Assert.Equal("The label \"label\" has only the value \"a\". A label needs at least two values to tell apart.", Run(customers.WithColumn(Labels(_ => "a"))).Message);
        Assert.Equal("No row has a label in \"label\". Choose a column with labels.", Run(customers.WithColumn(Labels(_ => null))).Message);
        Assert.Equal("The value \"rare\" of column \"label\" has 3 rows, fewer than the 5 folds. Use fewer folds, more rows of it, or leave it out.",
            Run(customers.WithColumn(Labels(i => i < 3 ? "rare" : i % 2 == 0 ? "a" : "b"))).Message);
        Assert.Contains("did you mean \"label\"?", Run(customers, "Label").Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => CrossValidation.Run(new FrequencySegmenter("colour", "label"), customers, new() { Folds = 1 }));
    }

    /// <summary>Two labels, as many of each, that the colour tells more often than not.</summary>
    internal static CustomerTable Shop(int n)
    {
        RandomSource random = new(3);
        string[] labels = [.. Enumerable.Range(0, n).Select(i => i % 2 == 0 ? "a" : "b")];
        string[] colours = [.. labels.Select(label => random.NextDouble() < 0.7 ? label + "-like" : random.Next(2) == 0 ? "green" : "blue")];
        return CustomerTable.FromColumns(
            [
                CategoryColumn.FromTexts("colour", colours), CategoryColumn.FromTexts("label", labels),
                new NumberColumn("noise", [.. Enumerable.Range(0, n).Select(_ => random.NextDouble())]),
            ],
            [.. Enumerable.Range(0, n).Select(i => FormattableString.Invariant($"c{i + 1}"))], "id");
    }

    private sealed class Told(List<CrossValidationProgress> told) : IProgress<CrossValidationProgress>
    {
        public void Report(CrossValidationProgress value) => told.Add(value);
    }
}

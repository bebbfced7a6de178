using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class HeldOutReportTests
{
    private static readonly EvaluationOptions NoIntervals = new() { BootstrapRepetitions = 0 };

    [Fact]
    public void A_model_is_evaluated_on_held_out_customers()
    {
        CustomerTable customers = CrossValidationTests.Shop(100);
        using SegmentationModel model = new FrequencySegmenter("colour", "label").Fit(customers.SelectRows([.. Enumerable.Range(0, 60)]));
        CustomerTable held = customers.SelectRows([.. Enumerable.Range(60, 40)]);
        ClassificationReport report = ClassificationReport.Of(model, held, options: NoIntervals);
        Segmentation segments = model.Segment(held);
        Assert.Equal(segments.Count(customer => customer.Segment == held["label"].Text((int.Parse(customer.Key[1..], null) - 61))) / 40.0, report.Accuracy.Value, 12);
        Assert.Equal(40, report.RowCount);
        Assert.Empty(report.Notes);
    }

    [Fact]
    public void What_cannot_be_compared_is_left_out_and_counted()
    {
        CustomerTable customers = CrossValidationTests.Shop(10);
        using SegmentationModel model = new FrequencySegmenter("colour", "label", new Dictionary<string, string> { ["a"] = "Aces" }) { LeaveOut = key => key == "c9" }.Fit(customers);
        string?[] truth = [null, "b", "a", "new", "a", "b", "a", "b", "a", "b"];
        ClassificationReport report = ClassificationReport.Of(model, customers.WithColumn(CategoryColumn.FromTexts("truth", truth)), "truth", NoIntervals);
        Assert.Equal(7, report.RowCount);
        Assert.Equal(["Aces", "b"], report.Segments);
        Assert.Equal(
            [new("truth", "rows without a label left out", 1), new("truth", "rows left out with a label that the model does not know", 1, "new"), new(null, LabelCodes.NoSegment, 1)],
            report.Notes);
    }

    [Fact]
    public void A_table_without_a_known_label_is_named()
    {
        CustomerTable customers = CrossValidationTests.Shop(10);
        using SegmentationModel model = new FrequencySegmenter("colour", "label").Fit(customers);
        Assert.Equal("No customer of columns has a label in \"colour\" that the model knows: \"a\", \"b\". Give labelled customers.",
            Assert.Throws<SegmentationException>(() => ClassificationReport.Of(model, customers, "colour")).Message);
        Assert.Contains("There is no column \"Label\"", Assert.Throws<SegmentationException>(() => ClassificationReport.Of(model, customers, "Label")).Message, StringComparison.Ordinal);
    }
}

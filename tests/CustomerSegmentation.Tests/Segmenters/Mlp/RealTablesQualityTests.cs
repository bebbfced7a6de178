using Xunit;

namespace CustomerSegmentation.Tests;

/// <summary>The defaults, untuned, on real tables: good enough, and not better than is honestly possible.</summary>
public sealed class RealTablesQualityTests
{
    [Fact]
    public void The_hand_made_segments_of_car_customers_are_learned_as_well_as_boosted_trees_learn_them()
    {
        CrossValidationReport report = Run("customer_segmentation_abcd/train.csv", "ID", "Segmentation");
        Assert.True(report.Accuracy.Mean >= 0.52 && report.Auc.Mean >= 0.775, report.Summary);
        Assert.True(report.Accuracy.Mean <= 0.58, $"too good to be true, look for a leak: {report.Summary}");
    }

    [Fact]
    public void Churn_of_an_online_shop_is_learned_though_equal_customers_are_kept_on_one_side()
    {
        CrossValidationReport report = Run("ecommerce_churn/ecommerce_churn.csv", "CustomerID", "Churn");
        Assert.True(report.Auc.Mean >= 0.95, report.Summary);
        Assert.True(report.Auc.Mean <= 0.985, $"too good to be true, look for a leak: {report.Summary}");
    }

    private static CrossValidationReport Run(string file, string key, string label) => CrossValidation.Run(
        new MlpSegmenterBuilder().UseLabel(label).AddAll().Build(), CustomerTable.FromCsv(RealData.Path(file), key),
        new() { Evaluation = new() { BootstrapRepetitions = 0 } }, cancellationToken: TestContext.Current.CancellationToken);
}

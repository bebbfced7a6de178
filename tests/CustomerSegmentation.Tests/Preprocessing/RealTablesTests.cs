using Xunit;

namespace CustomerSegmentation.Tests;

/// <summary>The automatic preparation of real tables.</summary>
public sealed class RealTablesTests
{
    [Theory]
    [InlineData("customer_segmentation_abcd/train.csv", "ID", "Segmentation", 19)]
    [InlineData("ecommerce_churn/ecommerce_churn.csv", "CustomerID", "Churn", 41)]
    public void Add_all_gives_sensible_features_and_a_row_read_alone_gives_the_same(string file, string key, string label, int features)
    {
        string path = RealData.Path(file);
        CustomerTable customers = CustomerTable.FromCsv(path, key);
        FeaturePipeline pipeline = new FeaturePipelineBuilder().AddAll().Build().Fit(customers, label);
        FeatureMatrix matrix = pipeline.Transform(customers);
        Assert.Equal(features, pipeline.FeatureNames.Count);
        Assert.DoesNotContain(pipeline.FeatureNames, name => name.Contains(key, StringComparison.Ordinal) || name.Contains(label, StringComparison.Ordinal));
        Assert.Equal(customers.RowCount, matrix.Rows);
        Assert.All(matrix.Values, value => Assert.InRange(value, -10, 10));

        // A file of one row is read with what kinds that row allows: 0 as yes/no, a blank column as any.
        string[] lines = File.ReadAllLines(path);
        for (int row = 0; row < 60; row++)
        {
            CustomerTable alone = CustomerTable.FromCsv(new StringReader($"{lines[0]}\n{lines[row + 1]}\n"), new CsvOptions { Key = key });
            Assert.Equal(matrix.Row(row).ToArray(), pipeline.Transform(alone).Values);
        }
    }
}

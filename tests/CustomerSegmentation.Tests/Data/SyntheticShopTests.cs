using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class SyntheticShopTests
{
    [Fact]
    public void The_shop_is_the_same_for_ever_and_its_first_customers_whatever_the_count()
    {
        CustomerTable shop = SyntheticShop.Customers(200), more = SyntheticShop.Customers(400);
        Assert.Equal("33 Male East 1 Single no 2020-10-18 2.9 68.7 0.0652 540 0.816 0.171 EUR LC-546E78E0-000001 Dormant", string.Join(' ', shop.Columns.Select(column => column.Text(0))));
        foreach (Column column in shop.Columns) Assert.Equal(CsvReadingTests.Texts(column), CsvReadingTests.Texts(more[column.Name])[..200]);
        Assert.NotEqual(CsvReadingTests.Texts(shop["PurchaseFrequency"]), CsvReadingTests.Texts(SyntheticShop.Customers(200, seed: 2)["PurchaseFrequency"]));
    }

    [Fact]
    public void It_holds_what_real_files_hold()
    {
        CustomerTable shop = SyntheticShop.Customers();
        Assert.Equal((5000, "CustomerId", "C000001"), (shop.RowCount, shop.KeyName, shop.Keys[0]));
        Assert.All(new[] { "Age", "Gender", "MaritalStatus", "Newsletter", "AverageBasket", "ClickRate", "DaysSinceLastOrder" },
            name => Assert.InRange(shop[name].MissingCount, 1, 300));
        Assert.Equal(5000, ((TextColumn)shop["LoyaltyCard"]).Values.ToArray().Distinct().Count());
        Assert.Equal(["EUR"], ((CategoryColumn)shop["Currency"]).Levels);
        Assert.Contains(199, ((NumberColumn)shop["Age"]).Values.ToArray());
        Assert.Equal(SyntheticShop.Segments.Order(StringComparer.Ordinal), ((CategoryColumn)shop["Segment"]).Levels);
        Assert.True(((TimeColumn)shop["MemberSince"]).Ticks.ToArray().Max() < SyntheticShop.Today.Ticks);
    }

    [Fact]
    public void The_segments_overlap_so_that_about_nine_in_ten_can_be_told()
    {
        // Naive Bayes with normals (logs of what is skewed) on the second half, learned on the first: honest, and too simple to be perfect.
        CustomerTable shop = SyntheticShop.Customers(4000);
        int[] labels = ((CategoryColumn)shop["Segment"]).Codes.ToArray();
        double[][] features =
        [
            Values("Age", false), Values("PurchaseFrequency", true), Values("AverageBasket", true), Values("ClickRate", true), Values("DaysSinceLastOrder", true),
            Values("DiscountShare", false), [.. ((TimeColumn)shop["MemberSince"]).Ticks.ToArray().Select(ticks => Math.Log(1 + (SyntheticShop.Today.Ticks - ticks) / (double)TimeSpan.TicksPerDay))],
        ];
        double[,] means = new double[features.Length, 4], variances = new double[features.Length, 4];
        for (int f = 0; f < features.Length; f++)
            for (int c = 0; c < 4; c++)
            {
                double[] own = [.. Enumerable.Range(0, 2000).Where(row => labels[row] == c && !double.IsNaN(features[f][row])).Select(row => features[f][row])];
                means[f, c] = own.Average();
                variances[f, c] = own.Average(value => Math.Pow(value - means[f, c], 2));
            }
        int right = Enumerable.Range(2000, 2000).Count(row => labels[row] == Enumerable.Range(0, 4).MaxBy(c => Enumerable.Range(0, features.Length).Sum(f =>
            double.IsNaN(features[f][row]) ? 0 : -Math.Pow(features[f][row] - means[f, c], 2) / (2 * variances[f, c]) - Math.Log(variances[f, c]) / 2)));
        Assert.InRange(right / 2000.0, 0.80, 0.92);

        double[] Values(string name, bool log) => [.. ((NumberColumn)shop[name]).Values.ToArray().Select(value => log ? Math.Log(1e-3 + value) : value)];
    }
}

using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class SyntheticShopTests
{
    [Fact]
    public void The_shop_is_the_same_for_ever_and_its_first_customers_whatever_the_count()
    {
        CustomerTable shop = SyntheticShop.Customers(200), more = SyntheticShop.Customers(400);
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
}

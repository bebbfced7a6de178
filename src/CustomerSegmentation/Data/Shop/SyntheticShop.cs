namespace CustomerSegmentation;

/// <summary>
/// An invented shop to try things on: customers with demographic and behavioural values, some missing, some odd, and the segment each was
/// drawn from. Deterministic: the same seed gives the same customers for ever, the first ones whatever the count.
/// </summary>
/// <remarks>
/// The segments overlap, and a customer's segment cannot be known from the values beyond about nine in ten: a classifier that does better
/// on held-out customers has seen them. The column <c>LoyaltyCard</c> is another in every row and says nothing, <c>Currency</c> is constant.
/// </remarks>
public static class SyntheticShop
{
    /// <summary>The names of the segments in the column <c>Segment</c>.</summary>
    public static IReadOnlyList<string> Segments { get; } = [.. ShopSegment.All.Select(segment => segment.Name)];

    /// <summary>The day on which ages in days are counted from: the last day in the data is before it.</summary>
    public static DateTime Today => ShopCustomer.Today;

    /// <summary>Draws customers; key <c>CustomerId</c>, label <c>Segment</c>.</summary>
    /// <param name="count">How many, at least 1. Default: 5,000.</param>
    /// <param name="seed">Another seed gives another shop. Default: 1.</param>
    public static CustomerTable Customers(int count = 5000, ulong seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ShopCustomer[] customers = new ShopCustomer[count];
        for (int i = 0; i < count; i++) customers[i] = ShopCustomer.Draw(seed, i + 1);
        return CustomerTable.Create("the synthetic shop", "CustomerId", [.. customers.Select(customer => customer.Id)],
        [
            Number("Age", customer => customer.Age),
            Category("Gender", customer => customer.Gender),
            Category("Region", customer => customer.Region),
            Number("CityTier", customer => customer.CityTier),
            Category("MaritalStatus", customer => customer.MaritalStatus),
            new YesNoColumn("Newsletter", [.. customers.Select(customer => (sbyte)(customer.Newsletter switch { null => -1, true => 1, false => 0 }))]),
            new TimeColumn("MemberSince", [.. customers.Select(customer => customer.MemberSince.Ticks)]),
            Number("PurchaseFrequency", customer => customer.PurchaseFrequency),
            Number("AverageBasket", customer => customer.AverageBasket),
            Number("ClickRate", customer => customer.ClickRate),
            Number("DaysSinceLastOrder", customer => customer.DaysSinceLastOrder),
            Number("DiscountShare", customer => customer.DiscountShare),
            Number("ReturnRate", customer => customer.ReturnRate),
            Category("Currency", _ => "EUR"),
            new TextColumn("LoyaltyCard", [.. customers.Select(customer => customer.LoyaltyCard)]),
            Category("Segment", customer => customer.Segment.Name),
        ], []);

        NumberColumn Number(string name, Func<ShopCustomer, double> value) => new(name, [.. customers.Select(value)]);

        CategoryColumn Category(string name, Func<ShopCustomer, string?> value) => CategoryColumn.FromTexts(name, [.. customers.Select(value)]);
    }
}

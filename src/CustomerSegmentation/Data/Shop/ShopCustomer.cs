namespace CustomerSegmentation;

/// <summary>
/// One customer of the synthetic shop, drawn from a source of their own: the first customers are the same however many there are.
/// </summary>
internal sealed record ShopCustomer(
    string Id, ShopSegment Segment, double Age, string? Gender, string Region, int CityTier, string? MaritalStatus, bool? Newsletter, DateTime MemberSince,
    double PurchaseFrequency, double AverageBasket, double ClickRate, double DaysSinceLastOrder, double DiscountShare, double ReturnRate, string LoyaltyCard)
{
    /// <summary>The day on which the shop's books were closed.</summary>
    public static readonly DateTime Today = new(2024, 7, 1);

    private static readonly string[] Regions = ["North", "South", "East", "West", "Islands"]; // the last is rare

    public static ShopCustomer Draw(ulong seed, int number)
    {
        RandomSource random = RandomSource.For(seed, "SyntheticShop.Customers", (ulong)number);
        ShopSegment segment = ShopSegment.At(random.NextDouble());
        double age = Math.Round(Math.Clamp(segment.Age + 10 * random.NextNormal(), 18, 90));
        bool female = random.NextDouble() < 0.54;
        string? gender = random.NextDouble() switch { < 0.012 => null, < 0.03 => "Diverse", _ => female ? "Female" : "Male" };
        string region = Regions[random.NextDouble() < 0.004 ? 4 : random.Next(4)];
        int tier = random.NextDouble() switch { < 0.4 => 1, < 0.75 => 2, _ => 3 };
        bool married = random.NextDouble() < segment.Married + (age - 40) * 0.006;
        string? marital = random.NextDouble() < 0.02 ? null : married ? "Married" : random.NextDouble() < 0.25 ? "Divorced" : "Single";
        bool? newsletter = random.NextDouble() < 0.01 ? null : random.NextDouble() < segment.Newsletter;
        double years = Math.Min(LogNormal(random, segment.Years, 0.85), 14);
        double orders = LogNormal(random, segment.Orders, 0.5), basket = LogNormal(random, segment.Basket, 0.45);
        double clicks = Math.Min(LogNormal(random, segment.Clicks, 0.55), 0.95), days = Math.Min(LogNormal(random, segment.Recency, 0.85), 730);
        double discounts = Share(segment.Discounts + 1.1 * random.NextNormal()), returns = Share(segment.Returns + 0.8 * random.NextNormal());
        // What real files hold too: cells that nobody filled in, an age that cannot be, an order of another currency.
        double odd = random.NextDouble();
        if (odd < 0.02) age = double.NaN;
        else if (odd < 0.0215) age = 199;
        else if (odd < 0.05) basket = double.NaN;
        else if (odd < 0.0515) basket *= 100;
        else if (odd < 0.09) clicks = double.NaN;
        else if (odd < 0.11) days = double.NaN;
        string card = $"LC-{random.NextUInt64() >> 32:X8}-{number:X6}";
        return new($"C{number:D6}", segment, age, gender, region, tier, marital, newsletter, Today.AddDays(-Math.Round(years * 365.25) - 1),
            Math.Round(orders, 1), Math.Round(basket, 2), Math.Round(clicks, 4), Math.Round(days), Math.Round(discounts, 3), Math.Round(returns, 3), card);
    }

    private static double LogNormal(RandomSource random, double median, double spread) => median * Math.Exp(spread * random.NextNormal());

    private static double Share(double logit) => 1 / (1 + Math.Exp(-logit));
}

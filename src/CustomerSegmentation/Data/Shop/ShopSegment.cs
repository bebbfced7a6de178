namespace CustomerSegmentation;

/// <summary>What is typical of a segment of the synthetic shop; the customers scatter around it and overlap with the other segments.</summary>
/// <param name="Name">The segment's name.</param>
/// <param name="Share">Its share of all customers.</param>
/// <param name="Age">Mean age in years.</param>
/// <param name="Orders">Median orders a year.</param>
/// <param name="Clicks">Median share of mails clicked.</param>
/// <param name="Basket">Median value of an order.</param>
/// <param name="Recency">Median days since the last order.</param>
/// <param name="Discounts">Mean share of orders with a discount code, as a logit.</param>
/// <param name="Returns">Mean share of orders sent back, as a logit.</param>
/// <param name="Years">Median years of membership.</param>
/// <param name="Newsletter">The share that reads the newsletter.</param>
/// <param name="Married">The share that is married.</param>
internal sealed record ShopSegment(
    string Name, double Share, double Age, double Orders, double Clicks, double Basket, double Recency,
    double Discounts, double Returns, double Years, double Newsletter, double Married)
{
    public static IReadOnlyList<ShopSegment> All { get; } =
    [
        new("Bargain hunters", 0.28, 38, 7, 0.14, 34, 35, 0.7, -1.5, 2.4, 0.80, 0.50),
        new("Loyal regulars", 0.30, 47, 13, 0.08, 62, 22, -0.8, -2.2, 4.2, 0.65, 0.62),
        new("New explorers", 0.24, 31, 4, 0.11, 58, 30, -0.3, -1.0, 1.0, 0.60, 0.35),
        new("Dormant", 0.18, 44, 2, 0.03, 52, 150, -0.5, -1.8, 3.2, 0.25, 0.52),
    ];

    /// <summary>The segment at a point of the summed shares.</summary>
    public static ShopSegment At(double point)
    {
        foreach (ShopSegment segment in All)
        {
            if (point < segment.Share) return segment;
            point -= segment.Share;
        }
        return All[^1];
    }
}

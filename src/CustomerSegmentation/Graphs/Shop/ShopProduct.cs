namespace CustomerSegmentation;

/// <summary>One product of the synthetic shop.</summary>
internal sealed record ShopProduct(string Id, string Category, double Price)
{
    /// <summary>How many products there are.</summary>
    public const int Count = 300;

    private static readonly (string Name, double Price)[] Categories =
        [("Basics", 12), ("Outlet", 18), ("Home", 45), ("Garden", 55), ("Sports", 60), ("Gadgets", 95), ("Beauty", 25), ("Books", 15), ("Toys", 22), ("Kitchen", 40)];

    // How much each segment likes each category, in the order of ShopSegment.All.
    private static readonly double[][] Likes =
    [
        [3.0, 4.0, 1.0, 0.7, 0.8, 0.6, 1.3, 0.8, 1.2, 0.8],
        [1.2, 0.6, 2.4, 2.4, 0.8, 0.6, 1.0, 1.4, 0.9, 2.2],
        [0.9, 0.8, 0.8, 0.4, 2.4, 3.2, 1.8, 0.8, 0.9, 0.8],
        [1.4, 1.0, 1.0, 1.2, 0.8, 0.6, 0.8, 2.6, 1.4, 1.0],
    ];

    public static ShopProduct Draw(ulong seed, int number)
    {
        RandomSource random = RandomSource.For(seed, "SyntheticShop.Products", (ulong)number);
        (string category, double price) = Categories[number % Categories.Length];
        return new($"P{number:D4}", category, Math.Round(price * Math.Exp(0.5 * random.NextNormal()), 2));
    }

    /// <summary>The number of a product that a customer of the segment buys: first the category, then one of its products, the first far more often than the last.</summary>
    public static int Choose(ShopSegment segment, RandomSource random)
    {
        double[] likes = Likes[ShopSegment.All.Index().First(item => item.Item == segment).Index];
        double point = random.NextDouble() * likes.Sum();
        int category = 0;
        while (category < likes.Length - 1 && point >= likes[category]) point -= likes[category++];
        int rank = (int)(Count / Categories.Length * Math.Pow(random.NextDouble(), 1.7));
        return rank * Categories.Length + category;
    }
}

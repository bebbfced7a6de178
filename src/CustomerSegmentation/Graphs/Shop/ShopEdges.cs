namespace CustomerSegmentation;

/// <summary>Who knows whom and who bought what in the synthetic shop; each customer draws from sources of their own, and only customers before them as friends.</summary>
internal static class ShopEdges
{
    /// <summary>The share of friendships that are made within the own segment on purpose; others fall there by chance.</summary>
    private const double WithinSegment = 0.5;

    /// <summary>Friendships, each with a customer who came before.</summary>
    public static EdgeTable Friends(ShopCustomer[] customers, ulong seed)
    {
        List<string> from = [], to = [];
        List<int>[] known = new List<int>[customers.Length];
        Dictionary<ShopSegment, List<int>> members = ShopSegment.All.ToDictionary(segment => segment, _ => new List<int>());
        for (int i = 0; i < customers.Length; i++)
        {
            known[i] = [];
            RandomSource random = RandomSource.For(seed, "SyntheticShop.Friends", (ulong)i + 1);
            List<int> like = members[customers[i].Segment];
            int wanted = random.NextDouble() < 0.06 ? 0 : 1 + random.Next(5); // some know nobody, unless a later customer knows them
            for (int f = 0; f < wanted && i > 0; f++)
            {
                int friend = random.NextDouble() < WithinSegment && like.Count > 0 ? like[random.Next(like.Count)] : random.Next(i);
                // Friends of a friend become friends, so that there are circles and a few who know many.
                if (f > 0 && random.NextDouble() < 0.25 && known[known[i].Count > 0 ? known[i][0] : friend] is { Count: > 0 } theirs) friend = theirs[random.Next(theirs.Count)];
                if (friend == i || known[i].Contains(friend)) continue;
                known[i].Add(friend);
                known[friend].Add(i);
                from.Add(customers[i].Id);
                to.Add(customers[friend].Id);
            }
            like.Add(i);
        }
        return EdgeTable.FromColumns(from, to);
    }

    /// <summary>Purchases with quantity and day, more for those who order more.</summary>
    public static EdgeTable Bought(ShopCustomer[] customers, ulong seed)
    {
        List<string> from = [], to = [];
        List<double> quantities = [];
        List<DateTime> days = [];
        for (int i = 0; i < customers.Length; i++)
        {
            RandomSource random = RandomSource.For(seed, "SyntheticShop.Bought", (ulong)i + 1);
            int purchases = (int)Math.Min(12, customers[i].PurchaseFrequency * (0.3 + 0.7 * random.NextDouble()));
            for (int p = 0; p < purchases; p++)
            {
                from.Add(customers[i].Id);
                to.Add(ShopProduct.Draw(seed, ShopProduct.Choose(customers[i].Segment, random)).Id);
                quantities.Add(random.NextDouble() < 0.8 ? 1 : 2);
                days.Add(ShopCustomer.Today.AddDays(-1 - random.Next(365)));
            }
        }
        return EdgeTable.FromColumns(from, to, quantities, days);
    }
}

namespace CustomerSegmentation;

/// <summary>
/// The labelled edges of a relation, parted into those that join customers near each other in an order, and the others. Edges of a user–item relation are pairs
/// who share an item, each item counting as much as it has labelled customers.
/// </summary>
/// <param name="Window">How many places apart is near.</param>
/// <param name="All">All edges.</param>
/// <param name="Same">Those that join the same label.</param>
/// <param name="Near">Those that join near customers.</param>
/// <param name="NearSame">Those that do both.</param>
/// <param name="Expected">The share of near ones among pairs of the same label, mixed as the edges mix labels: so a file sorted by label makes nothing near.</param>
/// <param name="Chance">The share of the same label by chance.</param>
internal sealed record NearEdges(int Window, double All, double Same, double Near, double NearSame, double Expected, double Chance)
{
    public double Far => All - Near;

    public double FarShareSame => (Same - NearSame) / Far;

    /// <summary>Five times as many near edges of one label as chance gives, and surely more.</summary>
    public bool FarMoreThanChance => NearSame >= 5 * Expected * Same && NearSame - Expected * Same >= 5 * Math.Sqrt(Expected * Same) && NearSame >= 30;

    public double Adjusted(double same) => (same - Chance) / (1 - Chance);

    public static NearEdges Of(GraphRelation relation, CustomerOrder order, GraphLabels labels)
    {
        int window = Math.Max(5, (int)Math.Round(.005 * order.Place.Length));
        double[] same = new double[labels.Values.Length];
        (double all, double near, double nearSame) = relation.Kind == RelationKind.UserUser ? Direct(relation, order, labels.Codes, window, same) : SharedItems(relation, order, labels.Codes, window, same);
        double sum = same.Sum(), expected = 0;
        double[] byChance = NearPairs(order, labels, window);
        for (int c = 0; c < same.Length; c++) if (same[c] > 0) expected += same[c] / sum * byChance[c];
        return new(window, all, sum, near, nearSame, expected, HomophilyMeasure.Of(relation, labels).Chance);
    }

    private static (double All, double Near, double NearSame) Direct(GraphRelation relation, CustomerOrder order, int[] codes, int window, double[] same)
    {
        double all = 0, near = 0, nearSame = 0, once = relation.Directed ? 1 : .5; // an undirected edge is met from both ends
        for (int row = 0; row < codes.Length; row++)
        {
            if (codes[row] < 0) continue;
            foreach (int other in relation.ToUsers.Row(row))
            {
                if (codes[other] < 0) continue;
                bool isNear = Math.Abs(order.Place[row] - order.Place[other]) <= window, isSame = codes[row] == codes[other];
                all += once;
                if (isNear) near += once;
                if (isSame) same[codes[row]] += once;
                if (isNear && isSame) nearSame += once;
            }
        }
        return (all, near, nearSame);
    }

    private static (double All, double Near, double NearSame) SharedItems(GraphRelation relation, CustomerOrder order, int[] codes, int window, double[] same)
    {
        Adjacency items = relation.FromUsers;
        int[] counts = new int[same.Length], inWindow = new int[same.Length];
        double all = 0, near = 0, nearSame = 0;
        for (int item = 0; item < items.Rows; item++)
        {
            int[] users = [.. items.Row(item).ToArray().Where(user => codes[user] >= 0).OrderBy(user => order.Place[user])];
            if (users.Length < 2) continue;
            Array.Clear(counts);
            foreach (int user in users) counts[codes[user]]++;
            double weight = 1.0 / (users.Length - 1); // each of the item's customers has this many others
            all += users.Length / 2.0;
            for (int c = 0; c < same.Length; c++) same[c] += counts[c] * (counts[c] - 1.0) / 2 * weight;
            Array.Clear(inWindow);
            for (int i = 0, first = 0; i < users.Length; i++)
            {
                while (order.Place[users[i]] - order.Place[users[first]] > window) inWindow[codes[users[first++]]]--;
                near += (i - first) * weight;
                nearSame += inWindow[codes[users[i]]] * weight;
                inWindow[codes[users[i]]]++;
            }
        }
        return (all, near, nearSame);
    }

    /// <summary>For each label the share of its pairs that are near.</summary>
    private static double[] NearPairs(CustomerOrder order, GraphLabels labels, int window)
    {
        double[] pairs = new double[labels.Values.Length];
        List<int>[] places = [.. pairs.Select(_ => new List<int>())];
        int[] rows = order.Rows();
        for (int place = 0; place < rows.Length; place++) if (labels.Codes[rows[place]] is >= 0 and var code) places[code].Add(place);
        for (int c = 0; c < pairs.Length; c++)
        {
            double near = 0, n = places[c].Count;
            for (int i = 0, first = 0; i < places[c].Count; i++)
            {
                while (places[c][i] - places[c][first] > window) first++;
                near += i - first;
            }
            pairs[c] = n < 2 ? 0 : near / (n * (n - 1) / 2);
        }
        return pairs;
    }
}

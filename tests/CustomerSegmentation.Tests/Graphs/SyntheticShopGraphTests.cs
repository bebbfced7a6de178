using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class SyntheticShopGraphTests
{
    [Fact]
    public void The_graph_is_the_same_for_ever_and_its_first_customers_whatever_the_count()
    {
        CustomerGraph graph = SyntheticShop.Graph(500), more = SyntheticShop.Graph(1500).Induced([.. Enumerable.Range(0, 500)]);
        Assert.Equal(["friends", "bought"], graph.Relations.Select(relation => relation.Name));
        Assert.Equal(SyntheticShop.Customers(500).Keys, graph.Customers.Keys);
        for (int r = 0; r < 2; r++)
        {
            Assert.Equal(graph.Relations[r].ToUsers.Starts, more.Relations[r].ToUsers.Starts);
            Assert.Equal(graph.Relations[r].ToUsers.Targets, more.Relations[r].ToUsers.Targets);
            Assert.Equal(graph.Relations[r].ToUsers.Weights, more.Relations[r].ToUsers.Weights);
        }
        Assert.NotEqual(graph["friends"].ToUsers.Targets, SyntheticShop.Graph(500, seed: 2)["friends"].ToUsers.Targets);
        Assert.Equal("6 8 13 14 18 20 23 25 37 68 69 146 148 192 239 405", string.Join(' ', graph["friends"].ToUsers.Row(9).ToArray()));
        Assert.Equal("59 132", string.Join(' ', graph["bought"].ToUsers.Row(7).ToArray()));
        Assert.Equal("Gadgets 47.83", string.Join(' ', graph.Items[0].Table!.Columns.Select(column => column.Text(5))));
        GraphItems products = Assert.Single(graph.Items);
        Assert.Equal(["Category", "Price"], products.Table!.ColumnNames);
        Assert.Equal(300, products.Count);
    }

    [Fact]
    public void Three_in_five_friendships_are_within_a_segment_and_purchases_are_somewhat_typical()
    {
        GraphHealth health = SyntheticShop.Graph().Health("Segment");
        Homophily friends = health.Relations[0].Homophily!, bought = health.Relations[1].Homophily!;
        Assert.InRange(friends.Share, .55, .65);
        Assert.InRange(friends.Chance, .24, .28);
        Assert.InRange(bought.Adjusted, .05, .2);
        Assert.All(health.Relations, relation => Assert.Equal(HomophilyVerdict.Helps, relation.Homophily!.Verdict));
        Assert.InRange(health.Isolated, 1, 100);
    }

    [Fact]
    public void Friends_and_purchases_tell_the_segment_beyond_the_table()
    {
        // Naive Bayes on the table; then what it believes of friends, and what segments the training customers of the same products have.
        CustomerGraph graph = SyntheticShop.Graph(4000);
        CustomerTable shop = graph.Customers;
        int[] labels = ((CategoryColumn)shop["Segment"]).Codes.ToArray();
        double[][] features =
        [
            Values("Age", false), Values("PurchaseFrequency", true), Values("AverageBasket", true), Values("ClickRate", true), Values("DaysSinceLastOrder", true), Values("DiscountShare", false),
            [.. ((TimeColumn)shop["MemberSince"]).Ticks.ToArray().Select(ticks => Math.Log(1 + (SyntheticShop.Today.Ticks - ticks) / (double)TimeSpan.TicksPerDay))],
        ];
        double[] prior = new double[4];
        for (int row = 0; row < 2000; row++) prior[labels[row]] += 1 / 2000.0;
        double[][] own = [.. labels.Select(_ => prior.Select(share => Math.Log(share)).ToArray())];
        foreach (double[] feature in features)
            for (int c = 0; c < 4; c++)
            {
                double[] seen = [.. Enumerable.Range(0, 2000).Where(row => labels[row] == c && !double.IsNaN(feature[row])).Select(row => feature[row])];
                double mean = seen.Average(), variance = seen.Average(value => Math.Pow(value - mean, 2));
                for (int row = 0; row < 4000; row++)
                    if (!double.IsNaN(feature[row])) own[row][c] += -Math.Pow(feature[row] - mean, 2) / (2 * variance) - Math.Log(variance) / 2;
            }
        double[][] belief = [.. own.Select((scores, row) => row < 2000 ? [.. Enumerable.Range(0, 4).Select(c => labels[row] == c ? 1.0 : 0)] : Softmax(scores))];
        double[][] withFriends = [.. own.Select((scores, row) =>
        {
            double[] sum = [.. scores];
            foreach (int friend in graph["friends"].ToUsers.Row(row))
                for (int c = 0; c < 4; c++) sum[c] += Math.Log(Enumerable.Range(0, 4).Sum(d => belief[friend][d] * (d == c ? .5 + .5 * prior[d] : .5 * prior[d])) / prior[c] + 1e-9);
            return sum;
        })];
        double[] buyers = new double[4]; // who buys more is known from the table
        for (int row = 0; row < 2000; row++) buyers[labels[row]] += graph["bought"].ToUsers.Degree(row);
        double purchases = buyers.Sum();
        double[][] withAll = [.. withFriends.Select((scores, row) =>
        {
            double[] sum = [.. scores];
            foreach (int item in graph["bought"].ToUsers.Row(row))
            {
                double[] counts = [.. buyers.Select(count => 5 * count / purchases)];
                foreach (int other in graph["bought"].FromUsers.Row(item)) if (other < 2000) counts[labels[other]]++;
                for (int c = 0; c < 4; c++) sum[c] += Math.Log(counts[c] / buyers[c]);
            }
            return sum;
        })];
        double alone = Accuracy(own), friends = Accuracy(withFriends), all = Accuracy(withAll);
        TestContext.Current.TestOutputHelper?.WriteLine($"{alone} {friends} {all}");
        Assert.InRange(alone, .80, .92);
        Assert.True(friends > alone + .02, $"{friends} against {alone}");
        Assert.True(all > friends + .003, $"{all} against {friends}");
        Assert.True(all < .99);

        double Accuracy(double[][] scores) => Enumerable.Range(2000, 2000).Count(row => labels[row] == Array.IndexOf(scores[row], scores[row].Max())) / 2000.0;

        static double[] Softmax(double[] scores)
        {
            double most = scores.Max(), sum = scores.Sum(score => Math.Exp(score - most));
            return [.. scores.Select(score => Math.Exp(score - most) / sum)];
        }

        double[] Values(string name, bool log) => [.. ((NumberColumn)shop[name]).Values.ToArray().Select(value => log ? Math.Log(1e-3 + value) : value)];
    }
}

using CsCheck;
using Xunit;
using static CustomerSegmentation.Tests.GraphTables;

namespace CustomerSegmentation.Tests;

public sealed class HubCapTests
{
    private static readonly string[] Keys = [.. Enumerable.Range(0, 60).Select(i => "c" + i)];

    /// <summary>Everyone with the first two, and a ring of all.</summary>
    private static EdgeTable TwoHubs() => Edges([.. Keys.Skip(2).SelectMany(key => new (string?, string?)[] { ("c0", key), (key, "c1") }), .. Keys.Select((key, i) => (key, (string?)Keys[(i + 1) % 60]))]);

    [Fact]
    public void Nobody_keeps_more_neighbours_than_allowed_and_what_goes_is_counted()
    {
        CustomerGraph all = Friends(Nodes(Keys), TwoHubs()), capped = Friends(Nodes(Keys), TwoHubs(), new() { MostNeighbours = 7 });
        Adjacency to = capped["friends"].ToUsers;
        Assert.Equal(7, Enumerable.Range(0, 60).Max(to.Degree));
        Assert.True(to.Symmetric);
        Assert.Equal(Entries(to), Entries(to).Select(entry => (Row: entry.Column, Column: entry.Row, entry.Weight)).Order());
        Assert.Empty(Entries(to).Select(Place).Except(Entries(all["friends"].ToUsers).Select(Place)));
        Assert.Contains($"friends: {all["friends"].Edges - capped["friends"].Edges} edges of hubs left out, so that none has more than 7", Notes(capped.Notes));
        Assert.Contains(Entries(to), entry => entry is { Row: 20, Column: 21 }); // no hub, no loss

        static (int, int) Place((int Row, int Column, float) entry) => (entry.Row, entry.Column);
    }

    [Fact]
    public void The_same_seed_keeps_the_same_neighbours_and_another_seed_others()
    {
        Assert.Equal(Targets(5), Targets(5));
        Assert.NotEqual(Targets(5), Targets(6));

        static int[] Targets(ulong seed) => Friends(Nodes(Keys), TwoHubs(), new() { MostNeighbours = 7, Seed = seed })["friends"].ToUsers.Targets;
    }

    [Fact]
    public void Popular_items_and_busy_customers_are_both_limited()
    {
        EdgeTable edges = Edges([.. Keys.Select(key => (key, (string?)"popular")), .. Enumerable.Range(0, 50).Select(i => ((string?)"c3", (string?)$"p{i}"))]);
        GraphRelation relation = new CustomerGraphBuilder(Nodes(Keys)).AddUserItem("bought", edges, options: new() { MostNeighbours = 9 }).Build()["bought"];
        Assert.Equal(9, Enumerable.Range(0, 60).Max(relation.ToUsers.Degree));
        Assert.InRange(relation.FromUsers.Degree(relation.ItemSet!.Row("popular")), 8, 9); // the busy one may not keep it
    }

    [Fact]
    public void Every_neighbour_of_a_hub_is_as_likely_to_stay()
    {
        int[] stayed = new int[60];
        EdgeTable star = Edges([.. Keys.Skip(1).Select(key => ((string?)"c0", (string?)key))]);
        for (ulong seed = 0; seed < 600; seed++)
            foreach (int target in Friends(Nodes(Keys), star, new() { MostNeighbours = 10, Seed = seed })["friends"].ToUsers.Row(0)) stayed[target]++;
        Assert.All(stayed.Skip(1), count => Assert.InRange(count, 102 - 45, 102 + 45)); // 600 · 10 / 59, ± 4.9 standard deviations
    }

    [Fact]
    public void A_cap_that_nobody_reaches_changes_nothing() =>
        Gen.Int[0, 9].Select(Gen.Int[0, 9]).Array[0, 30].Sample(pairs =>
        {
            EdgeTable edges = Edges([.. pairs.Where(pair => pair.Item1 != pair.Item2).Select(pair => ((string?)Keys[pair.Item1], (string?)Keys[pair.Item2]))]);
            Assert.Equal(Entries(Friends(Nodes(Keys), edges)["friends"].ToUsers), Entries(Friends(Nodes(Keys), edges, new() { MostNeighbours = 9 })["friends"].ToUsers));
        });
}

namespace CustomerSegmentation.Tests;

/// <summary>A random graph with one relation of each kind, some of whose last customers are newcomers.</summary>
internal sealed class AggregateGraph
{
    public const int Olds = 400, Newcomers = 6, Items = 50, Features = 3;
    private readonly int[][][] _edges;
    private readonly float[] _features, _prices;

    public AggregateGraph(ulong seed)
    {
        RandomSource random = RandomSource.For(seed, "aggregates", 0);
        int all = Olds + Newcomers;
        _features = [.. Enumerable.Range(0, all * Features).Select(_ => (float)random.NextDouble())];
        _prices = [.. Enumerable.Range(0, Items).Select(_ => (float)random.NextDouble())];
        // Few edges each, so that some customers have none; newcomers come last, some of them linked with each other.
        _edges = [.. new[] { (600, all), (500, all), (700, Items) }.Select(relation =>
            Enumerable.Range(0, relation.Item1).Select(i => new[] { i < 40 ? Olds + i % (Newcomers - 1) : random.Next(all), random.Next(relation.Item2), 1 + random.Next(3) }).ToArray())];
    }

    /// <summary>The source with or without the newcomers.</summary>
    public AggregateSource Source(bool newcomers)
    {
        int count = Olds + (newcomers ? Newcomers : 0);
        AggregateRelation[] relations = [.. Build(count).Relations.Select(relation => AggregateRelation.Of(relation))];
        relations[2] = relations[2] with { Items = new(_prices, ["price"]) };
        return new(count, _features[..(count * Features)], ["a", "b", "c"], Features, relations);
    }

    /// <summary>The newcomers' own features.</summary>
    public float[] NewFeatures => _features[(Olds * Features)..];

    /// <summary>The edges of a relation that are in one source only.</summary>
    public static ExtraEdges Extra(AggregateRelation old, AggregateRelation all) => (toUsers, row) =>
    {
        Adjacency before = toUsers ? old.ToUsers : old.FromUsers, after = toUsers ? all.ToUsers : all.FromUsers;
        HashSet<int> known = row < before.Rows ? [.. before.Row(row)] : [];
        return [.. Enumerable.Range(after.Starts[row], after.Degree(row)).Where(e => !known.Contains(after.Targets[e])).Select(e => (after.Targets[e], after.Weights?[e] ?? 1))];
    };

    private CustomerGraph Build(int count)
    {
        string[] keys = [.. Enumerable.Range(0, count).Select(row => $"c{row}")], items = [.. Enumerable.Range(0, Items).Select(item => $"i{item}")];
        EdgeTable Table(int relation, string to)
        {
            int[][] edges = [.. _edges[relation].Where(edge => edge[0] < count && (relation == 2 || edge[1] < count))];
            return EdgeTable.FromColumns(
                [.. edges.Select(edge => $"c{edge[0]}")], [.. edges.Select(edge => $"{to}{edge[1]}")], relation == 1 ? null : [.. edges.Select(edge => (double)edge[2])]);
        }
        return new CustomerGraphBuilder(CustomerTable.FromColumns([], keys, "id"))
            .AddItems("goods", CustomerTable.FromColumns([], items, "item"))
            .AddUserUser("friends", Table(0, "c"), new() { Repeated = RepeatedEdges.Max })
            .AddUserUser("follows", Table(1, "c"), new() { Directed = true, Repeated = RepeatedEdges.Last })
            .AddUserItem("bought", Table(2, "i"), "goods", new() { Repeated = RepeatedEdges.Max })
            .Build();
    }
}

using System.Text.Json;
using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class NeighbourAggregatesTests
{
    private static readonly JsonElement Reference = Load();

    [Fact]
    public void Every_aggregate_is_the_one_of_NumPy()
    {
        NeighbourAggregates aggregates = new(Small(), new());
        float[] values = aggregates.All();
        JsonProperty[] columns = [.. Reference.GetProperty("columns").EnumerateObject()];
        Assert.Equal(columns.Select(column => column.Name).Order(), aggregates.Names.Skip(2).Order());
        foreach (JsonProperty column in columns)
            for (int row = 0; row < 9; row++)
            {
                float value = values[row * aggregates.Names.Length + Array.IndexOf(aggregates.Names, column.Name)];
                if (column.Value[row].ValueKind == JsonValueKind.Null) Assert.True(float.IsNaN(value), $"{column.Name} of {row} is {value}");
                else Assert.True(Math.Abs(value - column.Value[row].GetDouble()) < 2e-6, $"{column.Name} of {row} is {value}, not {column.Value[row]}");
            }
    }

    [Fact]
    public void A_customer_without_neighbours_has_a_degree_of_zero_and_no_means()
    {
        NeighbourAggregates aggregates = new(Small(), new());
        float[] isolated = aggregates.All()[(8 * aggregates.Names.Length)..];
        for (int column = 2; column < isolated.Length; column++)
            if (aggregates.Names[column] is "friends degree" or "friends weight" or "follows incoming degree" or "follows outgoing degree" or "buys degree") Assert.Equal(0, isolated[column]);
            else Assert.Equal(float.NaN, isolated[column]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Newcomers_alone_have_the_bits_of_the_whole_graph_with_them(int hops)
    {
        for (ulong seed = 1; seed <= 3; seed++)
        {
            AggregateGraph graph = new(seed);
            AggregateSource old = graph.Source(newcomers: false), all = graph.Source(newcomers: true);
            AggregateOptions options = new() { Hops = hops };
            float[] whole = new NeighbourAggregates(all, options).All();
            NeighbourAggregates known = new(old, options);
            int width = known.Names.Length;
            AggregateRows rows = known.With(graph.NewFeatures, [.. old.Relations.Zip(all.Relations, AggregateGraph.Extra)]);
            float[] row = new float[width];
            // The newcomers, then old customers too: some of them their neighbours, whose own aggregates have changed.
            foreach (int customer in Enumerable.Range(0, AggregateGraph.Olds + AggregateGraph.Newcomers).Reverse())
            {
                rows.Write(customer, row);
                Assert.True(whole.AsSpan(customer * width, width).SequenceEqual(row, new SameBits()), $"customer {customer}, seed {seed}");
            }
        }
    }

    [Fact]
    public void Old_customers_change_where_newcomers_are_near()
    {
        AggregateGraph graph = new(1);
        float[] before = new NeighbourAggregates(graph.Source(newcomers: false), new()).All(), after = new NeighbourAggregates(graph.Source(newcomers: true), new()).All();
        Assert.False(before.AsSpan().SequenceEqual(after.AsSpan(0, before.Length), new SameBits()));
    }

    [Fact]
    public void Threads_do_not_change_a_bit()
    {
        AggregateSource source = Many();
        float[] one = new NeighbourAggregates(source, new(), threads: 1).All(), three = new NeighbourAggregates(source, new(), threads: 3).All();
        Assert.True(one.AsSpan().SequenceEqual(three, new SameBits()));
    }

    [Fact]
    public void Renumbered_customers_keep_their_aggregates()
    {
        AggregateSource source = Many();
        int[] order = RandomSource.For(5, "renumber", 0).Permutation(source.Customers), place = new int[order.Length];
        for (int i = 0; i < order.Length; i++) place[order[i]] = i;
        int[] starts = source.Relations[0].ToUsers.Starts, targets = source.Relations[0].ToUsers.Targets;
        EdgeList edges = new(0, [], [], null);
        List<int> from = [], to = [];
        for (int row = 0; row < source.Customers; row++)
            for (int e = starts[row]; e < starts[row + 1]; e++)
                if (place[row] < place[targets[e]])
                {
                    from.Add(place[row]);
                    to.Add(place[targets[e]]);
                }
        Adjacency renumbered = AdjacencyBuild.Mirrored(source.Customers, edges with { Count = from.Count, Rows = [.. from], Columns = [.. to] }, RepeatedEdges.Sum, out _);
        AggregateSource other = source with
        {
            Features = [.. order.SelectMany(row => source.Features.AsSpan(row * 2, 2).ToArray())],
            Relations = [source.Relations[0] with { ToUsers = renumbered, FromUsers = renumbered }],
        };
        NeighbourAggregates first = new(source, new()), second = new(other, new());
        float[] a = first.All(), b = second.All();
        int width = first.Names.Length;
        for (int row = 0; row < order.Length; row++)
            for (int column = 0; column < width; column++)
                Assert.Equal(a[order[row] * width + column], b[row * width + column], 1e-5f);
    }

    [Fact]
    public void Many_features_have_means_only()
    {
        AggregateSource source = Small();
        string[] names = new NeighbourAggregates(source, new() { MostDetailed = 1 }).Names;
        Assert.Contains("friends mean a", names);
        Assert.Contains("friends spread degree", names);
        Assert.DoesNotContain("friends spread a", names);
        Assert.DoesNotContain("friends least b", names);
        string[] bag = new NeighbourAggregates(source with { Detailed = 1 }, new()).Names;
        Assert.Contains("friends spread a", bag);
        Assert.DoesNotContain("friends spread b", bag);
    }

    [Fact]
    public void Options_choose_the_aggregates()
    {
        string[] names = new NeighbourAggregates(Small(), new() { Hops = 1, Spread = false, Extremes = false, Degrees = false }).Names;
        Assert.Equal(["a", "b", "friends mean a", "friends mean b", "follows incoming mean a", "follows incoming mean b", "follows outgoing mean a", "follows outgoing mean b", "buys mean price"], names);
        Assert.Equal("means, spreads, extremes, degrees over 3 hops", new AggregateOptions().Describe());
        SegmentationException error = Assert.Throws<SegmentationException>(() => new NeighbourAggregates(Small(), new() { Hops = 0, MostDetailed = -1 }));
        Assert.Contains("over 0 hops are asked for; give 1 to 8", error.Message, StringComparison.Ordinal);
        Assert.Contains("MostDetailed is -1; give at least 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_graph_gives_its_customers_with_aggregates_as_columns()
    {
        CustomerTable customers = CustomerTable.FromColumns([new NumberColumn("Age", [20, 30, 40]), new NumberColumn("friends mean Age", [1, 2, 3])], ["a", "b", "c"], "id");
        CustomerGraph graph = new CustomerGraphBuilder(customers).AddUserUser("friends", EdgeTable.FromColumns(["a"], ["b"])).Build();
        FeaturePipeline preparation = new FeaturePipelineBuilder().AddNumeric("Age", column => column).Build().Fit(customers);
        CustomerTable table = graph.Aggregate(preparation, new() { Hops = 1 });
        Assert.Equal(["Age", "friends mean Age", "friends degree", "friends mean degree", "friends mean Age (2)", "friends spread degree", "friends spread Age"], table.ColumnNames.Take(7));
        Assert.Equal([30, 20, double.NaN], ((NumberColumn)table["friends mean Age (2)"]).Values.ToArray());
        Assert.Equal(customers.Keys, table.Keys);
    }

    [Fact]
    public void A_preparation_that_drops_customers_is_an_error()
    {
        CustomerTable customers = CustomerTable.FromColumns([new NumberColumn("Age", [20, double.NaN, 40])], ["a", "b", "c"], "id");
        CustomerGraph graph = new CustomerGraphBuilder(customers).AddUserUser("friends", EdgeTable.FromColumns(["a"], ["b"])).Build();
        FeaturePipeline preparation = new FeaturePipelineBuilder().AddNumeric("Age", column => column).DropRowsWithMissing("Age").Build().Fit(customers);
        SegmentationException error = Assert.Throws<SegmentationException>(() => graph.Aggregate(preparation));
        Assert.Contains("The preparation drops 1 customer of columns with missing values, but every customer of a graph needs features.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_token_ends_the_work()
    {
        Assert.Throws<OperationCanceledException>(() => new NeighbourAggregates(Small(), new()).All(new CancellationToken(canceled: true)));
    }

    private static AggregateSource Small()
    {
        string[] users = [.. Enumerable.Range(0, 9).Select(row => $"u{row}")], items = [.. Enumerable.Range(0, 6).Select(row => $"i{row}")];
        CustomerGraph graph = new CustomerGraphBuilder(CustomerTable.FromColumns([], users, "id"))
            .AddItems("goods", CustomerTable.FromColumns([], items, "item"))
            .AddUserUser("friends", Edges("friends", "u"))
            .AddUserUser("follows", Edges("follows", "u"), new() { Directed = true })
            .AddUserItem("buys", Edges("buys", "i"), "goods")
            .Build();
        AggregateRelation[] relations = [.. graph.Relations.Select(relation => AggregateRelation.Of(relation))];
        relations[2] = relations[2] with { Items = new(Numbers("prices"), ["price"]) };
        return new(9, Numbers("features"), ["a", "b"], 2, relations);
    }

    /// <summary>Enough edges for several threads, hubs among them.</summary>
    private static AggregateSource Many()
    {
        const int customers = 1000, edges = 6000;
        RandomSource random = RandomSource.For(7, "aggregates", 0);
        int[] from = new int[edges], to = new int[edges];
        for (int e = 0; e < edges; e++)
        {
            from[e] = random.Next(e % 3 == 0 ? 5 : customers - 10);
            to[e] = from[e] + 1 + random.Next(customers - 1 - from[e]);
        }
        Adjacency links = AdjacencyBuild.Mirrored(customers, new(edges, from, to, null), RepeatedEdges.Last, out _);
        return new(customers, [.. Enumerable.Range(0, customers * 2).Select(_ => (float)random.NextDouble())], ["a", "b"], 2, [new("friends", false, false, links, links, null)]);
    }

    private static EdgeTable Edges(string relation, string to)
    {
        JsonElement[] edges = [.. Reference.GetProperty(relation).EnumerateArray()];
        return EdgeTable.FromColumns(
            [.. edges.Select(edge => $"u{edge[0]}")], [.. edges.Select(edge => $"{to}{edge[1]}")], edges[0].GetArrayLength() > 2 ? [.. edges.Select(edge => edge[2].GetDouble())] : null);
    }

    private static float[] Numbers(string name) =>
        [.. Reference.GetProperty(name).EnumerateArray().SelectMany(row => row.EnumerateArray().Select(value => (float)value.GetDouble()))];

    private static JsonElement Load()
    {
        using Stream stream = typeof(NeighbourAggregatesTests).Assembly.GetManifestResourceStream("Reference/neighbour_aggregates.json")!;
        return JsonDocument.Parse(stream).RootElement;
    }

    private sealed class SameBits : IEqualityComparer<float>
    {
        public bool Equals(float x, float y) => BitConverter.SingleToInt32Bits(x) == BitConverter.SingleToInt32Bits(y);

        public int GetHashCode(float value) => value.GetHashCode();
    }
}

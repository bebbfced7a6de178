using System.Runtime.InteropServices;
using Xunit;

namespace CustomerSegmentation.Tests;

/// <summary>What a model over a graph must do, whatever its layers.</summary>
public sealed class GraphContractTests
{
    private static readonly Lazy<CustomerGraph> Shop = new(() => SyntheticShop.Graph(300));

    /// <summary>The customers of the shop from 270 on, as newcomers with their edges, and the graph without them.</summary>
    private static readonly Lazy<(CustomerGraph Old, CustomerTable Newcomers, EdgeTable Friends, EdgeTable Bought)> Parted = new(Part);

    public static TheoryData<string> Networks => [.. Options.Keys];

    private static Dictionary<string, GcnOptions> Options { get; } = new()
    {
        ["gcn"] = Small(GraphLayer.Gcn), ["sage"] = Small(GraphLayer.Sage), ["sage max"] = Small(GraphLayer.SageMax), ["gat"] = Small(GraphLayer.Gat), ["sgc"] = Small(GraphLayer.Sgc),
        ["sign"] = Small(GraphLayer.Sign), ["appnp"] = Small(GraphLayer.Appnp), ["gcnii"] = Small(GraphLayer.Gcnii) with { Layers = 4 }, ["lightgcn"] = Small(GraphLayer.LightGcn),
        ["sum"] = Small(GraphLayer.Sum), ["mean"] = Small(GraphLayer.Mean), ["max"] = Small(GraphLayer.Max),
        ["residual"] = Small(GraphLayer.Sage) with { Residual = true, Normalization = Normalization.Layer, Activation = Activation.Gelu, Layers = 3 },
        ["batch norm"] = Small(GraphLayer.Gcn) with { Normalization = Normalization.Batch },
        ["jumping"] = Small(GraphLayer.Gcn) with { Jumping = JumpingKnowledge.Concatenation }, ["jumping by maximum"] = Small(GraphLayer.Gcn) with { Jumping = JumpingKnowledge.Maximum },
        ["joined by attention"] = Small(GraphLayer.Gcn) with { Relations = RelationJoin.Attention }, ["side by side"] = Small(GraphLayer.Sage) with { Relations = RelationJoin.Concatenation },
        ["bases"] = Small(GraphLayer.Mean) with { Relations = RelationJoin.Basis }, ["all dropouts"] = Small(GraphLayer.Gcn) with { InputDropout = 0.2, EdgeDropout = 0.2 },
        ["identities"] = Small(GraphLayer.Gcn) with { CustomerDimensions = 8 },
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void Newcomers_get_from_the_model_alone_what_the_whole_graph_with_them_gives(string network)
    {
        (CustomerGraph old, CustomerTable newcomers, EdgeTable friends, EdgeTable bought) = Parted.Value;
        using GcnModel model = Segmenter(Options[network]).Fit(old);
        Segmentation whole = model.Segment(old.With(newcomers, ("friends", friends), ("bought", bought))), alone = model.Segment(newcomers, ("friends", friends), ("bought", bought));
        int labels = model.Segments.Count, first = old.Customers.RowCount;
        for (int i = 0; i < newcomers.RowCount; i++)
            for (int k = 0; k < labels; k++)
                Assert.Equal(whole.Probabilities[(first + i) * labels + k], alone.Probabilities[i * labels + k], 1e-5f);
        Assert.Equal(newcomers.Keys, alone.Keys);
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_file_gives_the_same_bits_and_the_same_file_again(string network)
    {
        using GcnModel model = Segmenter(Options[network]).Fit(Shop.Value);
        byte[] file = File(model);
        using SegmentationModel loaded = SegmentationModel.Load(new MemoryStream(file));
        GcnModel read = Assert.IsType<GcnModel>(loaded);
        Same(model.Segment(Shop.Value), read.Segment(Shop.Value));
        Assert.Equal(file, File(read));
        Assert.Equal(model.ToString(), read.ToString());
        Assert.Equal(model.Plan, read.Plan);
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void One_seed_gives_one_model_whatever_the_threads(string network)
    {
        using GcnModel one = Segmenter(Options[network], threads: 1).Fit(Shop.Value), three = Segmenter(Options[network], threads: 3).Fit(Shop.Value),
            other = Segmenter(Options[network], seed: 2).Fit(Shop.Value);
        Same(one.Segment(Shop.Value), three.Segment(Shop.Value));
        Assert.False(one.Segment(Shop.Value).Probabilities.SequenceEqual(other.Segment(Shop.Value).Probabilities));
    }

    [Fact]
    public void Customers_scored_without_their_edges_are_flagged()
    {
        using GcnModel model = Segmenter(Options["gcn"]).Fit(Shop.Value);
        Segmentation bare = model.Segment(SyntheticShop.Customers(40, seed: 3));
        Assert.Contains(bare.Notes, note => note is { What: "customers scored without an edge", Count: 40 });
        Assert.DoesNotContain(model.Segment(Shop.Value).Notes, note => note.What.Contains("without an edge", StringComparison.Ordinal));
    }

    [Fact]
    public void A_newcomer_has_the_same_answer_alone_and_among_others_that_are_no_neighbours()
    {
        (CustomerGraph old, CustomerTable newcomers, EdgeTable _, EdgeTable bought) = Parted.Value;
        using GcnModel model = Segmenter(Options["gcn"] with { Layers = 1 }).Fit(old);
        Segmentation all = model.Segment(newcomers);
        for (int row = 0; row < 5; row++) Assert.Equal(all[row].Probabilities.Span, model.Segment(newcomers.SelectRows([row]))[0].Probabilities.Span);
        Assert.NotEqual(all.Probabilities.ToArray(), model.Segment(newcomers, ("bought", bought)).Probabilities.ToArray());
    }

    [Fact]
    public void Labels_outside_the_parts_are_never_read()
    {
        CustomerGraph graph = Shop.Value;
        GraphSplit split = graph.Split(new() { StratifyBy = "Segment" });
        string?[] labels = graph.Customers["Segment"].Texts();
        foreach (int row in split.Test) labels[row] = "Nobody knows";
        CustomerGraph hidden = graph.WithCustomers(graph.Customers.WithColumn(CategoryColumn.FromTexts("Segment", labels)));
        using GcnModel one = Segmenter(Options["gcn"]).Fit(graph, new GraphFitOptions { Split = split }), other = Segmenter(Options["gcn"]).Fit(hidden, new GraphFitOptions { Split = split });
        Same(one.Segment(graph), other.Segment(graph));
    }

    [Fact]
    public void A_cancelled_fit_leaves_no_model()
    {
        using CancellationTokenSource source = new();
        Assert.Throws<OperationCanceledException>(() => Segmenter(Options["gcn"]).Fit(Shop.Value, new Told(progress => { if (progress.Epoch == 2) source.Cancel(); }), source.Token));
    }

    [Fact]
    public void Without_edges_the_model_is_a_perceptron_and_says_so()
    {
        CustomerTable customers = Shop.Value.Customers;
        TrainingOptions training = new() { Epochs = 5 };
        using SegmentationModel graph = new GcnSegmenterBuilder().UseLabel("Segment").AddAll().UseTraining(training).Build().Fit(new CustomerGraphBuilder(customers).AddUserUser("none", EdgeTable.FromColumns([], [])).Build());
        using SegmentationModel mlp = new MlpSegmenterBuilder().UseLabel("Segment").AddAll().UseTraining(training).Build().Fit(customers);
        Same(mlp.Segment(customers), graph.Segment(customers));
        Assert.Contains(graph.Training!.Notes, note => note.What.Contains("without edges", StringComparison.Ordinal));
        Assert.Contains("multilayer perceptron on the customers alone", graph.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Customers_without_any_feature_are_told_apart_by_their_edges()
    {
        CustomerGraph shop = SyntheticShop.Graph(600), bare = shop.WithCustomers(shop.Customers.Select("Segment"));
        GraphSplit split = bare.Split(new() { StratifyBy = "Segment" });
        using GcnModel model = new GcnSegmenterBuilder().UseLabel("Segment").AddAll().UseNetwork(new()).UseTraining(new() { Epochs = 60, Optimizer = new Adam { LearningRate = 0.01 } }).Build()
            .Fit(bare, new GraphFitOptions { Split = split });
        Segmentation segments = model.Segment(bare);
        string?[] truth = bare.Customers["Segment"].Texts();
        double accuracy = split.Test.Count(row => segments[row].Segment == truth[row]) / (double)split.Test.Length;
        Assert.True(accuracy > 0.4, $"accuracy {accuracy}, where the largest segment is about 0.3 of all");
    }

    private static GcnOptions Small(GraphLayer layer) => new() { Layer = layer, Hidden = 16, Heads = 2, Hops = 2, ItemDimensions = 4 };

    private static GcnSegmenter Segmenter(GcnOptions network, ulong seed = 1, int threads = 0) => new GcnSegmenterBuilder().UseLabel("Segment").AddAll().UseNetwork(network)
        .UseTraining(new() { Epochs = 4, Optimizer = new Adam { LearningRate = 0.01 }, Threads = threads }).UseSeed(seed).Build();

    private static (CustomerGraph, CustomerTable, EdgeTable, EdgeTable) Part()
    {
        const int Old = 270;
        CustomerGraph shop = SyntheticShop.Graph(300);
        int[] rows = [.. Enumerable.Range(0, Old)];
        GraphRelation friends = shop["friends"], bought = shop["bought"];
        return (shop.Induced(rows), shop.Customers.SelectRows([.. Enumerable.Range(Old, 300 - Old)]),
            Edges(friends, shop.Customers.Keys, shop.Customers.Keys, (row, target) => row < target && target >= Old), Edges(bought, shop.Customers.Keys, bought.ItemSet!.Keys, (row, _) => row >= Old));
    }

    private static EdgeTable Edges(GraphRelation relation, IReadOnlyList<string> froms, IReadOnlyList<string> tos, Func<int, int, bool> taken)
    {
        List<(string From, string To, double Weight)> edges = [];
        Adjacency all = relation.ToUsers;
        for (int row = 0; row < all.Rows; row++)
            for (int e = all.Starts[row]; e < all.Starts[row + 1]; e++)
                if (taken(row, all.Targets[e])) edges.Add((froms[row], tos[all.Targets[e]], all.Weights?[e] ?? 1));
        return EdgeTable.FromColumns([.. edges.Select(edge => edge.From)], [.. edges.Select(edge => edge.To)], [.. edges.Select(edge => edge.Weight)]);
    }

    private static byte[] File(SegmentationModel model)
    {
        using MemoryStream stream = new();
        model.Save(stream);
        return stream.ToArray();
    }

    private static void Same(Segmentation expected, Segmentation actual) =>
        Assert.Equal(MemoryMarshal.AsBytes(expected.Probabilities), MemoryMarshal.AsBytes(actual.Probabilities));
}

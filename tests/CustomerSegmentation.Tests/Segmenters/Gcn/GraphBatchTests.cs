using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace CustomerSegmentation.Tests;

/// <summary>Training on parts of a graph: what it must have in common with training on all of it.</summary>
public sealed class GraphBatchTests
{
    private static readonly CustomerGraph Shop = SyntheticShop.Graph(400);
    private static readonly GraphSplit Split = Shop.Split(new() { StratifyBy = "Segment" });

    public static TheoryData<string> Networks => [.. Options.Keys];

    private static Dictionary<string, GcnOptions> Options { get; } = new()
    {
        ["gcn"] = Small(GraphLayer.Gcn), ["sage"] = Small(GraphLayer.Sage), ["sage max"] = Small(GraphLayer.SageMax), ["gat"] = Small(GraphLayer.Gat), ["sum"] = Small(GraphLayer.Sum),
        ["appnp"] = Small(GraphLayer.Appnp), ["lightgcn"] = Small(GraphLayer.LightGcn), ["three layers"] = Small(GraphLayer.Mean) with { Layers = 3, Residual = true, Normalization = Normalization.Layer, Jumping = JumpingKnowledge.Maximum },
        ["side by side"] = Small(GraphLayer.Sage) with { Relations = RelationJoin.Concatenation }, ["joined by attention"] = Small(GraphLayer.Sage) with { Relations = RelationJoin.Attention },
        ["batch norm"] = Small(GraphLayer.Gcn) with { Normalization = Normalization.Batch }, ["gcnii"] = Small(GraphLayer.Gcnii) with { Layers = 3 }, ["identities"] = Small(GraphLayer.Sage) with { CustomerDimensions = 4 },
    };

    private static Dictionary<string, GraphBatches> Modes { get; } = new()
    {
        ["sampling"] = new NeighbourSampling { FanOut = [5, 3] }, ["clusters"] = new Clusters { Parts = 6, PartsPerBatch = 2 },
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void Batches_of_everything_train_as_the_whole_graph_does(string network)
    {
        // A norm over a batch would miss the items that nobody has.
        CustomerGraph graph = network == "batch norm" ? Shop.Without("bought") : Shop;
        Segmentation whole = Segment(GraphBatches.Full), sampled = Segment(new NeighbourSampling { FanOut = [1000] }), clustered = Segment(new Clusters { Parts = 4, PartsPerBatch = 4 });
        // Their means go over all rows of a batch, also the outermost, which hear nobody.
        if (network is not ("batch norm" or "joined by attention")) Near(whole, sampled);
        Near(whole, clustered);
        Assert.NotEqual(whole.Probabilities.ToArray(), Segment(new NeighbourSampling { FanOut = [2] }).Probabilities.ToArray());

        Segmentation Segment(GraphBatches batches)
        {
            using GcnModel model = Segmenter(Options[network] with { Dropout = 0 }, batches, batchSize: 1000).Fit(graph, new GraphFitOptions { Split = Split });
            return model.Segment(graph);
        }
    }

    [Theory]
    [InlineData("sampling")]
    [InlineData("clusters")]
    public void One_seed_gives_one_model_whatever_the_threads(string mode)
    {
        GcnOptions network = Options["gcn"] with { EdgeDropout = 0.2, InputDropout = 0.1 };
        using GcnModel one = Segmenter(network, Modes[mode], threads: 1).Fit(Shop), three = Segmenter(network, Modes[mode], threads: 3).Fit(Shop), other = Segmenter(network, Modes[mode], seed: 2).Fit(Shop);
        Assert.Equal(one.Segment(Shop).Probabilities, three.Segment(Shop).Probabilities);
        Assert.NotEqual(one.Segment(Shop).Probabilities.ToArray(), other.Segment(Shop).Probabilities.ToArray());
    }

    [Theory]
    [InlineData("sampling")]
    [InlineData("clusters")]
    public void Batches_learn_and_their_plan_is_kept(string mode)
    {
        using GcnModel model = Segmenter(new() { Layer = GraphLayer.Sage, Hidden = 32, Dropout = 0.2 }, Modes[mode], epochs: 30).Fit(Shop, new GraphFitOptions { Split = Split });
        Segmentation segments = model.Segment(Shop);
        string?[] truth = Shop.Customers["Segment"].Texts();
        double accuracy = Split.Test.Count(row => segments[row].Segment == truth[row]) / (double)Split.Test.Length;
        Assert.True(accuracy > 0.5, $"accuracy {accuracy}, where the largest segment is about 0.3 of all");
        Assert.Contains($"batches: {Modes[mode].Describe()}", model.Plan.Describe(), StringComparison.Ordinal);
        using MemoryStream stream = new();
        model.Save(stream);
        stream.Position = 0;
        using SegmentationModel read = SegmentationModel.Load(stream);
        Assert.Equal(model.Plan, ((GcnModel)read).Plan);
        Assert.Equal(segments.Probabilities, ((GcnModel)read).Segment(Shop).Probabilities);
    }

    [Theory]
    [InlineData("sampling")]
    [InlineData("clusters")]
    public void Where_the_whole_graph_does_not_fit_those_who_watch_hear_batches_too(string mode)
    {
        using GcnModel small = Segmenter(Options["gcn"], Modes[mode]).Fit(Shop, new GraphFitOptions { Split = Split, MemoryLimit = 1000 }),
            again = Segmenter(Options["gcn"], Modes[mode], threads: 1).Fit(Shop, new GraphFitOptions { Split = Split, MemoryLimit = 1000 }), large = Segmenter(Options["gcn"], Modes[mode]).Fit(Shop, new GraphFitOptions { Split = Split });
        Assert.All(small.Training!.History.Epochs, epoch => Assert.InRange(epoch.ValidationLoss, 0.1, 10));
        Assert.Equal(small.Training.History.Epochs, again.Training!.History.Epochs);
        Assert.NotEqual(small.Training.History.Epochs, large.Training!.History.Epochs);
    }

    [Theory]
    [InlineData("sampling")]
    [InlineData("clusters")]
    public void A_fit_that_was_broken_off_goes_on_from_its_checkpoint(string mode)
    {
        using TemporaryFolder folder = new();
        GraphFitOptions options = new() { Split = Split, Checkpoint = Path.Combine(folder.Path, "fit.checkpoint"), CheckpointEvery = 1 };
        using CancellationTokenSource source = new();
        Assert.Throws<OperationCanceledException>(() => Segmenter(Options["gcn"], Modes[mode]).Fit(Shop, options, new Told(progress => { if (progress.Epoch == 3) source.Cancel(); }), source.Token));
        int epochs = 0;
        using GcnModel resumed = Segmenter(Options["gcn"], Modes[mode]).Fit(Shop, options, new Told(_ => epochs++)), whole = Segmenter(Options["gcn"], Modes[mode]).Fit(Shop, new GraphFitOptions { Split = Split });
        Assert.InRange(epochs, 1, 2);
        Assert.Equal(whole.Segment(Shop).Probabilities, resumed.Segment(Shop).Probabilities);
    }

    [Fact]
    public void A_whole_graph_that_does_not_fit_is_refused_before_memory_is_taken()
    {
        string none = Fit(10);
        Assert.Contains("there are 0.0 MB. No batches would fit either: give fewer hidden units or layers", none, StringComparison.Ordinal);
        double need = double.Parse(Regex.Match(none, @"^Training on the whole graph of 400 customers needs (\d+\.\d) MB of memory").Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.Matches(@"What fits: .*UseBatches\(new Clusters \{ Parts = \d+ \}\) needs about \d+\.\d MB; GraphPreset.Fast needs least\.$", Fit((long)(need * 0.7e6)));
        using GcnModel fits = Segmenter(Big, GraphBatches.Full).Fit(Shop, new GraphFitOptions { Split = Split, MemoryLimit = (long)((need + 0.1) * 1e6) });

        static string Fit(long limit) =>
            Assert.Throws<SegmentationException>(() => Segmenter(Big, GraphBatches.Full).Fit(Shop, new GraphFitOptions { Split = Split, MemoryLimit = limit })).Message;
    }

    [Fact]
    public void Batches_that_cannot_be_are_refused()
    {
        Says("NeighbourSampling.FanOut is empty", new NeighbourSampling { FanOut = [] });
        Says("NeighbourSampling.FanOut has 0; give 1 to 1000 neighbours.", new NeighbourSampling { FanOut = [5, 0] });
        Says("Clusters.Parts is 1; give 2 or more.", new Clusters { Parts = 1 });
        Says("Clusters.PartsPerBatch is 51; give 1 to Parts, 50.", new Clusters { PartsPerBatch = 51 });
        string message = Assert.Throws<SegmentationException>(() => new GcnSegmenterBuilder().UseLabel("Segment").AddAll().UseBatches(new Clusters()).Build()).Message;
        Assert.Contains("UseBatches is for one network, but GraphPreset.Best trains others too. Choose a layer with UseLayer, or give a network with UseNetwork.", message, StringComparison.Ordinal);

        static void Says(string text, GraphBatches batches) =>
            Assert.Contains(text, Assert.Throws<SegmentationException>(() => Segmenter(new(), batches)).Message, StringComparison.Ordinal);
    }

    private static GcnOptions Big => new() { Hidden = 256 };

    private static GcnOptions Small(GraphLayer layer) => new() { Layer = layer, Hidden = 16, Heads = 2, Hops = 2, ItemDimensions = 4 };

    private static GcnSegmenter Segmenter(GcnOptions network, GraphBatches batches, ulong seed = 1, int threads = 0, int batchSize = 50, int epochs = 4) =>
        new GcnSegmenterBuilder().UseLabel("Segment").AddAll().UseNetwork(network).UseBatches(batches)
            .UseTraining(new() { Epochs = epochs, BatchSize = batchSize, Optimizer = new Adam { LearningRate = 0.01 }, Threads = threads }).UseSeed(seed).Build();

    private static void Near(Segmentation expected, Segmentation actual)
    {
        for (int i = 0; i < expected.Probabilities.Length; i++) Assert.Equal(expected.Probabilities[i], actual.Probabilities[i], 2e-3f);
    }
}

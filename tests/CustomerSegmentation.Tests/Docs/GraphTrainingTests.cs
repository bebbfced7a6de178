using Xunit;

namespace CustomerSegmentation.Tests;

/// <summary>The code of graphs.md on layers, training, large graphs and embeddings, as it stands there.</summary>
[Collection(nameof(RunsAlone))]
public sealed class GraphTrainingTests(DocsFolder folder)
{
    private static readonly CustomerGraph Shop = SyntheticShop.Graph(1000);

    [Fact]
    public void A_preset_is_fitted_and_says_what_it_is()
    {
        // docs
        CustomerGraph graph = SyntheticShop.Graph(1000);
        GcnSegmenter segmenter = new GcnSegmenterBuilder()
            .UseLabel("Segment")
            .AddAll()
            .UsePreset(GraphPreset.Fast)
            .Build();
        using GcnModel model = segmenter.Fit(graph);
        Segmentation segments = model.Segment(graph);                          // everybody, in the order of the graph's customers
        Console.WriteLine(model);
        // end
        Assert.Equal(1000, segments.Count);
        Assert.Contains("neighbour aggregates, 4 perceptrons: weight 1", folder.Printed(), StringComparison.Ordinal);
        CustomerTable newcomers = CustomerTable.FromColumns(SyntheticShop.Customers(3, seed: 7).Columns, ["n1", "n2", "n3"], "CustomerId");
        EdgeTable friendships = EdgeTable.FromColumns(["n1", "n2"], ["C000001", "n1"]);
        // docs
        Segmentation fresh = model.Segment(newcomers, ("friends", friendships));
        // end
        Assert.Equal(3, fresh.Count);
        Assert.Contains(fresh.Notes, note => note is { What: "customers scored without an edge", Count: 1, Example: "n3" });
    }

    [Fact]
    public void A_layer_is_chosen_and_labels_are_spread()
    {
        CustomerGraph graph = Shop;
        GraphSplit split = graph.Split(new GraphSplitOptions { StratifyBy = "Segment" });
        // docs
        GcnSegmenter segmenter = new GcnSegmenterBuilder()
            .UseLabel("Segment")
            .AddAll()
            .UseNetwork(new GcnOptions { Layer = GraphLayer.Sage, Hidden = 32, Dropout = 0.3 })
            .UseTraining(new TrainingOptions { Epochs = 60, Optimizer = new Adam { LearningRate = 0.01 } })
            .UseCorrectAndSmooth()
            .Build();
        using GcnModel model = segmenter.Fit(graph, new GraphFitOptions { Split = split });
        Segmentation segments = model.Segment(graph);
        Segmentation byLabelsAlone = LabelPropagation.Segment(graph, "Segment", split.Train);
        // end
        string?[] truth = graph.Customers["Segment"].Texts();
        double Right(Segmentation answer) => split.Test.Count(row => answer[row].Segment == truth[row]) / (double)split.Test.Length;
        Assert.InRange(Right(segments), 0.6, 1);
        Assert.InRange(Right(byLabelsAlone), 0.45, 1);
        Assert.Empty(folder.Printed());
    }

    [Fact]
    public void Large_graphs_are_trained_in_batches()
    {
        CustomerGraph graph = Shop;
        // docs
        GcnSegmenter segmenter = new GcnSegmenterBuilder()
            .UseLabel("Segment")
            .AddAll()
            .UseNetwork(new GcnOptions { Layer = GraphLayer.Sage })
            .UseBatches(new NeighbourSampling { FanOut = [15, 10] })
            .UseTraining(new TrainingOptions { Epochs = 5, BatchSize = 256 })
            .Build();
        using GcnModel model = segmenter.Fit(graph);
        // end
        Assert.Equal(5, model.Training.History.Epochs.Count);
    }

    [Fact]
    public void Embeddings_are_read_and_pooled()
    {
        CustomerGraph graph = Shop.WithCustomers(Shop.Customers.WithColumn(CategoryColumn.FromTexts("Household", [.. Enumerable.Range(0, 1000).Select(i => i % 7 == 0 ? null : $"h{i / 3}")])));
        using GcnModel model = new GcnSegmenterBuilder().UseLabel("Segment").AddAll().UseNetwork(new() { Hidden = 16 }).UseTraining(new() { Epochs = 3 }).Build().Fit(Shop);
        // docs
        GraphEmbedding embedding = model.Embed(graph);
        CustomerTable points = embedding.ToTable();                           // embedding1, embedding2, …: to cluster or to train with
        GraphEmbedding households = embedding.Pool(graph.Customers["Household"], GroupPooling.Attention);
        GraphEmbedding friends = embedding.PoolNeighbours(graph, "friends");  // one row a customer
        GraphEmbedding buyers = embedding.PoolNeighbours(graph, "bought");    // one row an item
        // end
        Assert.Equal((1000, 16), (points.RowCount, points.ColumnNames.Count()));
        Assert.Equal("h0", households.Keys[0]);
        Assert.Equal((1000, graph.Items[0].Count), (friends.Keys.Count, buyers.Keys.Count));
    }
}

namespace CustomerSegmentation;

/// <summary>What <see cref="GraphPreset.Best"/> tries. The list depends on the size of the graph alone, never on its labels.</summary>
internal static class GraphCandidates
{
    // Above this many customers and edges, networks of many layers cost too much for what they give.
    private const long MostForDeep = 50_000;

    /// <summary>The networks, with how each is trained.</summary>
    public static IEnumerable<(string Name, GcnOptions Network, TrainingOptions Training)> Networks(GcnFit fit)
    {
        long size = fit.Graph.Customers.RowCount + fit.Graph.Relations.Sum(relation => relation.Edges);
        if (size <= MostForDeep)
            yield return ("GCNII of 16 layers", PublishedSettings.Network(GraphLayer.Gcnii) with { Layers = 16 }, PublishedSettings.Training(GraphLayer.Gcnii));
        yield return ("APPNP", PublishedSettings.Network(GraphLayer.Appnp), PublishedSettings.Training(GraphLayer.Appnp));
        if (fit.Graph.Items.Count > 0)
        {
            // Items are recognised by what is learned of each; leaving out edges and learned numbers keeps rare ones from being learned by heart.
            TrainingOptions items = new() { Epochs = 500, Optimizer = new Adam { LearningRate = 0.01 }, L2 = 6e-5, EarlyStopping = new() { Patience = 30 } };
            GcnOptions embeddings = new() { Layers = 1, ItemDimensions = 16, InputDropout = 0.5, EdgeDropout = 0.5 };
            yield return ("item embeddings", embeddings, items);
            yield return ("sums of item embeddings", embeddings with { Layer = GraphLayer.Sum }, items with { L2 = 3e-5, EarlyStopping = new() { Patience = 20 } });
        }
        yield return ("residual GraphSAGE", new() { Layer = GraphLayer.Sage, Layers = 3, Residual = true, Normalization = Normalization.Layer, Activation = Activation.Gelu, Dropout = 0.2 },
            new() { Epochs = 500, Optimizer = new AdamW { LearningRate = 0.003, WeightDecay = 0.01 }, EarlyStopping = new() { Patience = 50 } });
    }
}

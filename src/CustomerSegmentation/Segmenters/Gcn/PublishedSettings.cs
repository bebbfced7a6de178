namespace CustomerSegmentation;

/// <summary>What the papers trained their layers with on citation graphs.</summary>
internal static class PublishedSettings
{
    /// <summary>The network of a layer.</summary>
    public static GcnOptions Network(GraphLayer layer) => layer switch
    {
        GraphLayer.Gcn => new() { Hidden = 16, InputDropout = 0.5, PenalizeFirstLayerOnly = true },
        GraphLayer.Gat => new() { Layer = layer, Heads = 8, Hidden = 64, InputDropout = 0.6, Dropout = 0.6, AttentionDropout = 0.6 },
        GraphLayer.Sgc => new() { Layer = layer, Hops = 2, Dropout = 0 },
        GraphLayer.Sign => new() { Layer = layer, Hops = 3, Hidden = 256 },
        GraphLayer.Appnp => new() { Layer = layer, InputDropout = 0.5, PenalizeFirstLayerOnly = true },
        GraphLayer.Gcnii => new() { Layer = layer, Layers = 64, InputDropout = 0.6, Dropout = 0.6 },
        GraphLayer.LightGcn => new() { Layer = layer, Hops = 3, Dropout = 0 },
        _ => new() { Layer = layer, InputDropout = 0.5 },
    };

    /// <summary>How it is trained; a validation part decides which epoch is kept.</summary>
    public static TrainingOptions Training(GraphLayer layer) => layer switch
    {
        GraphLayer.Gcn => Options(200, 0.01, 5e-4, null),
        GraphLayer.Gat => Options(1000, 0.005, 5e-4, 100),
        GraphLayer.Sgc => Options(200, 0.2, 1e-5, null),
        GraphLayer.Appnp => Options(2000, 0.01, 5e-3, 100),
        GraphLayer.Gcnii => Options(1500, 0.01, 0.01, 100),
        _ => Options(500, 0.01, 5e-4, 50),
    };

    private static TrainingOptions Options(int epochs, double rate, double l2, int? patience) => new()
    {
        Epochs = epochs, Optimizer = new Adam { LearningRate = rate }, L2 = l2, EarlyStopping = patience is { } most ? new() { Patience = most } : null,
    };
}

namespace CustomerSegmentation;

/// <summary>How much of a graph a step of training hears: all of it, sampled neighbours, or clusters.</summary>
public abstract record GraphBatches
{
    private protected GraphBatches() { }

    /// <summary>The whole graph at every step: the default.</summary>
    public static GraphBatches Full { get; } = new FullGraph();

    /// <summary>The batches in words.</summary>
    public abstract string Describe();

    internal virtual IEnumerable<string> Problems() => [];
}

/// <summary>The whole graph at every step, one step an epoch: the default, and the fastest where it fits.</summary>
public sealed record FullGraph : GraphBatches
{
    /// <inheritdoc/>
    public override string Describe() => "the whole graph at every step";
}

/// <summary>
/// <see cref="TrainingOptions.BatchSize"/> training customers a step, with neighbours drawn at random hop by hop (GraphSAGE; Hamilton, Ying, Leskovec 2017,
/// arXiv 1706.02216). Neighbours are drawn without repeats, along each relation apart; the drawn ones' weights are scaled up to the sum of all of the row,
/// so that sums and means are those of the whole graph on average. <see cref="Normalization.Batch"/> and <see cref="RelationJoin.Attention"/> take means over all rows of a
/// batch, also the outermost ones, which hear nobody: choose others, or <see cref="Clusters"/>. Memory grows with the fan-outs' product, not with the graph.
/// </summary>
public sealed record NeighbourSampling : GraphBatches
{
    /// <summary>The most neighbours of a row along a relation: of the training customers first, then of their neighbours, and so on; default 15, 10. The last holds for further
    /// hops. A step to items and one back are two hops.</summary>
    public EquatableList<int> FanOut { get; init; } = [15, 10];

    /// <inheritdoc/>
    public override string Describe() => $"{string.Join(", ", FanOut)} sampled neighbours hop by hop";

    internal override IEnumerable<string> Problems()
    {
        if (FanOut.Count == 0) yield return "NeighbourSampling.FanOut is empty; give a number of neighbours for each hop, for example [15, 10].";
        foreach (int neighbours in FanOut.Where(neighbours => neighbours is < 1 or > 1000).Take(1)) yield return $"NeighbourSampling.FanOut has {neighbours}; give 1 to 1000 neighbours.";
    }
}

/// <summary>
/// The customers are cut into parts with few edges between them, and each step hears one part or a few, with the edges among their customers and to items
/// (Cluster-GCN; Chiang et al. 2019, arXiv 1905.07953). Degrees are those within the batch. <see cref="TrainingOptions.BatchSize"/> is not used.
/// </summary>
public sealed record Clusters : GraphBatches
{
    /// <summary>Parts; default 50.</summary>
    public int Parts { get; init; } = 50;

    /// <summary>Parts heard together, drawn anew in each epoch; default 1. With few training customers a step may hear one more.</summary>
    public int PartsPerBatch { get; init; } = 1;

    /// <inheritdoc/>
    public override string Describe() => $"{Parts} clusters, {PartsPerBatch} a step";

    internal override IEnumerable<string> Problems()
    {
        if (Parts < 2) yield return $"Clusters.Parts is {Parts}; give 2 or more.";
        if (PartsPerBatch < 1 || PartsPerBatch > Parts) yield return $"Clusters.PartsPerBatch is {PartsPerBatch}; give 1 to Parts, {Parts}.";
    }
}

namespace CustomerSegmentation;

/// <summary>Multilayer perceptrons on the customers' features and on aggregates of their neighbours' features; their mean.</summary>
internal sealed class AggregateMember(string name, AggregateShape shape, AggregateOptions options, IReadOnlyList<SegmentationModel> models) : GcnMember(name)
{
    private readonly Lazy<AggregateColumns> _columns = new(() => new(models));
    private NeighbourAggregates? _carried;

    public AggregateOptions Options => options;

    /// <summary>The perceptrons, of different seeds.</summary>
    public IReadOnlyList<SegmentationModel> Models => models;

    public override float[] Probabilities(CustomerTable customers, GcnData data, WorkerTeam? team, CancellationToken cancellationToken)
    {
        NeighbourAggregates aggregates = new(shape.Source(data), options, team?.Threads ?? 1);
        return _columns.Value.Probabilities(aggregates.Names, aggregates.All(cancellationToken), customers.RowCount, cancellationToken);
    }

    public override float[] Newcomers(CustomerTable newcomers, float[] features, CarriedGraph graph, EdgeOverlay[] overlays, IReadOnlyList<GcnChannel> channels, CancellationToken cancellationToken)
    {
        // Made at the first call and kept: what newcomers hear of old customers is in it. Two threads may make it; the answers are the same.
        NeighbourAggregates carried = _carried ??= new(shape.Source(graph.Data), options);
        AggregateRows rows = carried.With(features, [.. overlays.Select(overlay => (ExtraEdges)overlay.Row)]);
        int count = newcomers.RowCount, width = carried.Names.Length;
        float[] values = new float[count * width];
        for (int i = 0; i < count; i++) rows.Write(graph.Customers + i, values.AsSpan(i * width, width));
        return _columns.Value.Probabilities(carried.Names, values, count, cancellationToken);
    }

    public override void Dispose()
    {
        foreach (SegmentationModel model in models) model.Dispose();
    }
}

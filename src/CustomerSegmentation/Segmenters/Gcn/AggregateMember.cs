namespace CustomerSegmentation;

/// <summary>Multilayer perceptrons on the customers' features and on aggregates of their neighbours' features; their mean.</summary>
internal sealed class AggregateMember(string name, AggregateShape shape, AggregateOptions options, IReadOnlyList<SegmentationModel> models) : GcnMember(name)
{
    private const string KeyName = "row";
    private NeighbourAggregates? _carried;

    public AggregateOptions Options => options;

    /// <summary>The perceptrons, of different seeds.</summary>
    public IReadOnlyList<SegmentationModel> Models => models;

    public override float[] Probabilities(CustomerTable customers, GcnData data, WorkerTeam? team, CancellationToken cancellationToken)
    {
        NeighbourAggregates aggregates = new(shape.Source(data), options, team?.Threads ?? 1);
        return Mean(Table(aggregates.Names, aggregates.All(cancellationToken), customers.RowCount, models[0].NeededColumns), cancellationToken);
    }

    public override float[] Newcomers(CustomerTable newcomers, float[] features, CarriedGraph graph, EdgeOverlay[] overlays, IReadOnlyList<GcnChannel> channels, CancellationToken cancellationToken)
    {
        // Made at the first call and kept: what newcomers hear of old customers is in it. Two threads may make it; the answers are the same.
        NeighbourAggregates carried = _carried ??= new(shape.Source(graph.Data), options);
        AggregateRows rows = carried.With(features, [.. overlays.Select(overlay => (ExtraEdges)overlay.Row)]);
        int count = newcomers.RowCount, width = carried.Names.Length;
        float[] values = new float[count * width];
        for (int i = 0; i < count; i++) rows.Write(graph.Customers + i, values.AsSpan(i * width, width));
        return Mean(Table(carried.Names, values, count, models[0].NeededColumns), cancellationToken);
    }

    public override void Dispose()
    {
        foreach (SegmentationModel model in models) model.Dispose();
    }

    /// <summary>Aggregates <c>[n, D]</c> as a table; only the named columns where names are given.</summary>
    public static CustomerTable Table(string[] names, float[] values, int rows, IReadOnlyList<string>? needed)
    {
        HashSet<string>? wanted = needed is null ? null : [.. needed];
        List<Column> columns = [];
        for (int column = 0; column < names.Length; column++)
        {
            if (wanted is not null && !wanted.Contains(names[column])) continue;
            double[] numbers = new double[rows];
            for (int row = 0; row < rows; row++) numbers[row] = values[row * names.Length + column];
            columns.Add(new NumberColumn(names[column], numbers));
        }
        return CustomerTable.FromColumns(columns, CustomerTable.RowNumbers(rows), CustomerTable.FreeName(KeyName, names));
    }

    private float[] Mean(CustomerTable table, CancellationToken cancellationToken)
    {
        float[] sum = models[0].Segment(table, cancellationToken).Probabilities.ToArray();
        for (int model = 1; model < models.Count; model++)
        {
            ReadOnlySpan<float> part = models[model].Segment(table, cancellationToken).Probabilities;
            for (int i = 0; i < sum.Length; i++) sum[i] += part[i];
        }
        for (int i = 0; i < sum.Length; i++) sum[i] /= models.Count;
        return sum;
    }
}

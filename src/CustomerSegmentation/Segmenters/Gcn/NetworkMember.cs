namespace CustomerSegmentation;

/// <summary>A trained network over the graph.</summary>
internal sealed unsafe class NetworkMember(string name, GcnShape shape, GcnOptions options, TensorBuffer parameters) : GcnMember(name)
{
    private readonly GcnNetwork _network = new(shape, options);

    public GcnShape Shape => shape;

    public GcnOptions Options => options;

    /// <summary>The flat parameters.</summary>
    public TensorBuffer Parameters => parameters;

    public ProgramParameters Layout => _network.Program.Parameters;

    public override float[] Probabilities(CustomerTable customers, GcnData data, WorkerTeam? team, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int labels = shape.Labels, outputs = shape.Outputs, count = customers.RowCount;
        float[] probabilities = new float[checked(count * labels)];
        using ProgramRun run = new(_network.Program, data.View(_network), parameters.Pointer, false, team);
        run.Forward();
        for (int row = 0; row < count; row++)
            fixed (float* target = &probabilities[row * labels]) MlpLoss.Probabilities(run.Value(_network.Output, 0, row), outputs, target);
        return probabilities;
    }

    public override float[] Newcomers(
        CustomerTable newcomers, float[] features, CarriedGraph graph, EdgeOverlay[] overlays, IReadOnlyList<GcnChannel> channels, CancellationToken cancellationToken)
    {
        using GcnData near = EgoGraph.Of(graph, overlays, features, newcomers.RowCount, channels, Math.Max(1, _network.Depth));
        return Probabilities(newcomers, near, null, cancellationToken);
    }

    /// <summary>The last hidden states <c>[n, d]</c>.</summary>
    public float[] Embed(int count, GcnData data, WorkerTeam? team, out int width)
    {
        GcnNetwork network = new(shape, options, keepsHidden: true);
        width = network.Hidden.Columns;
        float[] states = new float[checked(count * width)];
        using ProgramRun run = new(network.Program, data.View(network), parameters.Pointer, false, team);
        run.Forward();
        for (int row = 0; row < count; row++) new Span<float>(run.Value(network.Hidden, 0, row), width).CopyTo(states.AsSpan(row * width));
        return states;
    }

    public override void Dispose() => parameters.Dispose();
}

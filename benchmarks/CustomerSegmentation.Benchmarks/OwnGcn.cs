namespace CustomerSegmentation.Benchmarks;

/// <summary>The same epoch as <see cref="GcnSegmenter"/> trains it: a two-layer GCN with all users labelled.</summary>
internal sealed class OwnGcn : IDisposable
{
    private readonly GcnData _data;
    private readonly TensorBuffer _parameters;
    private readonly GcnTrainee _trainee;
    private readonly int[] _order;
    private long _step;

    public OwnGcn(RandomGraph graph, float[] x, int[] y, int inputs, int hidden, int outputs, int threads)
    {
        Adjacency adjacency = graph.Adjacency();
        double[] sums = EdgeForms.RowSums(adjacency);
        _data = new([graph.Users], [inputs], [GcnData.Padded(x, graph.Users, inputs)], [new(adjacency, adjacency, sums, sums)]);
        GcnNetwork network = new(new([inputs], [graph.Users], [new("friends", 0, false)], outputs), new() { Hidden = hidden });
        _parameters = new(network.Program.Parameters.Length);
        network.Program.Parameters.Initialize(_parameters.Span, 1);
        _order = [.. Enumerable.Range(0, graph.Users)];
        GcnTargets targets = new(_order, y, [.. Enumerable.Repeat(1f, graph.Users)]);
        _trainee = new(network, _data, _parameters, targets, null, new() { BatchSize = graph.Users, Threads = threads }, LossFunction.CrossEntropy, 1);
    }

    public double Epoch() => _trainee.Step(_order, 0, _order.Length, _step++, 0.01);

    public void Dispose()
    {
        _trainee.Dispose();
        _parameters.Dispose();
        _data.Dispose();
    }
}

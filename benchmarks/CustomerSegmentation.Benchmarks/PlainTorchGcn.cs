using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CustomerSegmentation.Benchmarks;

/// <summary>What a TorchSharp user writes for a graph convolution: modules, autograd, Adam, a dispose scope an epoch. The baselines.</summary>
internal sealed class PlainTorchGcn : IDisposable
{
    private readonly Network _model;
    private readonly optim.Optimizer _adam;
    private readonly Tensor _x, _y;
    private readonly Tensor[] _graph;

    /// <summary>Neighbours are summed by a product with a sparse COO matrix.</summary>
    public static PlainTorchGcn Sparse(RandomGraph graph, float[] x, int[] y, int inputs, int hidden, int outputs)
    {
        (long[] rows, long[] columns, float[] values) = graph.Normalized();
        using Tensor indices = tensor((long[])[.. rows, .. columns], [2, rows.Length]), entries = tensor(values);
        Tensor adjacency = sparse_coo_tensor(indices, entries, [graph.Users, graph.Users]);
        return new(features => adjacency.mm(features), x, y, inputs, hidden, outputs, adjacency);
    }

    /// <summary>Neighbours' rows are gathered by an index, weighted, and added up by another index.</summary>
    public static PlainTorchGcn Gather(RandomGraph graph, float[] x, int[] y, int inputs, int hidden, int outputs)
    {
        (long[] rows, long[] columns, float[] values) = graph.Normalized();
        (Tensor to, Tensor from, Tensor weight) = (tensor(rows), tensor(columns), tensor(values, [values.Length, 1]));
        Tensor Sum(Tensor features) =>
            zeros(graph.Users, features.shape[1]).index_add_(0, to, features.index_select(0, from) * weight, 1);
        return new(Sum, x, y, inputs, hidden, outputs, to, from, weight);
    }

    private PlainTorchGcn(Func<Tensor, Tensor> neighbours, float[] x, int[] y, int inputs, int hidden, int outputs, params Tensor[] graph)
    {
        _model = new(neighbours, inputs, hidden, outputs);
        _adam = optim.Adam(_model.parameters(), 0.01);
        _x = tensor(x, [y.Length, inputs]);
        _y = tensor(y.Select(label => (long)label).ToArray());
        _graph = graph;
    }

    public double Epoch()
    {
        using IDisposable scope = NewDisposeScope();
        _model.train();
        Tensor loss = functional.cross_entropy(_model.forward(_x), _y);
        _adam.zero_grad();
        loss.backward();
        _adam.step();
        return loss.item<float>();
    }

    public void Dispose()
    {
        foreach (Tensor tensor in _graph) tensor.Dispose();
        _x.Dispose();
        _y.Dispose();
        _adam.Dispose();
        _model.Dispose();
    }

    private sealed class Network : Module<Tensor, Tensor>
    {
        private readonly Func<Tensor, Tensor> _neighbours;
        private readonly Module<Tensor, Tensor> _first, _second, _dropout;

        public Network(Func<Tensor, Tensor> neighbours, int inputs, int hidden, int outputs) : base(nameof(Network))
        {
            _neighbours = neighbours;
            (_first, _second, _dropout) = (Linear(inputs, hidden), Linear(hidden, outputs), Dropout(0.5));
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            Tensor hidden = _dropout.forward(_neighbours(_first.forward(input)).relu());
            return _neighbours(_second.forward(hidden));
        }
    }
}

namespace CustomerSegmentation;

/// <summary>
/// Loss and gradient of a batch by backward passes written out by hand. The batch is cut into fixed shards of whole blocks of 64
/// rows, each shard sums its own gradient, and shards are added in their order: the bits depend on the batch, never on the threads.
/// </summary>
/// <remarks>Batch normalisation needs sums over the whole batch, so it cuts the layers into stages with a wait between them;
/// without it everything is one stage and a block goes forward and backward while it is in the cache.</remarks>
internal sealed unsafe class MlpGradient : IDisposable
{
    public const int Block = 64, MostShards = 16;

    private readonly MlpLayout _layout;
    private readonly MlpNetwork _network;
    private readonly MlpWorkspace _work;
    private readonly MlpBatchNorm? _norm;
    private readonly TrainingRows _rows;
    private readonly TensorBuffer _gradients;
    private readonly double[] _losses = new double[MostShards];
    private readonly DropoutDraw[] _dropout;
    private readonly LossFunction _loss;
    private readonly float _smoothing;
    private readonly Action<int> _up, _down;
    private int[] _batch = [];
    private int _size, _shards, _stage;
    private float _weight;

    public MlpGradient(MlpNetwork network, TrainingRows rows, int batchSize, LossFunction loss, double smoothing)
    {
        (_network, _layout, _rows, _loss, _smoothing) = (network, network.Layout, rows, loss, (float)smoothing);
        _work = new(_layout, batchSize);
        _gradients = new(ShardsOf(batchSize) * _layout.ParameterCount);
        _dropout = new DropoutDraw[_layout.Layers.Length];
        _norm = _layout.Shape.Normalization == Normalization.Batch ? new(network, _work, ShardsOf(batchSize)) : null;
        (_up, _down) = (Up, Down);
    }

    /// <summary>The gradient of the last batch, one run of the flat parameters a shard, to be added in order.</summary>
    public float* Gradients => _gradients.Pointer;

    /// <summary>How many shards the last batch had.</summary>
    public int Shards => _shards;

    private static int ShardsOf(int rows) => Math.Min(MostShards, (rows + Block - 1) / Block);

    /// <summary>Computes loss and gradient.</summary>
    /// <param name="team">The threads.</param>
    /// <param name="batch">The rows of the batch; must stay as it is during the call.</param>
    /// <param name="offset">The batch's first place in <paramref name="batch"/>.</param>
    /// <param name="size">The rows of the batch.</param>
    /// <param name="seed">The seed of dropout.</param>
    /// <param name="step">The number of the step, from 0.</param>
    /// <returns>The mean loss, weighted.</returns>
    public double Compute(WorkerTeam team, int[] batch, int offset, int size, ulong seed, long step)
    {
        (_batch, _size, _shards, _weight) = (batch, size, ShardsOf(size), 0);
        Offset = offset;
        for (int i = 0; i < size; i++) _weight += _rows.Weights[batch[offset + i]];
        for (int l = 0; l < _layout.Layers.Length; l++)
        {
            MlpLayer layer = _layout.Layers[l];
            _dropout[l] = DropoutDraw.For(_layout.Shape.Dropout, seed, step, l);
            if (l > 0) MatrixProduct.Transpose(_network.Parameters + layer.Weight, layer.Padded, _work.W[l], MatrixProduct.Padded(layer.In), layer.In, layer.Out);
        }
        int last = _norm is null ? 0 : _layout.Layers.Length - 1;
        for (_stage = 0; _stage <= last; _stage++)
        {
            team.Run(_shards, _up);
            if (_stage < last) _norm!.Combine(_stage, _shards, size);
        }
        for (_stage = last - 1; _stage >= 0; _stage--)
        {
            _norm!.CombineSums(_stage, _shards, Gradients, _layout.ParameterCount);
            team.Run(_shards, _down);
        }
        double loss = 0;
        for (int shard = 0; shard < _shards; shard++) loss += _losses[shard];
        return loss / _weight;
    }

    public void Dispose()
    {
        _work.Dispose();
        _gradients.Dispose();
        _norm?.Dispose();
    }

    private int Offset { get; set; }

    private (int First, int End) RowsOf(int shard)
    {
        long blocks = (_size + Block - 1) / Block;
        return ((int)(shard * blocks / _shards) * Block, (int)Math.Min(_size, (shard + 1) * blocks / _shards * Block));
    }

    private void Up(int shard)
    {
        (int first, int end) = RowsOf(shard);
        int output = _layout.Layers.Length - 1, from = _norm is null ? 0 : _stage, to = _norm is null ? output : _stage;
        if (_stage == 0)
        {
            _losses[shard] = 0;
            new Span<float>(Gradients + (long)shard * _layout.ParameterCount, _layout.ParameterCount).Clear();
        }
        for (int row = first; row < end; row += Block)
        {
            int rows = Math.Min(Block, end - row);
            if (from == 0) Gather(row, rows);
            else _norm!.Forward(from - 1, row, rows);
            for (int l = from; l <= to; l++)
            {
                if (l > 0) Activate(l - 1, row, rows);
                Product(l, row, rows);
            }
            if (to < output) continue;
            Loss(shard, row, rows);
            Backward(shard, output, row, rows);
        }
        if (to < output) _norm!.Moments(to, shard, first, end - first);
    }

    private void Down(int shard)
    {
        (int first, int end) = RowsOf(shard);
        for (int row = first; row < end; row += Block)
        {
            int rows = Math.Min(Block, end - row);
            _norm!.Backward(_stage, row, rows, _size);
            Backward(shard, _stage, row, rows);
        }
    }

    private void Gather(int row, int rows)
    {
        int inputs = _rows.Inputs;
        nint stride = MatrixProduct.Padded(inputs);
        for (int i = 0; i < rows; i++)
            _rows.Features.AsSpan(_batch[Offset + row + i] * inputs, inputs).CopyTo(new(_work.X + (row + i) * stride, inputs));
    }

    private void Product(int l, int row, int rows)
    {
        MlpLayer layer = _layout.Layers[l];
        float* parameters = _network.Parameters;
        nint stride = l == 0 ? MatrixProduct.Padded(layer.In) : _layout.Layers[l - 1].Padded;
        float* input = (l == 0 ? _work.X : _work.A[l - 1]) + row * stride, z = _work.Z[l] + (nint)row * layer.Padded;
        MatrixProduct.Multiply(input, stride, 1, parameters + layer.Weight, layer.Padded, parameters + layer.Bias, 0, z, layer.Padded, rows, layer.Padded, layer.In);
        if (layer.Gamma >= 0 && _norm is null)
            NormKernels.LayerForward(z, _work.H[l] + (nint)row * layer.Padded, parameters + layer.Gamma, parameters + layer.Beta,
                _work.Reciprocal[l] + row, layer.Padded, layer.Out, rows);
    }

    private void Activate(int l, int row, int rows)
    {
        nint at = (nint)row * _layout.Layers[l].Padded;
        ActivationKernels.Forward(_layout.Shape.Activation, _work.H[l] + at, _work.A[l] + at, _layout.Layers[l].Padded, rows, row, _dropout[l]);
    }

    private void Loss(int shard, int row, int rows)
    {
        MlpLayer output = _layout.Layers[^1];
        for (int i = row; i < row + rows; i++)
        {
            int source = _batch[Offset + i];
            float weight = _rows.Weights[source];
            float* z = _work.Z[^1] + (nint)i * output.Padded, g = _work.G[^1] + (nint)i * output.Padded;
            new Span<float>(z, output.Out).CopyTo(new(g, output.Out)); // padding of G stays zero
            _losses[shard] += weight * MlpLoss.LossAndGradient(_loss, g, output.Out, _rows.Labels[source], _smoothing, weight / _weight);
        }
    }

    // From the gradient of layer l's product down to the layer below which batch normalisation waits for the others, or to the first.
    private void Backward(int shard, int l, int row, int rows)
    {
        float* gradient = Gradients + (long)shard * _layout.ParameterCount, parameters = _network.Parameters;
        for (; ; l--)
        {
            MlpLayer layer = _layout.Layers[l];
            float* g = _work.G[l] + (nint)row * layer.Padded;
            nint stride = l == 0 ? MatrixProduct.Padded(layer.In) : _layout.Layers[l - 1].Padded;
            float* input = (l == 0 ? _work.X : _work.A[l - 1]) + row * stride, weight = gradient + layer.Weight;
            MatrixProduct.Multiply(input, 1, stride, g, layer.Padded, weight, layer.Padded, weight, layer.Padded, layer.In, layer.Padded, rows);
            NormKernels.AddColumnSums(g, gradient + layer.Bias, layer.Padded, rows);
            if (l == 0) return;
            MlpLayer below = _layout.Layers[l - 1];
            nint at = (nint)row * below.Padded;
            float* lower = _work.G[l - 1] + at;
            MatrixProduct.Multiply(g, layer.Padded, 1, _work.W[l], below.Padded, null, 0, lower, below.Padded, rows, below.Padded, layer.Out);
            ActivationKernels.Backward(_layout.Shape.Activation, _work.H[l - 1] + at, _work.A[l - 1] + at, lower, below.Padded, rows, row, _dropout[l - 1]);
            if (below.Gamma < 0) continue;
            float* z = _work.Z[l - 1] + at;
            if (_norm is not null)
            {
                NormKernels.BatchSums(z, lower, gradient + below.Gamma, gradient + below.Beta, below.Padded, rows);
                return;
            }
            NormKernels.LayerBackward(z, lower, parameters + below.Gamma, _work.Reciprocal[l - 1] + row,
                gradient + below.Gamma, gradient + below.Beta, below.Padded, below.Out, rows);
        }
    }
}

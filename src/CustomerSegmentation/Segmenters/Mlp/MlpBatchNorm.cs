namespace CustomerSegmentation;

/// <summary>The part of batch normalisation that spans a whole batch: moments and gradient sums of each layer, combined in the order of the shards.</summary>
internal sealed unsafe class MlpBatchNorm : IDisposable
{
    private const float Momentum = 0.1f; // of the running moments, as in PyTorch

    private readonly MlpNetwork _network;
    private readonly MlpWorkspace _work;
    private readonly TensorBuffer _buffer;
    private readonly int _width;
    private readonly int[] _counts;

    public MlpBatchNorm(MlpNetwork network, MlpWorkspace work, int shards)
    {
        (_network, _work) = (network, work);
        _width = network.Layout.Layers.Max(layer => layer.Padded);
        _counts = new int[shards];
        // For each shard mean and squares, then for each layer mean, reciprocal and two sums.
        _buffer = new((2 * shards + 4 * network.Layout.Layers.Length) * _width);
    }

    private float* Part(int shard) => _buffer.Pointer + 2L * shard * _width;

    private float* Layer(int l) => _buffer.Pointer + (2L * _counts.Length + 4L * l) * _width;

    private MlpLayer At(int l) => _network.Layout.Layers[l];

    /// <summary>The moments of one shard's rows.</summary>
    public void Moments(int l, int shard, int first, int rows)
    {
        _counts[shard] = rows;
        NormKernels.ColumnMoments(_work.Z[l] + (long)first * At(l).Padded, Part(shard), Part(shard) + _width, At(l).Padded, rows);
    }

    /// <summary>The moments of the batch, and the running ones moved towards them.</summary>
    public void Combine(int l, int shards, int size)
    {
        MlpLayer layer = At(l);
        float* mean = Layer(l), reciprocal = mean + _width, state = _network.State + layer.State;
        new Span<float>(Part(0), layer.Padded).CopyTo(new(mean, layer.Padded));
        new Span<float>(Part(0) + _width, layer.Padded).CopyTo(new(reciprocal, layer.Padded));
        for (int shard = 1, count = _counts[0]; shard < shards; count += _counts[shard++])
            NormKernels.CombineMoments(mean, reciprocal, count, Part(shard), Part(shard) + _width, _counts[shard], layer.Padded);
        for (int j = 0; j < layer.Padded; j++)
        {
            float squares = reciprocal[j];
            state[j] += Momentum * (mean[j] - state[j]);
            state[layer.Padded + j] += Momentum * (squares / Math.Max(1, size - 1) - state[layer.Padded + j]);
            reciprocal[j] = 1 / MathF.Sqrt(squares / size + NormKernels.Epsilon);
        }
    }

    /// <summary>Normalises rows of Z in place and writes H.</summary>
    public void Forward(int l, int row, int rows)
    {
        MlpLayer layer = At(l);
        nint at = (nint)row * layer.Padded;
        NormKernels.BatchForward(_work.Z[l] + at, _work.H[l] + at, Layer(l), Layer(l) + _width,
            _network.Parameters + layer.Gamma, _network.Parameters + layer.Beta, layer.Padded, rows);
    }

    /// <summary>Adds up the shards' gradients of gamma and beta, which are the sums the backward pass needs.</summary>
    public void CombineSums(int l, int shards, float* gradients, int parameters)
    {
        MlpLayer layer = At(l);
        float* gamma = Layer(l) + 2 * _width, beta = Layer(l) + 3 * _width;
        new Span<float>(gamma, 2 * _width).Clear();
        for (int shard = 0; shard < shards; shard++, gradients += parameters)
            for (int j = 0; j < layer.Padded; j++)
            {
                gamma[j] += gradients[layer.Gamma + j];
                beta[j] += gradients[layer.Beta + j];
            }
    }

    /// <summary>Turns the gradient of H into that of the raw product, in place.</summary>
    public void Backward(int l, int row, int rows, int size)
    {
        MlpLayer layer = At(l);
        nint at = (nint)row * layer.Padded;
        NormKernels.BatchBackward(_work.Z[l] + at, _work.G[l] + at, _network.Parameters + layer.Gamma, Layer(l) + _width,
            Layer(l) + 2 * _width, Layer(l) + 3 * _width, size, layer.Padded, rows);
    }

    public void Dispose() => _buffer.Dispose();
}

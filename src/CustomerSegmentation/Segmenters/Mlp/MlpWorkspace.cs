namespace CustomerSegmentation;

/// <summary>What a batch needs between forward and backward: for each layer Z, H, A and G <c>[rows, padded]</c>, and the transposed weights.</summary>
internal sealed unsafe class MlpWorkspace : IDisposable
{
    private readonly TensorBuffer _buffer;

    public MlpWorkspace(MlpLayout layout, int rows)
    {
        int layers = layout.Layers.Length;
        (Z, H, A, G, W) = (new float*[layers], new float*[layers], new float*[layers], new float*[layers], new float*[layers]);
        bool normalised = layout.Shape.Normalization != Normalization.None;
        int inputs = MatrixProduct.Padded(layout.Shape.Inputs), length = rows * inputs;
        foreach (MlpLayer layer in layout.Layers)
            length += rows * layer.Padded * 4 + MatrixProduct.Padded(rows) + layer.Out * MatrixProduct.Padded(layer.In);
        _buffer = new(length);
        float* next = _buffer.Pointer;
        float* Take(int count)
        {
            float* taken = next;
            next += count;
            return taken;
        }
        X = Take(rows * inputs);
        Reciprocal = new float*[layers];
        for (int l = 0; l < layers; l++)
        {
            int size = rows * layout.Layers[l].Padded;
            Z[l] = Take(size);
            A[l] = Take(size);
            G[l] = Take(size);
            H[l] = normalised ? Take(size) : Z[l];
            Reciprocal[l] = Take(MatrixProduct.Padded(rows));
            if (l > 0) W[l] = Take(layout.Layers[l].Out * MatrixProduct.Padded(layout.Layers[l].In));
        }
    }

    /// <summary>The batch's inputs, <c>[rows, inputs]</c> padded.</summary>
    public float* X { get; }

    /// <summary>The product of a layer, normalised where it has a norm.</summary>
    public float*[] Z { get; }

    /// <summary>The value before the activation; the same memory as Z without a norm.</summary>
    public float*[] H { get; }

    /// <summary>The value after activation and dropout.</summary>
    public float*[] A { get; }

    /// <summary>The gradient.</summary>
    public float*[] G { get; }

    /// <summary>The transposed weights <c>[out, in]</c>, rows padded; none for the first layer, whose input needs no gradient.</summary>
    public float*[] W { get; }

    /// <summary>1/√(variance + ε) of each row for layer normalisation.</summary>
    public float*[] Reciprocal { get; }

    public void Dispose() => _buffer.Dispose();
}

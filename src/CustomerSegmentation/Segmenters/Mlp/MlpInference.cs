using System.Buffers;

namespace CustomerSegmentation;

/// <summary>The forward pass without dropout: a row's answer has the same bits alone and in any batch.</summary>
internal static unsafe class MlpInference
{
    private const int Block = 64;

    /// <summary>Scores <c>[n, outputs]</c> of rows <paramref name="from"/> to <paramref name="to"/> of x <c>[·, inputs]</c> into <paramref name="consume"/>, row by row.</summary>
    public static void Forward(MlpLayout layout, float* parameters, float* state, float* x, int from, int to, RowScores consume)
    {
        int widest = layout.Layers.Max(layer => layer.Padded), size = Math.Max(0, Math.Min(Block, to - from)) * widest;
        float[] rented = ArrayPool<float>.Shared.Rent(2 * size + Block + widest);
        fixed (float* memory = rented)
        {
            float* here = memory, there = memory + size, reciprocal = memory + 2 * size, reciprocals = reciprocal + Block;
            for (int first = from; first < to; first += Block)
            {
                int rows = Math.Min(Block, to - first);
                float* input = x + (long)first * layout.Shape.Inputs;
                nint stride = layout.Shape.Inputs;
                for (int l = 0; l < layout.Layers.Length; l++)
                {
                    MlpLayer layer = layout.Layers[l];
                    MatrixProduct.Multiply(input, stride, 1, parameters + layer.Weight, layer.Padded, parameters + layer.Bias, 0, here, layer.Padded, rows, layer.Padded, layer.In);
                    if (l == layout.Layers.Length - 1) break;
                    if (layer.State >= 0)
                    {
                        Reciprocals(state + layer.State + layer.Padded, reciprocals, layer.Padded);
                        NormKernels.BatchForward(here, here, state + layer.State, reciprocals, parameters + layer.Gamma, parameters + layer.Beta, layer.Padded, rows);
                    }
                    else if (layer.Gamma >= 0)
                        NormKernels.LayerForward(here, here, parameters + layer.Gamma, parameters + layer.Beta, reciprocal, layer.Padded, layer.Out, rows);
                    ActivationKernels.Forward(layout.Shape.Activation, here, here, layer.Padded, rows, 0, DropoutDraw.None);
                    input = here;
                    stride = layer.Padded;
                    here = there;
                    there = input;
                }
                for (int row = 0; row < rows; row++) consume(first + row, here + row * layout.Layers[^1].Padded);
            }
        }
        ArrayPool<float>.Shared.Return(rented);
    }

    /// <summary>1/√(variance + ε).</summary>
    public static void Reciprocals(float* variance, float* reciprocals, int count)
    {
        for (int j = 0; j < count; j++) reciprocals[j] = 1 / MathF.Sqrt(variance[j] + NormKernels.Epsilon);
    }

    /// <summary>Takes the scores of one row.</summary>
    public delegate void RowScores(int row, float* scores);
}

using System.Runtime.Intrinsics;

namespace CustomerSegmentation;

/// <summary>How dropout falls in one layer of one step: which key, which share is kept, what the kept are multiplied by.</summary>
internal readonly record struct DropoutDraw(ulong Key, uint Threshold, float Scale)
{
    public static DropoutDraw None => new(0, uint.MaxValue, 1);

    public bool IsNone => Threshold == uint.MaxValue;

    public static DropoutDraw For(double rate, ulong seed, long step, int layer) =>
        rate == 0 ? None : new(CounterRandom.Key(seed, step, layer), CounterRandom.Threshold(1 - rate), (float)(1 / (1 - rate)));
}

/// <summary>Activation and dropout in one pass over rows, forward and backward; the mask is drawn again rather than kept.</summary>
internal static unsafe class ActivationKernels
{
    /// <summary><c>a = dropout(activation(h))</c> over <paramref name="rows"/> rows of <paramref name="ld"/> floats (h may be a).</summary>
    public static void Forward(Activation activation, float* h, float* a, int ld, int rows, int firstRow, DropoutDraw dropout)
    {
        int length = rows * ld;
        uint first = (uint)(firstRow * ld);
        switch (activation)
        {
            case Activation.Relu: Forward<ReluActivation>(h, a, length, first, dropout); break;
            case Activation.Sigmoid: Forward<SigmoidActivation>(h, a, length, first, dropout); break;
            case Activation.Tanh: Forward<TanhActivation>(h, a, length, first, dropout); break;
            case Activation.Gelu: Forward<GeluActivation>(h, a, length, first, dropout); break;
            default: Forward<SiluActivation>(h, a, length, first, dropout); break;
        }
    }

    /// <summary><c>g = g · activation'(h) · mask</c> in place.</summary>
    /// <param name="activation">The activation.</param>
    /// <param name="h">Values before the activation.</param>
    /// <param name="a">Values after activation and dropout; for ReLU, a &gt; 0 says both that h &gt; 0 and that it was kept.</param>
    /// <param name="g">The gradient of a, turned into the gradient of h.</param>
    /// <param name="ld">Floats a row.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="firstRow">The index of the first row in its batch.</param>
    /// <param name="dropout">The draw of the forward pass.</param>
    public static void Backward(Activation activation, float* h, float* a, float* g, int ld, int rows, int firstRow, DropoutDraw dropout)
    {
        int length = rows * ld;
        uint first = (uint)(firstRow * ld);
        switch (activation)
        {
            case Activation.Relu: BackwardRelu(a, g, length, dropout.Scale); break;
            case Activation.Sigmoid: Backward<SigmoidActivation>(h, g, length, first, dropout); break;
            case Activation.Tanh: Backward<TanhActivation>(h, g, length, first, dropout); break;
            case Activation.Gelu: Backward<GeluActivation>(h, g, length, first, dropout); break;
            default: Backward<SiluActivation>(h, g, length, first, dropout); break;
        }
    }

    private static void Forward<T>(float* h, float* a, int length, uint first, DropoutDraw dropout) where T : struct, IActivation
    {
        if (dropout.IsNone)
        {
            for (int i = 0; i < length; i += 16) T.Forward(Vector512.Load(h + i)).Store(a + i);
            return;
        }
        Vector512<uint> threshold = Vector512.Create(dropout.Threshold);
        Vector512<float> scale = Vector512.Create(dropout.Scale);
        for (int i = 0; i < length; i += 16)
            ((T.Forward(Vector512.Load(h + i)) * scale) & CounterRandom.Keep(dropout.Key, first + (uint)i, threshold)).Store(a + i);
    }

    private static void Backward<T>(float* h, float* g, int length, uint first, DropoutDraw dropout) where T : struct, IActivation
    {
        Vector512<uint> threshold = Vector512.Create(dropout.Threshold);
        Vector512<float> scale = Vector512.Create(dropout.Scale);
        for (int i = 0; i < length; i += 16)
        {
            Vector512<float> gradient = Vector512.Load(g + i) * T.Derivative(Vector512.Load(h + i)) * scale;
            if (!dropout.IsNone) gradient &= CounterRandom.Keep(dropout.Key, first + (uint)i, threshold);
            gradient.Store(g + i);
        }
    }

    private static void BackwardRelu(float* a, float* g, int length, float dropoutScale)
    {
        Vector512<float> scale = Vector512.Create(dropoutScale);
        for (int i = 0; i < length; i += 16)
            ((Vector512.Load(g + i) * scale) & Vector512.GreaterThan(Vector512.Load(a + i), Vector512<float>.Zero)).Store(g + i);
    }
}

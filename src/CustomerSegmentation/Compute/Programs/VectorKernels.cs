using System.Runtime.Intrinsics;

namespace CustomerSegmentation;

/// <summary>Plain passes over runs of floats whose length is a multiple of 16.</summary>
internal static unsafe class VectorKernels
{
    /// <summary><c>y = factor · x</c>, or <c>y += factor · x</c>.</summary>
    public static void Scale(float* x, float factor, float* y, int length, bool add)
    {
        Vector512<float> scale = Vector512.Create(factor);
        if (add)
            for (int i = 0; i < length; i += 16) Vector512.FusedMultiplyAdd(scale, Vector512.Load(x + i), Vector512.Load(y + i)).Store(y + i);
        else
            for (int i = 0; i < length; i += 16) (scale * Vector512.Load(x + i)).Store(y + i);
    }

    /// <summary><c>y = mask · x</c> with the mask of a dropout, or <c>y += mask · x</c>.</summary>
    public static void Drop(float* x, float* y, int length, uint position, DropoutDraw dropout, bool add)
    {
        Vector512<uint> threshold = Vector512.Create(dropout.Threshold);
        Vector512<float> scale = Vector512.Create(dropout.Scale);
        for (int i = 0; i < length; i += 16)
        {
            Vector512<float> kept = (Vector512.Load(x + i) * scale) & CounterRandom.Keep(dropout.Key, position + (uint)i, threshold);
            (add ? kept + Vector512.Load(y + i) : kept).Store(y + i);
        }
    }
}

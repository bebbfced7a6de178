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

    /// <summary>Σ x·y over the columns of some rows, each row in single, the rows in double precision.</summary>
    public static double Dot(float* x, float* y, int rows, int padded, int columns)
    {
        double total = 0;
        for (int row = 0; row < rows; row++, x += padded, y += padded)
        {
            Vector512<float> sum = default;
            int i = 0;
            for (; i + 16 <= columns; i += 16) sum = Vector512.FusedMultiplyAdd(Vector512.Load(x + i), Vector512.Load(y + i), sum);
            if (i < columns)
            {
                Vector512<float> counts = Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(columns - i)).AsSingle();
                sum = Vector512.FusedMultiplyAdd(Vector512.Load(x + i) & counts, Vector512.Load(y + i) & counts, sum);
            }
            Vector256<float> eight = sum.GetLower() + sum.GetUpper();
            Vector128<float> four = eight.GetLower() + eight.GetUpper();
            total += four[0] + four[2] + (four[1] + four[3]);
        }
        return total;
    }
}

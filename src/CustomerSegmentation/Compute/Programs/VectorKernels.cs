using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

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

    /// <summary>
    /// eˣ to about one part in ten million, for x of at most 88 (below −87 it stays at e⁻⁸⁷): 2ⁿ·eʳ with |r| ≤ ½ ln 2 and eʳ by a polynomial
    /// (Cephes' expf). Several times faster than <see cref="Vector512.Exp(Vector512{float})"/>, which computes in double precision.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x)
    {
        const float Round = 12582912f; // 1.5 · 2²³: adding it leaves whole numbers in the low bits
        x = Vector512.MaxNative(Vector512.Create(-87f), x);
        Vector512<float> shifted = Vector512.FusedMultiplyAdd(x, Vector512.Create(1.44269504f), Vector512.Create(Round)), n = shifted - Vector512.Create(Round);
        Vector512<float> r = Vector512.FusedMultiplyAdd(n, Vector512.Create(2.12194440e-4f), Vector512.FusedMultiplyAdd(n, Vector512.Create(-0.693359375f), x));
        Vector512<float> p = Vector512.FusedMultiplyAdd(Vector512.Create(1.9875691500e-4f), r, Vector512.Create(1.3981999507e-3f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(8.3334519073e-3f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(4.1665795894e-2f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.6666665459e-1f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(5.0000001201e-1f));
        p = Vector512.FusedMultiplyAdd(p, r * r, r) + Vector512<float>.One;
        return (p.AsInt32() + Vector512.ShiftLeft(shifted.AsInt32(), 23)).AsSingle();
    }

    /// <summary>Asks for some floats before they are needed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Ask(float* row, int length)
    {
        if (Sse.IsSupported)
            for (int i = 0; i < length; i += MatrixProduct.Lanes) Sse.Prefetch0(row + i);
    }
}

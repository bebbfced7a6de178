using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CustomerSegmentation;

/// <summary>
/// The products of <see cref="MatrixProduct"/> for rows of X that are nearly all zero, as counts of words are: zeros are skipped. A fused
/// multiply-add with zero changes nothing, so the bits are those of the full product.
/// </summary>
internal static unsafe class SkippingProduct
{
    /// <summary>Fewer columns than this are not worth looking for zeros.</summary>
    public const int FewestColumns = 128;

    /// <summary>Whether at most an eighth of these rows is not zero.</summary>
    public static bool Pays(float* x, nint ld, int rows, int columns)
    {
        int most = rows * columns / 8, found = 0;
        for (int row = 0; row < rows && found <= most; row++, x += ld)
            for (int k = 0; k < columns; k += 16) found += BitOperations.PopCount(NotZero(x, k, columns));
        return found <= most;
    }

    /// <summary><c>Y = start + X·W</c>; <paramref name="start"/> as in <see cref="MatrixProduct.Multiply"/>.</summary>
    public static void Forward(float* x, nint ldx, float* w, nint ldw, float* start, nint ldi, float* y, nint ldy, int rows, int n, int columns)
    {
        int* places = stackalloc int[columns];
        for (int row = 0; row < rows; row++, x += ldx, y += ldy, start += start == null ? 0 : ldi)
        {
            int count = Places(x, columns, places);
            for (int j = 0; j < n; j += 16)
            {
                Vector512<float> sum = start == null ? Vector512<float>.Zero : Vector512.Load(start + j);
                for (int i = 0; i < count; i++) sum = Vector512.FusedMultiplyAdd(Vector512.Create(x[places[i]]), Vector512.Load(w + places[i] * ldw + j), sum);
                sum.Store(y + j);
            }
        }
    }

    /// <summary><c>D += Xᵀ·G</c>.</summary>
    public static void AddGradient(float* x, nint ldx, float* g, nint ldg, float* d, nint ldd, int rows, int n, int columns)
    {
        int* places = stackalloc int[columns];
        for (int row = 0; row < rows; row++, x += ldx, g += ldg)
        {
            int count = Places(x, columns, places);
            for (int i = 0; i < count; i++)
            {
                float* sum = d + places[i] * ldd;
                Vector512<float> value = Vector512.Create(x[places[i]]);
                for (int j = 0; j < n; j += 16) Vector512.FusedMultiplyAdd(value, Vector512.Load(g + j), Vector512.Load(sum + j)).Store(sum + j);
            }
        }
    }

    private static int Places(float* x, int columns, int* places)
    {
        int count = 0;
        for (int k = 0; k < columns; k += 16)
            for (uint mask = NotZero(x, k, columns); mask != 0; mask &= mask - 1) places[count++] = k + BitOperations.TrailingZeroCount(mask);
        return count;
    }

    // Rows are padded to whole vectors, and what lies in the padding does not count.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint NotZero(float* x, int k, int columns)
    {
        uint mask = (uint)(~Vector512.Equals(Vector512.Load(x + k), Vector512<float>.Zero)).ExtractMostSignificantBits();
        return columns - k >= 16 ? mask & 0xFFFF : mask & ((1u << (columns - k)) - 1);
    }
}

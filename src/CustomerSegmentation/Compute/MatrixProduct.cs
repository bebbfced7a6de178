using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CustomerSegmentation;

/// <summary>
/// The one dense product: <c>C[m, n] = init + A[m, k] · B[k, n]</c>. A is read with any two strides, so that the forward product
/// (X·W), the weight gradient (Xᵀ·G) and the input gradient (G·Wᵀ) are the same code. Rows of B and C are padded to
/// <see cref="Lanes"/> floats, so there is no column remainder.
/// </summary>
/// <remarks>Each element is one chain of fused multiply-adds over k in rising order, whatever tile it falls in: a row alone gets
/// the same bits as in a batch, and so does any number of threads.</remarks>
internal static unsafe class MatrixProduct
{
    /// <summary>Floats in a vector; every matrix row is padded to a multiple of it.</summary>
    public const int Lanes = 16;

    /// <summary>The padded length of a row.</summary>
    public static int Padded(int columns) => (columns + Lanes - 1) / Lanes * Lanes;

    /// <summary>Computes the product.</summary>
    /// <param name="a">A, element (i, j) at <c>a[i·am + j·ak]</c>.</param>
    /// <param name="am">The stride between rows of A.</param>
    /// <param name="ak">The stride between columns of A.</param>
    /// <param name="b">B, row-major, <paramref name="ldb"/> floats a row.</param>
    /// <param name="ldb">The row length of B.</param>
    /// <param name="init">What C starts from, <paramref name="ldi"/> floats a row (0: one row for all, as a bias); null for zeros; C itself to accumulate.</param>
    /// <param name="ldi">The row length of init.</param>
    /// <param name="c">C, row-major, <paramref name="ldc"/> floats a row.</param>
    /// <param name="ldc">The row length of C.</param>
    /// <param name="m">Rows of A and C.</param>
    /// <param name="n">Columns of B and C, a multiple of <see cref="Lanes"/>.</param>
    /// <param name="k">Columns of A, rows of B.</param>
    public static void Multiply(float* a, nint am, nint ak, float* b, nint ldb, float* init, nint ldi, float* c, nint ldc, int m, int n, int k)
    {
        int i = 0;
        if (Vector512.IsHardwareAccelerated)
            for (; i + 8 <= m; i += 8)
            {
                int j = 0;
                for (; j + 32 <= n; j += 32) Tile8x2(a + i * am, am, ak, b + j, ldb, At(init, i, j, ldi), ldi, c + i * ldc + j, ldc, k);
                for (; j < n; j += 16)
                {
                    Tile4x1(a + i * am, am, ak, b + j, ldb, At(init, i, j, ldi), ldi, c + i * ldc + j, ldc, k);
                    Tile4x1(a + (i + 4) * am, am, ak, b + j, ldb, At(init, i + 4, j, ldi), ldi, c + (i + 4) * ldc + j, ldc, k);
                }
            }
        for (; i + 4 <= m; i += 4)
            for (int j = 0; j < n; j += 16)
                Tile4x1(a + i * am, am, ak, b + j, ldb, At(init, i, j, ldi), ldi, c + i * ldc + j, ldc, k);
        for (; i < m; i++)
        {
            int j = 0;
            for (; j + 64 <= n; j += 64) Tile1x4(a + i * am, ak, b + j, ldb, At(init, i, j, ldi), c + i * ldc + j, k);
            for (; j < n; j += 16) Tile1x1(a + i * am, ak, b + j, ldb, At(init, i, j, ldi), c + i * ldc + j, k);
        }
    }

    /// <summary>Writes <c>to[j, i] = from[i, j]</c>; padding of <paramref name="to"/> is left as it is.</summary>
    public static void Transpose(float* from, nint ldf, float* to, nint ldt, int rows, int columns)
    {
        for (int i0 = 0; i0 < rows; i0 += 16)
            for (int j = 0; j < columns; j++)
            {
                float* target = to + j * ldt;
                for (int i = i0; i < Math.Min(i0 + 16, rows); i++) target[i] = from[i * ldf + j];
            }
    }

    private static float* At(float* init, nint i, nint j, nint ldi) => init == null ? null : init + i * ldi + j;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Start(float* init, nint offset) => init == null ? Vector512<float>.Zero : Vector512.Load(init + offset);

    private static void Tile8x2(float* a, nint am, nint ak, float* b, nint ldb, float* init, nint ldi, float* c, nint ldc, int k)
    {
        Vector512<float> c00 = Start(init, 0), c01 = Start(init, 16), c10 = Start(init, ldi), c11 = Start(init, ldi + 16);
        Vector512<float> c20 = Start(init, 2 * ldi), c21 = Start(init, 2 * ldi + 16), c30 = Start(init, 3 * ldi), c31 = Start(init, 3 * ldi + 16);
        Vector512<float> c40 = Start(init, 4 * ldi), c41 = Start(init, 4 * ldi + 16), c50 = Start(init, 5 * ldi), c51 = Start(init, 5 * ldi + 16);
        Vector512<float> c60 = Start(init, 6 * ldi), c61 = Start(init, 6 * ldi + 16), c70 = Start(init, 7 * ldi), c71 = Start(init, 7 * ldi + 16);
        float* a4 = a + 4 * am;
        nint am2 = 2 * am, am3 = 3 * am;
        for (; k > 0; k--, a += ak, a4 += ak, b += ldb)
        {
            Vector512<float> b0 = Vector512.Load(b), b1 = Vector512.Load(b + 16);
            Vector512<float> x = Vector512.Create(*a);
            c00 = Vector512.FusedMultiplyAdd(x, b0, c00);
            c01 = Vector512.FusedMultiplyAdd(x, b1, c01);
            x = Vector512.Create(a[am]);
            c10 = Vector512.FusedMultiplyAdd(x, b0, c10);
            c11 = Vector512.FusedMultiplyAdd(x, b1, c11);
            x = Vector512.Create(a[am2]);
            c20 = Vector512.FusedMultiplyAdd(x, b0, c20);
            c21 = Vector512.FusedMultiplyAdd(x, b1, c21);
            x = Vector512.Create(a[am3]);
            c30 = Vector512.FusedMultiplyAdd(x, b0, c30);
            c31 = Vector512.FusedMultiplyAdd(x, b1, c31);
            x = Vector512.Create(*a4);
            c40 = Vector512.FusedMultiplyAdd(x, b0, c40);
            c41 = Vector512.FusedMultiplyAdd(x, b1, c41);
            x = Vector512.Create(a4[am]);
            c50 = Vector512.FusedMultiplyAdd(x, b0, c50);
            c51 = Vector512.FusedMultiplyAdd(x, b1, c51);
            x = Vector512.Create(a4[am2]);
            c60 = Vector512.FusedMultiplyAdd(x, b0, c60);
            c61 = Vector512.FusedMultiplyAdd(x, b1, c61);
            x = Vector512.Create(a4[am3]);
            c70 = Vector512.FusedMultiplyAdd(x, b0, c70);
            c71 = Vector512.FusedMultiplyAdd(x, b1, c71);
        }
        Store2(c, c00, c01);
        Store2(c += ldc, c10, c11);
        Store2(c += ldc, c20, c21);
        Store2(c += ldc, c30, c31);
        Store2(c += ldc, c40, c41);
        Store2(c += ldc, c50, c51);
        Store2(c += ldc, c60, c61);
        Store2(c + ldc, c70, c71);
    }

    private static void Tile4x1(float* a, nint am, nint ak, float* b, nint ldb, float* init, nint ldi, float* c, nint ldc, int k)
    {
        Vector512<float> c0 = Start(init, 0), c1 = Start(init, ldi), c2 = Start(init, 2 * ldi), c3 = Start(init, 3 * ldi);
        nint am2 = 2 * am, am3 = 3 * am;
        for (; k > 0; k--, a += ak, b += ldb)
        {
            Vector512<float> b0 = Vector512.Load(b);
            c0 = Vector512.FusedMultiplyAdd(Vector512.Create(*a), b0, c0);
            c1 = Vector512.FusedMultiplyAdd(Vector512.Create(a[am]), b0, c1);
            c2 = Vector512.FusedMultiplyAdd(Vector512.Create(a[am2]), b0, c2);
            c3 = Vector512.FusedMultiplyAdd(Vector512.Create(a[am3]), b0, c3);
        }
        c0.Store(c);
        c1.Store(c + ldc);
        c2.Store(c + 2 * ldc);
        c3.Store(c + 3 * ldc);
    }

    private static void Tile1x4(float* a, nint ak, float* b, nint ldb, float* init, float* c, int k)
    {
        Vector512<float> c0 = Start(init, 0), c1 = Start(init, 16), c2 = Start(init, 32), c3 = Start(init, 48);
        for (; k > 0; k--, a += ak, b += ldb)
        {
            Vector512<float> x = Vector512.Create(*a);
            c0 = Vector512.FusedMultiplyAdd(x, Vector512.Load(b), c0);
            c1 = Vector512.FusedMultiplyAdd(x, Vector512.Load(b + 16), c1);
            c2 = Vector512.FusedMultiplyAdd(x, Vector512.Load(b + 32), c2);
            c3 = Vector512.FusedMultiplyAdd(x, Vector512.Load(b + 48), c3);
        }
        Store2(c, c0, c1);
        Store2(c + 32, c2, c3);
    }

    private static void Tile1x1(float* a, nint ak, float* b, nint ldb, float* init, float* c, int k)
    {
        Vector512<float> c0 = Start(init, 0);
        for (; k > 0; k--, a += ak, b += ldb) c0 = Vector512.FusedMultiplyAdd(Vector512.Create(*a), Vector512.Load(b), c0);
        c0.Store(c);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store2(float* c, Vector512<float> left, Vector512<float> right)
    {
        left.Store(c);
        right.Store(c + 16);
    }
}

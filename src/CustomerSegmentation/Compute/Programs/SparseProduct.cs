using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CustomerSegmentation;

/// <summary>Which edges are left out at random: an edge and its reverse together, as a function of key and ends.</summary>
internal readonly record struct EdgeDraw(ulong Key, uint Threshold, float Scale)
{
    public static EdgeDraw None => new(0, uint.MaxValue, 1);

    public bool IsNone => Threshold == uint.MaxValue;

    public static EdgeDraw For(double rate, ulong seed, long step, int layer) =>
        rate == 0 ? None : new(CounterRandom.Key(seed, step, layer), CounterRandom.Threshold(1 - rate), (float)(1 / (1 - rate)));

    /// <summary>Whether the edge between two rows is kept.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Keeps(int a, int b)
    {
        uint x = (uint)Key ^ ((uint)Math.Min(a, b) * 0x9E3779B1u) ^ uint.RotateLeft((uint)Math.Max(a, b) * 0x85EBCA77u, 13);
        x ^= x >> 16;
        x *= 0x7feb352du;
        x ^= (x >> 15) ^ (uint)(Key >> 32);
        x *= 0x846ca68bu;
        x ^= x >> 16;
        return x < Threshold;
    }
}

/// <summary>
/// Rows of <c>Y = scale · A·X + addScale · Add</c> for a sparse A: each element is one chain of fused multiply-adds over the row's
/// entries in their order, so that a row has the same bits wherever it is computed.
/// </summary>
internal static unsafe class SparseProduct
{
    // How many entries ahead a row of X is asked for: far enough for memory, near enough to stay in the first cache.
    private const int Ahead = 12;

    /// <param name="a">A.</param>
    /// <param name="x">X, <paramref name="ld"/> floats a row, a multiple of 16.</param>
    /// <param name="ld">Floats a row of X, Add and Y.</param>
    /// <param name="scale">The factor of the product.</param>
    /// <param name="add">The row <paramref name="first"/> of Add, or null; may be Y.</param>
    /// <param name="addScale">Its factor.</param>
    /// <param name="y">The row <paramref name="first"/> of Y.</param>
    /// <param name="first">The first row.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="draw">Edges left out.</param>
    public static void Rows(SparseMatrix a, float* x, int ld, float scale, float* add, float addScale, float* y, int first, int rows, EdgeDraw draw)
    {
        fixed (int* starts = a.Starts, targets = a.Targets)
        fixed (float* weights = a.Weights)
        {
            scale *= draw.Scale;
            for (int row = first; row < first + rows; row++, y += ld, add += add == null ? 0 : ld)
            {
                int from = starts[row], to = starts[row + 1], column = 0;
                if (!draw.IsNone)
                {
                    for (; column < ld; column += 16) Dropped(targets, weights, from, to, x + column, ld, scale, At(add, column), addScale, y + column, row, draw);
                    continue;
                }
                for (; column + 64 <= ld; column += 64) Four(targets, weights, from, to, a.Targets.Length, x + column, ld, scale, At(add, column), addScale, y + column);
                for (; column < ld; column += 16) One(targets, weights, from, to, a.Targets.Length, x + column, ld, scale, At(add, column), addScale, y + column);
            }
        }
    }

    private static float* At(float* add, int column) => add == null ? null : add + column;

    private static void Four(int* targets, float* weights, int from, int to, int end, float* x, nint ld, float scale, float* add, float addScale, float* y)
    {
        Vector512<float> a = default, b = default, c = default, d = default;
        for (int e = from; e < to; e++)
        {
            if (Sse.IsSupported && e + Ahead < end)
            {
                float* next = x + targets[e + Ahead] * ld;
                Sse.Prefetch0(next);
                Sse.Prefetch0(next + 16);
                Sse.Prefetch0(next + 32);
                Sse.Prefetch0(next + 48);
            }
            float* row = x + targets[e] * ld;
            Vector512<float> weight = Vector512.Create(weights[e]);
            a = Vector512.FusedMultiplyAdd(weight, Vector512.Load(row), a);
            b = Vector512.FusedMultiplyAdd(weight, Vector512.Load(row + 16), b);
            c = Vector512.FusedMultiplyAdd(weight, Vector512.Load(row + 32), c);
            d = Vector512.FusedMultiplyAdd(weight, Vector512.Load(row + 48), d);
        }
        Store(a, scale, add, addScale, y);
        Store(b, scale, At(add, 16), addScale, y + 16);
        Store(c, scale, At(add, 32), addScale, y + 32);
        Store(d, scale, At(add, 48), addScale, y + 48);
    }

    private static void One(int* targets, float* weights, int from, int to, int end, float* x, nint ld, float scale, float* add, float addScale, float* y)
    {
        Vector512<float> a = default;
        for (int e = from; e < to; e++)
        {
            if (Sse.IsSupported && e + Ahead < end) Sse.Prefetch0(x + targets[e + Ahead] * ld);
            a = Vector512.FusedMultiplyAdd(Vector512.Create(weights[e]), Vector512.Load(x + targets[e] * ld), a);
        }
        Store(a, scale, add, addScale, y);
    }

    private static void Dropped(int* targets, float* weights, int from, int to, float* x, nint ld, float scale, float* add, float addScale, float* y, int row, EdgeDraw draw)
    {
        Vector512<float> a = default;
        for (int e = from; e < to; e++)
            if (draw.Keeps(row, targets[e]))
                a = Vector512.FusedMultiplyAdd(Vector512.Create(weights[e]), Vector512.Load(x + targets[e] * ld), a);
        Store(a, scale, add, addScale, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<float> sum, float scale, float* add, float addScale, float* y)
    {
        sum *= Vector512.Create(scale);
        if (add != null) sum = Vector512.FusedMultiplyAdd(Vector512.Create(addScale), Vector512.Load(add), sum);
        sum.Store(y);
    }
}

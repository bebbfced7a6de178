using System.Runtime.Intrinsics;

namespace CustomerSegmentation;

/// <summary>
/// The exact k nearest customers by squared Euclidean distance, equal distances by row. A blocked product in single precision, ‖a − b‖² = ‖a‖² + ‖b‖² − 2a·b,
/// leaves those who can be among the nearest by its error bound; their distances are then computed in double precision.
/// </summary>
internal sealed class NearestSearch
{
    private const int Block = 64, Panel = 512; // a panel of points stays in the cache while a block asks for it

    private readonly NearestSpace _space;
    private readonly int _padded;
    private readonly float[] _points; // [rows, columns]
    private readonly float[] _panels; // panel by panel [columns, 512]
    private readonly float[] _norms;

    public NearestSearch(NearestSpace space)
    {
        (int n, int d) = (space.Rows, space.Columns);
        (_space, _padded) = (space, (n + Panel - 1) / Panel * Panel);
        (_points, _panels, _norms) = (new float[(long)n * d], new float[(long)_padded * d], new float[_padded]);
        for (int j = 0; j < d; j++)
            for (int row = 0; row < n; row++)
            {
                float value = (float)space.Values[j][row];
                _points[(long)row * d + j] = _panels[((long)row / Panel * d + j) * Panel + row % Panel] = value;
                _norms[row] += value * value;
            }
        for (int row = 0; row < _padded; row++) if (row >= n || !space.Somewhere[row]) _norms[row] = float.PositiveInfinity;
    }

    /// <summary>The nearest others of each of the rows, nearest first; empty for a customer without a place.</summary>
    public int[][] Find(int[] rows, int k, CancellationToken cancellation)
    {
        int[][] found = new int[rows.Length][];
        int blocks = (rows.Length + Block - 1) / Block;
        Parallel.For(0, blocks, new ParallelOptions { CancellationToken = cancellation }, () => new Scratch(new float[Block * _space.Columns], new float[(long)Block * _padded], new float[k]), (block, _, scratch) =>
        {
            int first = block * Block, count = Math.Min(Block, rows.Length - first);
            Multiply(rows.AsSpan(first, count), scratch);
            for (int i = 0; i < count; i++) found[first + i] = Select(rows[first + i], scratch.Products.AsSpan(i * _padded, _padded), scratch.Nearest);
            return scratch;
        }, _ => { });
        return found;
    }

    private unsafe void Multiply(ReadOnlySpan<int> rows, Scratch scratch)
    {
        int d = _space.Columns;
        for (int i = 0; i < rows.Length; i++) _points.AsSpan(rows[i] * d, d).CopyTo(scratch.Asking.AsSpan(i * d));
        fixed (float* a = scratch.Asking, b = _panels, c = scratch.Products)
            for (int first = 0; first < _padded; first += Panel)
                MatrixProduct.Multiply(a, d, 1, b + (long)first * d, Panel, null, 0, c + first, _padded, rows.Length, Panel, d);
    }

    private int[] Select(int row, ReadOnlySpan<float> products, float[] nearest)
    {
        if (!_space.Somewhere[row]) return [];
        // Products of length d, the norms and their difference are off by no more than this times the sum of the norms, with room to spare.
        float error = (_space.Columns + 8) * MathF.ScaleB(1, -22);
        Array.Fill(nearest, float.PositiveInfinity); // the k smallest upper bounds, rising
        for (int first = 0; first < _padded; first += MatrixProduct.Lanes)
        {
            Vector512<float> uppers = Bounds(row, products, first, 1 + error);
            if (!Vector512.LessThanAny(uppers, Vector512.Create(nearest[^1]))) continue;
            for (int lane = 0; lane < MatrixProduct.Lanes; lane++)
            {
                float upper = uppers[lane];
                if (upper >= nearest[^1] || first + lane == row) continue;
                int place = nearest.Length - 1;
                for (; place > 0 && nearest[place - 1] > upper; place--) nearest[place] = nearest[place - 1];
                nearest[place] = upper;
            }
        }
        List<(double Distance, int Row)> candidates = [];
        for (int first = 0; first < _padded; first += MatrixProduct.Lanes)
        {
            Vector512<float> lowers = Bounds(row, products, first, 1 - error);
            if (!Vector512.LessThanOrEqualAny(lowers, Vector512.Create(nearest[^1]))) continue;
            for (int other = first; other < Math.Min(first + MatrixProduct.Lanes, _space.Rows); other++)
                if (lowers[other - first] <= nearest[^1] && other != row && _space.Somewhere[other]) candidates.Add((Distance(row, other), other));
        }
        candidates.Sort();
        return [.. candidates.Take(nearest.Length).Select(candidate => candidate.Row)];
    }

    /// <summary>Squared distances of sixteen customers with the norms scaled; infinite for those without a place.</summary>
    private Vector512<float> Bounds(int row, ReadOnlySpan<float> products, int first, float scale) =>
        (Vector512.Create(_norms[row]) + Vector512.Create(_norms.AsSpan(first))) * Vector512.Create(scale) - Vector512.Create(products[first..]) * 2;

    private double Distance(int a, int b)
    {
        double sum = 0;
        foreach (double[] column in _space.Values) sum += (column[a] - column[b]) * (column[a] - column[b]);
        return sum;
    }

    private sealed record Scratch(float[] Asking, float[] Products, float[] Nearest);
}

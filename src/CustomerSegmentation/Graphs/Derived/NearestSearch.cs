namespace CustomerSegmentation;

/// <summary>
/// The exact k nearest customers by squared Euclidean distance, equal distances by row. A blocked product in single precision, ‖a − b‖² = ‖a‖² + ‖b‖² − 2a·b,
/// leaves those who can be among the nearest by its error bound; their distances are then computed in double precision.
/// </summary>
internal sealed class NearestSearch
{
    private const int Block = 64;

    private readonly NearestSpace _space;
    private readonly int _padded;
    private readonly float[] _points, _across; // [rows, columns] and [columns, padded rows]
    private readonly float[] _norms;

    public NearestSearch(NearestSpace space)
    {
        (int n, int d) = (space.Rows, space.Columns);
        (_space, _padded) = (space, MatrixProduct.Padded(n));
        (_points, _across, _norms) = (new float[(long)n * d], new float[(long)_padded * d], new float[n]);
        for (int j = 0; j < d; j++)
            for (int row = 0; row < n; row++)
            {
                float value = (float)space.Values[j][row];
                _points[(long)row * d + j] = _across[(long)j * _padded + row] = value;
                _norms[row] += value * value;
            }
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
            for (int i = 0; i < count; i++) found[first + i] = Select(rows[first + i], scratch.Products.AsSpan(i * _padded, _space.Rows), scratch.Nearest);
            return scratch;
        }, _ => { });
        return found;
    }

    private unsafe void Multiply(ReadOnlySpan<int> rows, Scratch scratch)
    {
        int d = _space.Columns;
        for (int i = 0; i < rows.Length; i++) _points.AsSpan(rows[i] * d, d).CopyTo(scratch.Asking.AsSpan(i * d));
        fixed (float* a = scratch.Asking, b = _across, c = scratch.Products)
            MatrixProduct.Multiply(a, d, 1, b, _padded, null, 0, c, _padded, rows.Length, _padded, d);
    }

    private int[] Select(int row, ReadOnlySpan<float> products, float[] nearest)
    {
        if (!_space.Somewhere[row]) return [];
        // Products of length d, the norms and their difference are off by no more than this times the sum of the norms, with room to spare.
        float error = (_space.Columns + 8) * MathF.ScaleB(1, -22), norm = _norms[row];
        Array.Fill(nearest, float.PositiveInfinity); // the k smallest upper bounds, rising
        for (int other = 0; other < products.Length; other++)
        {
            float sum = norm + _norms[other], upper = sum - 2 * products[other] + error * sum;
            if (upper >= nearest[^1] || other == row || !_space.Somewhere[other]) continue;
            int place = nearest.Length - 1;
            for (; place > 0 && nearest[place - 1] > upper; place--) nearest[place] = nearest[place - 1];
            nearest[place] = upper;
        }
        List<(double Distance, int Row)> candidates = [];
        for (int other = 0; other < products.Length; other++)
        {
            float sum = norm + _norms[other];
            if (sum - 2 * products[other] - error * sum <= nearest[^1] && other != row && _space.Somewhere[other]) candidates.Add((Distance(row, other), other));
        }
        candidates.Sort();
        return [.. candidates.Take(nearest.Length).Select(candidate => candidate.Row)];
    }

    private double Distance(int a, int b)
    {
        double sum = 0;
        foreach (double[] column in _space.Values) sum += (column[a] - column[b]) * (column[a] - column[b]);
        return sum;
    }

    private sealed record Scratch(float[] Asking, float[] Products, float[] Nearest);
}

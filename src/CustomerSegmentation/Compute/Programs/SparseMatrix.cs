namespace CustomerSegmentation;

/// <summary>A weighted sparse matrix <c>[rows, columns]</c> in compressed rows with 32-bit indices; immutable.</summary>
internal sealed class SparseMatrix
{
    // What a row costs besides its edges, in edges: so that empty rows count too when rows are shared out.
    private const int RowCost = 8;

    private SparseMatrix? _transposed;

    /// <summary>Takes over the arrays: row i has the entries <c>starts[i] … starts[i + 1] − 1</c>.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="starts">The first entry of each row, <c>[rows + 1]</c>.</param>
    /// <param name="targets">The column of each entry.</param>
    /// <param name="weights">The value of each entry.</param>
    /// <param name="symmetric">Whether it equals its transpose.</param>
    public SparseMatrix(int rows, int columns, int[] starts, int[] targets, float[] weights, bool symmetric = false)
    {
        (Rows, Columns, Starts, Targets, Weights) = (rows, columns, starts, targets, weights);
        if (symmetric) _transposed = this;
        Bounds = ShardBounds.Balanced(rows, row => starts[row] + (long)RowCost * row);
    }

    public int Rows { get; }

    public int Columns { get; }

    public int[] Starts { get; }

    public int[] Targets { get; }

    public float[] Weights { get; }

    /// <summary>The columns of a row's entries.</summary>
    public ReadOnlySpan<int> RowTargets(int row) => Targets.AsSpan(Starts[row], Starts[row + 1] - Starts[row]);

    /// <summary>The first row of each shard and the end: fixed by the matrix, balanced by its entries.</summary>
    public int[] Bounds { get; }

    /// <summary>The transpose, made at the first call by counting, entries in rising order.</summary>
    public SparseMatrix Transposed => _transposed ??= Transpose();

    private SparseMatrix Transpose()
    {
        int[] starts = new int[Columns + 1], targets = new int[Targets.Length];
        float[] weights = new float[Targets.Length];
        foreach (int target in Targets) starts[target + 1]++;
        for (int i = 0; i < Columns; i++) starts[i + 1] += starts[i];
        int[] next = starts[..^1];
        for (int row = 0; row < Rows; row++)
            for (int e = Starts[row]; e < Starts[row + 1]; e++)
            {
                int place = next[Targets[e]]++;
                (targets[place], weights[place]) = (row, Weights[e]);
            }
        return new(Columns, Rows, starts, targets, weights) { _transposed = this };
    }
}

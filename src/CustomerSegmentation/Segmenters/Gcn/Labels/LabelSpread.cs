namespace CustomerSegmentation;

/// <summary>
/// Spreads rows of numbers along all relations: <c>Y ← α·S·Y + (1 − α)·Y₀</c>, step by step. <c>S = C^−½ · Σᵣ Sᵣ · C^−½</c>: Sᵣ is a relation
/// between customers normalised on both sides (the mean of both ways where it has a direction), or customers by way of items,
/// <c>B·Bᵀ</c> with B normalised; cᵢ is the number of relations in which customer i has an edge. S is symmetric, its eigenvalues lie in
/// [−1, 1], and with one relation it is that of the papers.
/// </summary>
internal sealed unsafe class LabelSpread
{
    private readonly int _customers, _items;
    private readonly List<(SparseMatrix? Back, SparseMatrix To, float Scale)> _ways = [];
    private readonly WorkerTeam _team;

    /// <param name="rows">The rows of each space.</param>
    /// <param name="relations">The edges of each relation.</param>
    /// <param name="shapes">What each relation is.</param>
    /// <param name="team">The threads, the caller's.</param>
    public LabelSpread(int[] rows, IReadOnlyList<GcnEdges> relations, IReadOnlyList<GcnRelationShape> shapes, WorkerTeam team)
    {
        (_customers, _team) = (rows[0], team);
        double[] linked = new double[_customers];
        for (int r = 0; r < shapes.Count; r++)
            for (int row = 0; row < _customers; row++)
                if (relations[r].UserSums[row] > 0 || shapes[r] is { Space: 0, Directed: true } && relations[r].OtherSums[row] > 0) linked[row]++;
        for (int r = 0; r < shapes.Count; r++)
        {
            GcnEdges edges = relations[r];
            bool items = shapes[r].Space > 0;
            SparseMatrix to = Scaled(edges.ToUsers, Roots(edges.UserSums, linked), Roots(edges.OtherSums, items ? null : linked));
            if (items) _ways.Add((to.Transposed, to, 1));
            else if (shapes[r].Directed) _ways.AddRange([(null, to, 0.5f), (null, to.Transposed, 0.5f)]);
            else _ways.Add((null, to, 1));
            if (items) _items = Math.Max(_items, to.Columns);
        }
    }

    /// <summary>The rows after all steps, <c>[customers, ld]</c>; the caller disposes them.</summary>
    /// <param name="start">Y₀ <c>[customers, ld]</c>.</param>
    /// <param name="ld">Floats a row, a multiple of 16.</param>
    /// <param name="alpha">α.</param>
    /// <param name="steps">Steps.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public TensorBuffer Run(TensorBuffer start, int ld, double alpha, int steps, CancellationToken cancellationToken)
    {
        TensorBuffer now = new((long)_customers * ld), next = new((long)_customers * ld);
        using TensorBuffer items = new((long)_items * ld);
        try
        {
            Buffer.MemoryCopy(start.Pointer, now.Pointer, now.Length * sizeof(float), now.Length * sizeof(float));
            for (int step = 0; step < steps && _ways.Count > 0; step++, (now, next) = (next, now))
            {
                cancellationToken.ThrowIfCancellationRequested();
                float* add = start.Pointer;
                float addScale = (float)(1 - alpha);
                foreach ((SparseMatrix? back, SparseMatrix to, float scale) in _ways)
                {
                    if (back is not null) Product(back, now.Pointer, ld, 1, null, 0, items.Pointer);
                    Product(to, back is null ? now.Pointer : items.Pointer, ld, (float)alpha * scale, add, addScale, next.Pointer);
                    add = next.Pointer; // further relations add to what is there
                    addScale = 1;
                }
            }
            return now;
        }
        catch
        {
            now.Dispose();
            throw;
        }
        finally
        {
            next.Dispose();
        }
    }

    private void Product(SparseMatrix a, float* x, int ld, float scale, float* add, float addScale, float* y) => _team.Run(a.Bounds.Length - 1, shard =>
    {
        int first = a.Bounds[shard], rows = a.Bounds[shard + 1] - first;
        SparseProduct.Rows(a, x, ld, scale, add == null ? null : add + (long)first * ld, addScale, y + (long)first * ld, first, rows, EdgeDraw.None);
    });

    // 1 / √(sum · relations), 0 for rows without an edge.
    private static double[] Roots(double[] sums, double[]? linked)
    {
        double[] roots = new double[sums.Length];
        for (int row = 0; row < roots.Length; row++) roots[row] = sums[row] > 0 ? 1 / Math.Sqrt(sums[row] * (linked?[row] ?? 1)) : 0;
        return roots;
    }

    private static SparseMatrix Scaled(Adjacency edges, double[] rows, double[] columns)
    {
        float[] weights = new float[edges.Count];
        for (int row = 0; row < edges.Rows; row++)
            for (int e = edges.Starts[row]; e < edges.Starts[row + 1]; e++)
                weights[e] = (float)((edges.Weights is null ? 1 : edges.Weights[e]) * rows[row] * columns[edges.Targets[e]]);
        return new(edges.Rows, edges.Columns, edges.Starts, edges.Targets, weights);
    }
}

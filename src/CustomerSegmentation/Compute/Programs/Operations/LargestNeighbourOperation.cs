using System.Runtime.Intrinsics;

namespace CustomerSegmentation;

/// <summary>
/// <c>Y[i] = maxⱼ X[j]</c> by column over the entries of a slot's matrix, whose weights do not count (max aggregation of GraphSAGE:
/// Hamilton, Ying, Leskovec, arXiv 1706.02216). A row without entries is zero. Of equal values the first counts.
/// </summary>
internal sealed unsafe class LargestNeighbourOperation(ProgramMatrix output, int slot, ProgramMatrix x, double edgeDropout) : ProgramOperation(output, x)
{
    private const int Ahead = 8; // entries ahead for which rows are asked

    public override bool RowLocal => false;

    public override bool Random => edgeDropout > 0;

    public override int BackwardSpace => x.Space;

    // For each value which neighbour it came from, −1 none.
    public override int StatePerRow => x.Padded;

    public override bool StateForBackward => true;

    public override int[] Bounds(ProgramRun run) => run.View.Matrices[slot].Bounds;

    public override int[] BackwardBounds(ProgramRun run) => run.View.Matrices[slot].Transposed.Bounds;

    public override void Forward(ProgramRun run, int shard, int first, int rows)
    {
        SparseMatrix a = run.View.Matrices[slot];
        EdgeDraw draw = run.Edges(this, edgeDropout);
        float* values = run.Values(x), y = run.Value(Output, shard, first);
        fixed (int* starts = a.Starts, targets = a.Targets)
            for (int row = first; row < first + rows; row++, y += x.Padded)
            {
                RowEntries entries = new(targets, starts[row], starts[row + 1], a.Targets.Length);
                for (int column = 0; column < x.Padded; column += MatrixProduct.Lanes)
                    Row(entries, draw, row, values, column, y + column, run.Trains ? run.RowState(this, row) + column : null);
            }
    }

    public override void Backward(ProgramRun run, int shard, int first, int rows)
    {
        if (!x.NeedsGradient) return;
        SparseMatrix back = run.View.Matrices[slot].Transposed;
        float* gradients = run.GradientsOf(Output), to = run.Gradient(x, shard, first);
        if (!Accumulates[0]) new Span<float>(to, rows * x.Padded).Clear();
        fixed (int* starts = back.Starts, targets = back.Targets)
            for (int neighbour = first; neighbour < first + rows; neighbour++, to += x.Padded)
                for (int e = starts[neighbour]; e < starts[neighbour + 1]; e++)
                {
                    if (e + Ahead < back.Targets.Length)
                    {
                        VectorKernels.Ask(gradients + (long)targets[e + Ahead] * x.Padded, x.Padded);
                        VectorKernels.Ask(run.RowState(this, targets[e + Ahead]), x.Padded);
                    }
                    float* g = gradients + (long)targets[e] * x.Padded, origins = run.RowState(this, targets[e]);
                    for (int i = 0; i < x.Padded; i += MatrixProduct.Lanes)
                    {
                        Vector512<float> mine = Vector512.Equals(Vector512.Load((int*)origins + i), Vector512.Create(neighbour)).AsSingle();
                        ((Vector512.Load(g + i) & mine) + Vector512.Load(to + i)).Store(to + i);
                    }
                }
    }

    private void Row(in RowEntries entries, EdgeDraw draw, int row, float* values, int column, float* y, float* origins)
    {
        Vector512<float> most = Vector512.Create(float.NegativeInfinity);
        Vector512<int> origin = Vector512.Create(-1);
        for (int e = entries.From; e < entries.To; e++)
        {
            if (column == 0 && e + Ahead < entries.End) VectorKernels.Ask(values + (long)entries.Targets[e + Ahead] * x.Padded, x.Padded);
            int neighbour = entries.Targets[e];
            if (!draw.IsNone && !draw.Keeps(row, neighbour)) continue;
            Vector512<float> now = Vector512.Load(values + (long)neighbour * x.Padded + column), larger = Vector512.GreaterThan(now, most);
            most = Vector512.ConditionalSelect(larger, now, most);
            origin = Vector512.ConditionalSelect(larger.AsInt32(), Vector512.Create(neighbour), origin);
        }
        (most & Vector512.GreaterThanOrEqual(origin, Vector512<int>.Zero).AsSingle()).Store(y);
        if (origins != null) origin.Store((int*)origins);
    }
}

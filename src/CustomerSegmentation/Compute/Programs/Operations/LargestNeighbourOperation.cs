using System.Runtime.Intrinsics;

namespace CustomerSegmentation;

/// <summary>
/// <c>Y[i] = maxⱼ X[j]</c> by column over the entries of a slot's matrix, whose weights do not count (max aggregation of GraphSAGE:
/// Hamilton, Ying, Leskovec, arXiv 1706.02216). A row without entries is zero. Of equal values the first counts.
/// </summary>
internal sealed unsafe class LargestNeighbourOperation(ProgramMatrix output, int slot, ProgramMatrix x, double edgeDropout) : ProgramOperation(output, x)
{
    public override bool RowLocal => false;

    public override bool Random => edgeDropout > 0;

    public override int BackwardSpace => x.Space;

    // For each value which neighbour it came from, −1 none.
    public override int StatePerRow => x.Padded;

    public override int[] Bounds(ProgramRun run) => run.View.Matrices[slot].Bounds;

    public override int[] BackwardBounds(ProgramRun run) => run.View.Matrices[slot].Transposed.Bounds;

    public override void Forward(ProgramRun run, int shard, int first, int rows)
    {
        SparseMatrix a = run.View.Matrices[slot];
        EdgeDraw draw = run.Edges(this, edgeDropout);
        float* values = run.Values(x), y = run.Value(Output, shard, first);
        for (int row = first; row < first + rows; row++, y += x.Padded)
        {
            float* origins = run.RowState(this, row);
            new Span<int>(origins, x.Padded).Fill(-1);
            new Span<float>(y, x.Padded).Clear();
            bool some = false;
            foreach (int neighbour in a.RowTargets(row))
            {
                if (!draw.IsNone && !draw.Keeps(row, neighbour)) continue;
                Take(values + (long)neighbour * x.Padded, y, origins, neighbour, !some);
                some = true;
            }
        }
    }

    public override void Backward(ProgramRun run, int shard, int first, int rows)
    {
        if (!x.NeedsGradient) return;
        SparseMatrix back = run.View.Matrices[slot].Transposed;
        float* gradients = run.GradientsOf(Output), to = run.Gradient(x, shard, first);
        if (!Accumulates[0]) new Span<float>(to, rows * x.Padded).Clear();
        for (int neighbour = first; neighbour < first + rows; neighbour++, to += x.Padded)
            foreach (int row in back.RowTargets(neighbour))
            {
                float* g = gradients + (long)row * x.Padded, origins = run.RowState(this, row);
                for (int i = 0; i < x.Padded; i += 16)
                {
                    Vector512<float> mine = Vector512.Equals(Vector512.Load((int*)origins + i), Vector512.Create(neighbour)).AsSingle();
                    ((Vector512.Load(g + i) & mine) + Vector512.Load(to + i)).Store(to + i);
                }
            }
    }

    private void Take(float* value, float* y, float* origins, int neighbour, bool first)
    {
        for (int i = 0; i < x.Padded; i += 16)
        {
            Vector512<float> now = Vector512.Load(value + i), most = Vector512.Load(y + i);
            Vector512<float> larger = first ? Vector512<float>.AllBitsSet : Vector512.GreaterThan(now, most);
            Vector512.ConditionalSelect(larger, now, most).Store(y + i);
            Vector512.ConditionalSelect(larger, Vector512.Create(neighbour).AsSingle(), Vector512.Load(origins + i)).Store(origins + i);
        }
    }
}

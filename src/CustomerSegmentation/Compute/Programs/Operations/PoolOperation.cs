namespace CustomerSegmentation;

/// <summary>
/// Attention pooling of the members of a group (Li et al., arXiv 1511.05493): <c>Y[g] = Σᵢ αᵢ·X[i]</c>, α the softmax over the group's
/// members of a score a row, <c>E [rows, 1]</c>. Groups are the rows of a slot's matrix, members its entries. An empty group is zero.
/// </summary>
internal sealed unsafe class PoolOperation(ProgramMatrix output, int slot, ProgramMatrix x, ProgramMatrix scores) : ProgramOperation(output, x, scores)
{
    public override bool RowLocal => false;

    public override bool SameWidth => false;

    public override int BackwardSpace => x.Space;

    // The largest score, one over the sum of exponentials, and on the way back the gradient's product with the group's row.
    public override int StatePerRow => 3;

    public override int[] Bounds(ProgramRun run) => run.View.Matrices[slot].Bounds;

    public override int[] BackwardBounds(ProgramRun run) => run.View.Matrices[slot].Transposed.Bounds;

    public override void Forward(ProgramRun run, int shard, int first, int rows)
    {
        SparseMatrix groups = run.View.Matrices[slot];
        float* values = run.Values(x), y = run.Value(Output, shard, first);
        for (int group = first; group < first + rows; group++, y += Output.Padded)
        {
            ReadOnlySpan<int> members = groups.RowTargets(group);
            float* state = run.RowState(this, group);
            new Span<float>(y, Output.Padded).Clear();
            float most = float.NegativeInfinity, total = 0;
            foreach (int member in members) most = Math.Max(most, Score(run, member));
            foreach (int member in members) total += MathF.Exp(Score(run, member) - most);
            (state[0], state[1]) = (most, 1 / total);
            foreach (int member in members) VectorKernels.Scale(values + (long)member * x.Padded, Share(run, group, member), y, x.Padded, true);
        }
    }

    public override void PrepareBackward(ProgramRun run) => run.ForBlocks(Bounds(run), (_, first, rows) =>
    {
        for (int group = first; group < first + rows; group++)
        {
            double product = 0;
            foreach (int member in run.View.Matrices[slot].RowTargets(group)) product += Share(run, group, member) * Product(run, group, member);
            run.RowState(this, group)[2] = (float)product;
        }
    });

    public override void Backward(ProgramRun run, int shard, int first, int rows)
    {
        SparseMatrix back = run.View.Matrices[slot].Transposed;
        float* toValues = x.NeedsGradient ? run.Gradient(x, shard, first) : null, toScores = scores.NeedsGradient ? run.Gradient(scores, shard, first) : null;
        if (toValues != null && !Accumulates[0]) new Span<float>(toValues, rows * x.Padded).Clear();
        if (toScores != null && !Accumulates[1]) new Span<float>(toScores, rows * scores.Padded).Clear();
        for (int i = 0; i < rows; i++)
            foreach (int group in back.RowTargets(first + i))
            {
                float share = Share(run, group, first + i);
                if (toValues != null) VectorKernels.Scale(run.GradientsOf(Output) + (long)group * Output.Padded, share, toValues + i * x.Padded, x.Padded, true);
                if (toScores != null) toScores[i * scores.Padded] += (float)(share * (Product(run, group, first + i) - run.RowState(this, group)[2]));
            }
    }

    private float Score(ProgramRun run, int member) => run.Values(scores)[(long)member * scores.Padded];

    private float Share(ProgramRun run, int group, int member) => MathF.Exp(Score(run, member) - run.RowState(this, group)[0]) * run.RowState(this, group)[1];

    private double Product(ProgramRun run, int group, int member) =>
        VectorKernels.Dot(run.Values(x) + (long)member * x.Padded, run.GradientsOf(Output) + (long)group * Output.Padded, 1, x.Padded, x.Columns);
}

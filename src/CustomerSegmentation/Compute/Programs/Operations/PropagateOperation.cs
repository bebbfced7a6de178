namespace CustomerSegmentation;

/// <summary><c>Y = scale · A·X + residualScale · R</c> for the sparse matrix A of a slot; R has the rows of Y.</summary>
internal sealed unsafe class PropagateOperation(ProgramMatrix output, int slot, ProgramMatrix x, float scale, ProgramMatrix? residual, float residualScale, double edgeDropout)
    : ProgramOperation(output, residual is null ? [x] : [x, residual])
{
    public override bool RowLocal => false;

    public override bool Random => edgeDropout > 0;

    public override int BackwardSpace => Inputs[0].Space;

    public override int[] Bounds(ProgramRun run) => run.View.Matrices[slot].Bounds;

    public override int[] BackwardBounds(ProgramRun run) => run.View.Matrices[slot].Transposed.Bounds;

    public override void Forward(ProgramRun run, int shard, int first, int rows) => SparseProduct.Rows(
        run.View.Matrices[slot], run.Values(x), x.Padded, scale, residual is null ? null : run.Value(residual, shard, first), residualScale,
        run.Value(Output, shard, first), first, rows, run.Edges(this, edgeDropout));

    public override void Backward(ProgramRun run, int shard, int first, int rows)
    {
        float* gradient = run.GradientsOf(Output);
        if (x.NeedsGradient)
        {
            float* target = run.Gradient(x, shard, first);
            SparseProduct.Rows(run.View.Matrices[slot].Transposed, gradient, x.Padded, scale, Accumulates[0] ? target : null, 1, target, first, rows, run.Edges(this, edgeDropout));
        }
        if (residual is { NeedsGradient: true })
            VectorKernels.Scale(gradient + (long)first * x.Padded, residualScale, run.Gradient(residual, shard, first), rows * x.Padded, Accumulates[1]);
    }
}

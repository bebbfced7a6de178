namespace CustomerSegmentation;

/// <summary><c>Y = dropout(X)</c> (Srivastava et al. 2014); the mask is drawn again on the way back.</summary>
internal sealed unsafe class DropoutOperation(ProgramMatrix output, ProgramMatrix x, double rate) : ProgramOperation(output, x)
{
    public override bool Random => rate > 0;

    public override void Forward(ProgramRun run, int shard, int first, int rows) =>
        Pass(run, run.Value(x, shard, first), run.Value(Output, shard, first), first, rows, false);

    public override void Backward(ProgramRun run, int shard, int first, int rows)
    {
        if (x.NeedsGradient) Pass(run, run.Gradient(Output, shard, first), run.Gradient(x, shard, first), first, rows, Accumulates[0]);
    }

    private void Pass(ProgramRun run, float* from, float* to, int first, int rows, bool add)
    {
        DropoutDraw draw = run.Dropout(this, rate);
        if (draw.IsNone) VectorKernels.Scale(from, 1, to, rows * x.Padded, add);
        else VectorKernels.Drop(from, to, rows * x.Padded, (uint)((long)first * x.Padded), draw, add);
    }
}

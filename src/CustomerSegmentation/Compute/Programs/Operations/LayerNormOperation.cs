namespace CustomerSegmentation;

/// <summary>Layer normalisation of each row (Ba, Kiros, Hinton 2016); X is read by nobody else and keeps the normalised values.</summary>
internal sealed unsafe class LayerNormOperation(ProgramMatrix output, ProgramMatrix x, ProgramParameter gamma, ProgramParameter beta) : ProgramOperation(output, x)
{
    public override bool HasParameters => true;

    public override int StatePerRow => 1;

    public override void Forward(ProgramRun run, int shard, int first, int rows) => NormKernels.LayerForward(
        run.Value(x, shard, first), run.Value(Output, shard, first), run.Parameters + gamma.Offset, run.Parameters + beta.Offset,
        run.RowState(this, first), x.Padded, x.Columns, rows);

    public override void Backward(ProgramRun run, int shard, int first, int rows) => NormKernels.LayerBackward(
        run.Value(x, shard, first), run.Gradient(Output, shard, first), run.Parameters + gamma.Offset, run.RowState(this, first),
        run.ShardGradients(shard) + gamma.Offset, run.ShardGradients(shard) + beta.Offset, x.Padded, x.Columns, rows);
}

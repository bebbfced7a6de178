namespace CustomerSegmentation;

/// <summary><c>Y = X + b</c> in place; X is read by nobody else.</summary>
internal sealed unsafe class BiasOperation(ProgramMatrix output, ProgramMatrix x, ProgramParameter bias) : ProgramOperation(output, x)
{
    public override bool HasParameters => true;

    public override void Forward(ProgramRun run, int shard, int first, int rows)
    {
        float* y = run.Value(Output, shard, first);
        for (int i = 0; i < rows; i++, y += x.Padded) VectorKernels.Scale(run.Parameters + bias.Offset, 1, y, x.Padded, true);
    }

    public override void Backward(ProgramRun run, int shard, int first, int rows) =>
        NormKernels.AddColumnSums(run.Gradient(Output, shard, first), run.ShardGradients(shard) + bias.Offset, x.Padded, rows);
}

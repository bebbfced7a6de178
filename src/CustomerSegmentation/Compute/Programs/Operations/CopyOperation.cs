namespace CustomerSegmentation;

/// <summary><c>Y = X</c>: what follows may overwrite Y while X, which a way back reads, keeps its values. The gradient's memory is one.</summary>
internal sealed unsafe class CopyOperation(ProgramMatrix output, ProgramMatrix x) : ProgramOperation(output, x)
{
    public override void Forward(ProgramRun run, int shard, int first, int rows) =>
        VectorKernels.Scale(run.Value(x, shard, first), 1, run.Value(Output, shard, first), rows * x.Padded, false);

    public override void Backward(ProgramRun run, int shard, int first, int rows) { }
}

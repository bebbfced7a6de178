namespace CustomerSegmentation;

/// <summary><c>Y = Σₖ cₖ·Xₖ</c>: residual connections, relations joined by their sum, layers averaged.</summary>
internal sealed unsafe class SumOperation(ProgramMatrix output, ProgramMatrix[] inputs, float[] factors) : ProgramOperation(output, inputs)
{
    public override void Forward(ProgramRun run, int shard, int first, int rows)
    {
        for (int k = 0; k < Inputs.Length; k++)
            VectorKernels.Scale(run.Value(Inputs[k], shard, first), factors[k], run.Value(Output, shard, first), rows * Output.Padded, k > 0);
    }

    public override void Backward(ProgramRun run, int shard, int first, int rows)
    {
        for (int k = 0; k < Inputs.Length; k++)
            if (Inputs[k].NeedsGradient)
                VectorKernels.Scale(run.Gradient(Output, shard, first), factors[k], run.Gradient(Inputs[k], shard, first), rows * Output.Padded, Accumulates[k]);
    }
}

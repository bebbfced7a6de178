namespace CustomerSegmentation;

/// <summary><c>Y = dropout(activation(X))</c>; X is read by nobody else and its memory is used again where the way back allows it.</summary>
internal sealed unsafe class ActivateOperation(ProgramMatrix output, ProgramMatrix x, Activation activation, double dropout) : ProgramOperation(output, x)
{
    /// <summary>Whether the output may lie where the input was: ReLU's derivative is known from its output.</summary>
    public static bool InPlace(Activation activation) => activation == Activation.Relu;

    public override bool Random => dropout > 0;

    public override void Forward(ProgramRun run, int shard, int first, int rows) => ActivationKernels.Forward(
        activation, run.Value(x, shard, first), run.Value(Output, shard, first), x.Padded, rows, first, run.Dropout(this, dropout));

    public override void Backward(ProgramRun run, int shard, int first, int rows) => ActivationKernels.Backward(
        activation, run.Value(x, shard, first), run.Value(Output, shard, first), run.Gradient(Output, shard, first), x.Padded, rows, first, run.Dropout(this, dropout));
}

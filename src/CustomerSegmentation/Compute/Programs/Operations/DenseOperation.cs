namespace CustomerSegmentation;

/// <summary>
/// <c>Y = Σₖ Xₖ·Wₖ + b</c>. With several inputs it is the product of their concatenation, which nobody has to write down. With an
/// identity share β it is <c>X·((1 − β)·I + β·W)</c>, as GCNII maps (Chen et al. 2020).
/// </summary>
internal sealed unsafe class DenseOperation(ProgramMatrix output, ProgramMatrix[] inputs, ProgramParameter[] weights, ProgramParameter? bias, float? mix = null)
    : ProgramOperation(output, inputs)
{
    public override bool HasParameters => true;

    public override bool SameWidth => false;

    // The transposed weights of each input, then the mixed weights.
    public override int StateLength => weights.Sum(weight => weight.Columns * MatrixProduct.Padded(weight.Rows)) + (mix is null ? 0 : weights[0].Length);

    public override void Begin(ProgramRun run)
    {
        if (mix is not { } share) return;
        float* mixed = Mixed(run), weight = run.Parameters + weights[0].Offset;
        VectorKernels.Scale(weight, share, mixed, weights[0].Length, false);
        for (int i = 0; i < weights[0].Rows; i++) mixed[i * Output.Padded + i] += 1 - share;
    }

    public override void Forward(ProgramRun run, int shard, int first, int rows)
    {
        float* y = run.Value(Output, shard, first);
        for (int k = 0; k < Inputs.Length; k++)
        {
            float* start = k > 0 ? y : bias is null ? null : run.Parameters + bias.Offset, x = run.Value(Inputs[k], shard, first);
            int step = k > 0 ? Output.Padded : 0;
            if (Skips(Inputs[k], x, rows)) SkippingProduct.Forward(x, Inputs[k].Padded, Weight(run, k), Output.Padded, start, step, y, Output.Padded, rows, Output.Padded, Inputs[k].Columns);
            else MatrixProduct.Multiply(x, Inputs[k].Padded, 1, Weight(run, k), Output.Padded, start, step, y, Output.Padded, rows, Output.Padded, Inputs[k].Columns);
        }
    }

    public override void BeginBackward(ProgramRun run)
    {
        float* transposed = run.State(this);
        for (int k = 0; k < Inputs.Length; transposed += weights[k].Columns * MatrixProduct.Padded(weights[k].Rows), k++)
            if (Inputs[k].NeedsGradient)
                MatrixProduct.Transpose(Weight(run, k), Output.Padded, transposed, MatrixProduct.Padded(weights[k].Rows), weights[k].Rows, weights[k].Columns);
    }

    public override void Backward(ProgramRun run, int shard, int first, int rows)
    {
        float* g = run.Gradient(Output, shard, first), sums = run.ShardGradients(shard), transposed = run.State(this);
        if (bias is not null) NormKernels.AddColumnSums(g, sums + bias.Offset, Output.Padded, rows);
        for (int k = 0; k < Inputs.Length; transposed += weights[k].Columns * MatrixProduct.Padded(weights[k].Rows), k++)
        {
            ProgramMatrix x = Inputs[k];
            float* weight = sums + weights[k].Offset;
            float* value = run.Value(x, shard, first);
            if (Skips(x, value, rows)) SkippingProduct.AddGradient(value, x.Padded, g, Output.Padded, weight, Output.Padded, rows, Output.Padded, x.Columns);
            else MatrixProduct.Multiply(value, 1, x.Padded, g, Output.Padded, weight, Output.Padded, weight, Output.Padded, x.Columns, Output.Padded, rows);
            if (!x.NeedsGradient) continue;
            float* lower = run.Gradient(x, shard, first);
            MatrixProduct.Multiply(g, Output.Padded, 1, transposed, x.Padded, Accumulates[k] ? lower : null, x.Padded, lower, x.Padded, rows, x.Padded, Output.Columns);
        }
    }

    public override void Finish(ProgramRun run)
    {
        if (mix is { } share) VectorKernels.Scale(run.Gradients + weights[0].Offset, share, run.Gradients + weights[0].Offset, weights[0].Length, false);
    }

    // Features alone are worth looking at: what a layer computes is seldom zero, and never that wide.
    private static bool Skips(ProgramMatrix x, float* value, int rows) =>
        !x.NeedsGradient && x.Columns >= SkippingProduct.FewestColumns && SkippingProduct.Pays(value, x.Padded, rows, x.Columns);

    private float* Weight(ProgramRun run, int k) => mix is null ? run.Parameters + weights[k].Offset : Mixed(run);

    private float* Mixed(ProgramRun run) => run.State(this) + StateLength - weights[0].Length;
}

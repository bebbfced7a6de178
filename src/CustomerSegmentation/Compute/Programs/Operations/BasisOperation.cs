namespace CustomerSegmentation;

/// <summary>
/// <c>Y = Σᵣ c[r, b]·Xᵣ</c> with learned coefficients. With it R-GCN's weights that share bases (Schlichtkrull et al., arXiv 1703.06103),
/// <c>Σᵣ Aᵣ·X·(Σ_b c[r, b]·V_b)</c>, become plain products: <c>Σ_b (Σᵣ c[r, b]·Aᵣ·X)·V_b</c>.
/// </summary>
internal sealed unsafe class BasisOperation(ProgramMatrix output, ProgramMatrix[] inputs, ProgramParameter coefficients, int basis) : ProgramOperation(output, inputs)
{
    public override bool HasParameters => true;

    public override void Forward(ProgramRun run, int shard, int first, int rows)
    {
        float* y = run.Value(Output, shard, first);
        for (int k = 0; k < Inputs.Length; k++)
            VectorKernels.Scale(run.Value(Inputs[k], shard, first), run.Parameters[Place(k)], y, rows * Output.Padded, k > 0);
    }

    public override void Backward(ProgramRun run, int shard, int first, int rows)
    {
        float* g = run.Gradient(Output, shard, first), sums = run.ShardGradients(shard);
        for (int k = 0; k < Inputs.Length; k++)
        {
            sums[Place(k)] += (float)VectorKernels.Dot(run.Value(Inputs[k], shard, first), g, rows, Output.Padded, Output.Columns);
            if (Inputs[k].NeedsGradient) VectorKernels.Scale(g, run.Parameters[Place(k)], run.Gradient(Inputs[k], shard, first), rows * Output.Padded, Accumulates[k]);
        }
    }

    private int Place(int input) => coefficients.Offset + input * coefficients.Padded + basis;
}

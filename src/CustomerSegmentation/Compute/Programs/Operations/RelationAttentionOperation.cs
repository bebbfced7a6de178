namespace CustomerSegmentation;

/// <summary>
/// Relations joined by attention (HAN: Wang et al., arXiv 1903.07293): <c>Y = Σᵣ βᵣ·Hᵣ</c>, <c>β = softmax(w)</c>, wᵣ the mean over rows
/// of <c>q·Kᵣ[i]</c> with <c>K = tanh(H·W + b)</c>.
/// </summary>
/// <remarks>A pass in training keeps its w as a parameter that has no gradient; other passes use that one, so that a row's answer does
/// not depend on which rows are scored with it.</remarks>
internal sealed unsafe class RelationAttentionOperation(ProgramMatrix output, ProgramMatrix[] values, ProgramMatrix[] keys, ProgramParameter query, ProgramParameter kept)
    : ProgramOperation(output, [.. values, .. keys])
{
    public override bool RowLocal => false;

    public override bool SameWidth => false;

    public override bool HasParameters => true;

    // The shares, the gradients of the scores, then a sum for each shard and relation.
    public override int StateLength => 2 * Lanes + ShardBounds.Most * Lanes;

    private int Lanes => MatrixProduct.Padded(values.Length);

    public override void Prepare(ProgramRun run)
    {
        float* scores = run.Parameters + kept.Offset, shares = run.State(this);
        if (run.Training)
        {
            Sums(run, scores, (relation, shard, first, rows) =>
            {
                float* key = run.Value(keys[relation], shard, first), q = run.Parameters + query.Offset;
                double sum = 0;
                for (int row = 0; row < rows; row++, key += query.Padded) sum += VectorKernels.Dot(key, q, 1, query.Padded, query.Columns);
                return sum;
            });
            for (int k = 0; k < values.Length; k++) scores[k] /= Math.Max(1, run.Rows(Output.Space));
        }
        float most = new ReadOnlySpan<float>(scores, values.Length).ToArray().Max(), total = 0;
        for (int k = 0; k < values.Length; k++) total += shares[k] = MathF.Exp(scores[k] - most);
        for (int k = 0; k < values.Length; k++) shares[k] /= total;
    }

    public override void Forward(ProgramRun run, int shard, int first, int rows)
    {
        for (int k = 0; k < values.Length; k++)
            VectorKernels.Scale(run.Value(values[k], shard, first), run.State(this)[k], run.Value(Output, shard, first), rows * Output.Padded, k > 0);
    }

    public override void PrepareBackward(ProgramRun run)
    {
        float* shares = run.State(this), gradients = shares + Lanes;
        Sums(run, gradients, (relation, shard, first, rows) =>
            VectorKernels.Dot(run.Value(values[relation], shard, first), run.GradientsOf(Output) + (long)first * Output.Padded, rows, Output.Padded, Output.Columns));
        double mean = 0;
        for (int k = 0; k < values.Length; k++) mean += shares[k] * (double)gradients[k];
        for (int k = 0; k < values.Length; k++) gradients[k] = (float)(shares[k] * (gradients[k] - mean) / Math.Max(1, run.Rows(Output.Space)));
    }

    public override void Backward(ProgramRun run, int shard, int first, int rows)
    {
        float* g = run.GradientsOf(Output) + (long)first * Output.Padded, shares = run.State(this), gradients = shares + Lanes;
        float* q = run.Parameters + query.Offset, toQuery = run.ShardGradients(shard) + query.Offset;
        for (int k = 0; k < values.Length; k++)
        {
            if (values[k].NeedsGradient) VectorKernels.Scale(g, shares[k], run.Gradient(values[k], shard, first), rows * Output.Padded, Accumulates[k]);
            float* key = run.Value(keys[k], shard, first), to = run.Gradient(keys[k], shard, first);
            for (int row = 0; row < rows; row++, key += query.Padded, to += query.Padded)
            {
                VectorKernels.Scale(key, gradients[k], toQuery, query.Padded, true);
                VectorKernels.Scale(q, gradients[k], to, query.Padded, Accumulates[values.Length + k]);
            }
        }
    }

    // One number a relation, summed over all rows: within a shard block by block, then the shards in their order.
    private void Sums(ProgramRun run, float* results, Func<int, int, int, int, double> sum)
    {
        float* parts = run.State(this) + 2 * Lanes;
        new Span<float>(parts, ShardBounds.Most * Lanes).Clear();
        run.ForBlocks(run.Even(Output.Space), (shard, first, rows) =>
        {
            for (int k = 0; k < values.Length; k++) parts[shard * Lanes + k] += (float)sum(k, shard, first, rows);
        });
        for (int k = 0; k < values.Length; k++)
        {
            double total = 0;
            for (int shard = 0; shard < ShardBounds.Most; shard++) total += parts[shard * Lanes + k];
            results[k] = (float)total;
        }
    }
}

namespace CustomerSegmentation;

/// <summary>
/// Batch normalisation of each column (Ioffe, Szegedy 2015): by the moments of all rows in training, by the running ones otherwise. X is
/// read by nobody else and keeps the normalised values.
/// </summary>
internal sealed unsafe class BatchNormOperation(ProgramMatrix output, ProgramMatrix x, ProgramParameter gamma, ProgramParameter beta, ProgramParameter mean, ProgramParameter variance)
    : ProgramOperation(output, x)
{
    private const float Momentum = 0.1f; // of the running moments, as in PyTorch

    public override bool RowLocal => false;

    public override bool HasParameters => true;

    // Mean, reciprocal and the two sums of the way back; then for each shard mean and squares of its rows, and of a block.
    public override int StateLength => (4 + 4 * ShardBounds.Most) * x.Padded;

    public override void Prepare(ProgramRun run)
    {
        float* centre = run.State(this), reciprocal = centre + x.Padded, runningMean = run.Parameters + mean.Offset, running = run.Parameters + variance.Offset;
        if (run.Training) Moments(run, centre, reciprocal);
        else
        {
            new Span<float>(runningMean, x.Padded).CopyTo(new(centre, x.Padded));
            for (int j = 0; j < x.Padded; j++) reciprocal[j] = 1 / MathF.Sqrt(running[j] + NormKernels.Epsilon);
            return;
        }
        int rows = run.Rows(x.Space);
        for (int j = 0; j < x.Padded; j++)
        {
            float squares = reciprocal[j];
            reciprocal[j] = 1 / MathF.Sqrt(squares / rows + NormKernels.Epsilon);
            if (j >= x.Columns) continue;
            runningMean[j] += Momentum * (centre[j] - runningMean[j]);
            running[j] += Momentum * (squares / Math.Max(1, rows - 1) - running[j]);
        }
    }

    public override void Forward(ProgramRun run, int shard, int first, int rows) => NormKernels.BatchForward(
        run.Value(x, shard, first), run.Value(Output, shard, first), run.State(this), run.State(this) + x.Padded,
        run.Parameters + gamma.Offset, run.Parameters + beta.Offset, x.Padded, rows);

    public override void PrepareBackward(ProgramRun run)
    {
        int[] bounds = run.Even(x.Space);
        run.ForBlocks(bounds, (shard, first, rows) => NormKernels.BatchSums(run.Values(x) + (long)first * x.Padded, run.GradientsOf(Output) + (long)first * x.Padded,
            run.ShardGradients(shard) + gamma.Offset, run.ShardGradients(shard) + beta.Offset, x.Padded, rows));
        float* sums = run.State(this) + 2 * x.Padded;
        new Span<float>(sums, 2 * x.Padded).Clear();
        for (int shard = 0; shard < bounds.Length - 1; shard++)
        {
            VectorKernels.Scale(run.ShardGradients(shard) + gamma.Offset, 1, sums, x.Padded, true);
            VectorKernels.Scale(run.ShardGradients(shard) + beta.Offset, 1, sums + x.Padded, x.Padded, true);
        }
    }

    public override void Backward(ProgramRun run, int shard, int first, int rows)
    {
        float* state = run.State(this);
        NormKernels.BatchBackward(run.Value(x, shard, first), run.Gradient(Output, shard, first), run.Parameters + gamma.Offset, state + x.Padded,
            state + 2 * x.Padded, state + 3 * x.Padded, run.Rows(x.Space), x.Padded, rows);
    }

    // Means and sums of squared differences: of each block, of each shard from its blocks, of all from the shards, always in this order.
    private void Moments(ProgramRun run, float* centre, float* squares)
    {
        int padded = x.Padded;
        int[] bounds = run.Even(x.Space);
        float* parts = run.State(this) + 4 * padded;
        run.ForBlocks(bounds, (shard, first, rows) =>
        {
            float* part = parts + 4L * shard * padded, block = part + 2 * padded, into = first == bounds[shard] ? part : block;
            NormKernels.ColumnMoments(run.Values(x) + (long)first * padded, into, into + padded, padded, rows);
            if (into == block) NormKernels.CombineMoments(part, part + padded, first - bounds[shard], block, block + padded, rows, padded);
        });
        new Span<float>(parts, 2 * padded).CopyTo(new(centre, 2 * padded));
        for (int shard = 1; shard < bounds.Length - 1; shard++)
        {
            float* part = parts + 4L * shard * padded;
            NormKernels.CombineMoments(centre, squares, bounds[shard], part, part + padded, bounds[shard + 1] - bounds[shard], padded);
        }
    }
}

namespace CustomerSegmentation;

/// <summary>
/// Attention over neighbours (GATv2: Brody, Alon, Yahav, arXiv 2105.14491), each head apart:
/// <c>Y[i] = Σⱼ αᵢⱼ·S[j]</c> with <c>αᵢⱼ = softmaxⱼ(a·LeakyReLU(T[i] + S[j]))</c> over the entries of a slot's matrix, whose weights do
/// not count. A row without entries is zero. Y must not be overwritten: the way back reads it.
/// </summary>
internal sealed unsafe class AttendOperation(ProgramMatrix output, int slot, ProgramMatrix source, ProgramMatrix target, ProgramParameter attention, HeadLayout heads, double dropout)
    : ProgramOperation(output, source, target)
{
    public override bool RowLocal => false;

    public override bool Random => dropout > 0;

    public override bool HasParameters => true;

    public override int BackwardSpace => source.Space;

    // The vectors of all heads, one after the other.
    public override int StateLength => heads.Padded;

    // The logarithm of each head's sum of exponentials, and on the way back the gradient's product with the row.
    public override int StatePerRow => 2 * heads.Heads;

    public override bool StateForBackward => true;

    public override int[] Bounds(ProgramRun run) => run.View.Matrices[slot].Bounds;

    public override int[] BackwardBounds(ProgramRun run) => run.View.Matrices[slot].Transposed.Bounds;

    public override void Begin(ProgramRun run)
    {
        for (int head = 0; head < heads.Heads; head++)
            new Span<float>(run.Parameters + attention.Offset + head * attention.Padded, heads.Units).CopyTo(new(run.State(this) + head * heads.Units, heads.Units));
    }

    public override void Forward(ProgramRun run, int shard, int first, int rows)
    {
        SparseMatrix a = run.View.Matrices[slot];
        AttentionForm form = Form(run);
        float* t = run.Value(target, shard, first), y = run.Value(Output, shard, first);
        new Span<float>(y, rows * Output.Padded).Clear();
        fixed (int* starts = a.Starts, targets = a.Targets)
            for (int i = first; i < first + rows; i++, t += target.Padded, y += Output.Padded)
                AttentionKernels.Row(form, i, new(targets, starts[i], starts[i + 1], a.Targets.Length), t, run.Values(source), y, run.Trains ? run.RowState(this, i) : null);
    }

    public override void PrepareBackward(ProgramRun run)
    {
        AttentionForm form = Form(run);
        float* g = run.GradientsOf(Output), y = run.Values(Output);
        run.ForBlocks(Bounds(run), (shard, first, rows) =>
        {
            for (int i = first; i < first + rows; i++)
                AttentionKernels.Products(form, g + (long)i * Output.Padded, y + (long)i * Output.Padded, run.RowState(this, i));
            if (target.Space != source.Space) Targets(run, form, shard, first, rows);
        });
    }

    public override void Backward(ProgramRun run, int shard, int first, int rows)
    {
        SparseMatrix back = run.View.Matrices[slot].Transposed;
        AttentionForm form = Form(run);
        float* to = run.Gradient(source, shard, first), s = run.Values(source) + (long)first * source.Padded;
        if (!Accumulates[0]) new Span<float>(to, rows * source.Padded).Clear();
        fixed (int* starts = back.Starts, targets = back.Targets)
            for (int i = first; i < first + rows; i++, to += source.Padded, s += source.Padded)
                AttentionKernels.SourceGradient(form, i, new(targets, starts[i], starts[i + 1], back.Targets.Length), s, run.Values(target), run.GradientsOf(Output),
                    run.RowState(this, 0), StatePerRow, to);
        if (target.Space == source.Space) Targets(run, form, shard, first, rows);
    }

    private void Targets(ProgramRun run, AttentionForm form, int shard, int first, int rows)
    {
        SparseMatrix a = run.View.Matrices[slot];
        float* to = run.Gradient(target, shard, first), t = run.Values(target) + (long)first * target.Padded;
        float* g = run.GradientsOf(Output) + (long)first * Output.Padded;
        float* toAttention = stackalloc float[heads.Padded];
        new Span<float>(toAttention, heads.Padded).Clear();
        if (!Accumulates[1]) new Span<float>(to, rows * target.Padded).Clear();
        fixed (int* starts = a.Starts, targets = a.Targets)
            for (int i = first; i < first + rows; i++, to += target.Padded, t += target.Padded, g += Output.Padded)
                AttentionKernels.TargetGradient(form, i, new(targets, starts[i], starts[i + 1], a.Targets.Length), t, run.Values(source), g, run.RowState(this, i), to, toAttention);
        for (int i = 0; i < heads.Columns; i++)
            run.ShardGradients(shard)[attention.Offset + i / heads.Units * attention.Padded + i % heads.Units] += toAttention[i];
    }

    private AttentionForm Form(ProgramRun run) => new(heads, (nint)run.State(this), run.Dropout(this, dropout));
}

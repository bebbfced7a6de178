namespace CustomerSegmentation;

/// <summary>The mean of an attention's heads, which lie side by side in X.</summary>
internal sealed unsafe class MeanHeadsOperation(ProgramMatrix output, ProgramMatrix x, int heads) : ProgramOperation(output, x)
{
    public override void Forward(ProgramRun run, int shard, int first, int rows)
    {
        float* from = run.Value(x, shard, first), to = run.Value(Output, shard, first);
        new Span<float>(to, rows * Output.Padded).Clear();
        for (int row = 0; row < rows; row++, from += x.Padded, to += Output.Padded)
            for (int head = 0; head < heads; head++)
                for (int i = 0; i < Output.Columns; i++) to[i] += from[head * Output.Columns + i] / heads;
    }

    public override void Backward(ProgramRun run, int shard, int first, int rows)
    {
        float* g = run.Gradient(Output, shard, first), to = run.Gradient(x, shard, first);
        if (!Accumulates[0]) new Span<float>(to, rows * x.Padded).Clear();
        for (int row = 0; row < rows; row++, g += Output.Padded, to += x.Padded)
            for (int head = 0; head < heads; head++)
                for (int i = 0; i < Output.Columns; i++) to[head * Output.Columns + i] += g[i] / heads;
    }
}

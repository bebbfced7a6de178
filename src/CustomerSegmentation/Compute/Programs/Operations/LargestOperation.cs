using System.Runtime.Intrinsics;

namespace CustomerSegmentation;

/// <summary><c>Y = maxₖ Xₖ</c>, value by value: jumping knowledge by maximum (Xu et al., arXiv 1806.03536). Of equal values the first counts.</summary>
internal sealed unsafe class LargestOperation(ProgramMatrix output, ProgramMatrix[] inputs) : ProgramOperation(output, inputs)
{
    // For each value which input it came from: inputs may have been overwritten before the way back.
    public override int StatePerRow => Output.Padded;

    public override bool StateForBackward => true;

    public override void Forward(ProgramRun run, int shard, int first, int rows)
    {
        float* y = run.Value(Output, shard, first), origins = run.Trains ? run.RowState(this, first) : null;
        for (int k = 0; k < Inputs.Length; k++)
        {
            float* x = run.Value(Inputs[k], shard, first);
            Vector512<float> origin = Vector512.Create(k).AsSingle();
            for (int i = 0; i < rows * Output.Padded; i += 16)
            {
                Vector512<float> now = Vector512.Load(x + i), most = Vector512.Load(y + i);
                Vector512<float> larger = k == 0 ? Vector512<float>.AllBitsSet : Vector512.GreaterThan(now, most);
                Vector512.ConditionalSelect(larger, now, most).Store(y + i);
                if (origins != null) Vector512.ConditionalSelect(larger, origin, Vector512.Load(origins + i)).Store(origins + i);
            }
        }
    }

    public override void Backward(ProgramRun run, int shard, int first, int rows)
    {
        float* g = run.Gradient(Output, shard, first), origins = run.RowState(this, first);
        for (int k = 0; k < Inputs.Length; k++)
        {
            if (!Inputs[k].NeedsGradient) continue;
            float* to = run.Gradient(Inputs[k], shard, first);
            for (int i = 0; i < rows * Output.Padded; i += 16)
            {
                Vector512<float> mine = Vector512.Load(g + i) & Vector512.Equals(Vector512.Load((int*)origins + i), Vector512.Create(k)).AsSingle();
                (Accumulates[k] ? mine + Vector512.Load(to + i) : mine).Store(to + i);
            }
        }
    }
}

using System.Runtime.InteropServices;

namespace CustomerSegmentation;

/// <summary>The mean loss of some targets from a network's scores, with gradients where they are wanted.</summary>
internal sealed unsafe class GcnLoss(ProgramMatrix output, LossFunction loss, double smoothing, WorkerTeam team)
{
    private const int Block = 256;

    /// <param name="run">The run, its scores computed.</param>
    /// <param name="targets">All targets.</param>
    /// <param name="chosen">Which of them.</param>
    /// <param name="rows">The row in the run of each chosen one.</param>
    /// <param name="gradients">Whether to write the gradients of the scores; those of all other rows are then zero.</param>
    public double Mean(ProgramRun run, GcnTargets targets, int[] chosen, int[] rows, bool gradients)
    {
        float weight = 0;
        foreach (int i in chosen) weight += targets.Weights[i];
        if (gradients) NativeMemory.Clear(run.GradientsOf(output), (nuint)run.Rows(0) * (nuint)output.Padded * sizeof(float));
        int blocks = (chosen.Length + Block - 1) / Block;
        double[] losses = new double[blocks];
        team.Run(blocks, block =>
        {
            float* score = stackalloc float[output.Padded];
            for (int i = block * Block; i < Math.Min(chosen.Length, (block + 1) * Block); i++)
            {
                int target = chosen[i];
                float* g = gradients ? run.Gradient(output, 0, rows[i]) : score;
                new Span<float>(run.Value(output, 0, rows[i]), output.Columns).CopyTo(new(g, output.Columns));
                float own = targets.Weights[target];
                losses[block] += own * MlpLoss.LossAndGradient(loss, g, output.Columns, targets.Labels[target], (float)smoothing, own / weight);
            }
        });
        double sum = 0;
        foreach (double part in losses) sum += part;
        return sum / weight;
    }
}

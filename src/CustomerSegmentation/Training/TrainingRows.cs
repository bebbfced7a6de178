namespace CustomerSegmentation;

/// <summary>What a network learns from or is watched on: features <c>[n, d]</c> row-major, label codes <c>[n]</c> and row weights <c>[n]</c>.</summary>
internal sealed record TrainingRows(float[] Features, int Inputs, int[] Labels, float[] Weights)
{
    /// <summary>The number of rows, n.</summary>
    public int Count => Labels.Length;
}

namespace CustomerSegmentation.Tests;

/// <summary>A trainee whose losses are written down beforehand and whose weight is the number of its steps: what the loop does can be read off.</summary>
internal sealed class ScriptedTrainee(int rows, double[]? validation = null, double[]? training = null) : ITrainee
{
    private int _validated;

    public List<double> Rates { get; } = [];

    public List<int[]> Batches { get; } = [];

    public float Weight { get; private set; }

    public int Rows => rows;

    public bool HasValidation => validation is not null;

    public double Step(int[] order, int offset, int size, long step, double learningRate)
    {
        Rates.Add(learningRate);
        Batches.Add(order[offset..(offset + size)]);
        Weight = step + 1;
        return training?[Rates.Count - 1] ?? 0.5;
    }

    public double ValidationLoss() => validation?[_validated++] ?? double.NaN;

    public float[] SaveWeights() => [Weight];

    public void LoadWeights(ReadOnlySpan<float> weights) => Weight = weights[0];

    public float[] SaveMoments() => [];

    public void LoadMoments(ReadOnlySpan<float> moments)
    {
    }

    public void Dispose()
    {
    }
}

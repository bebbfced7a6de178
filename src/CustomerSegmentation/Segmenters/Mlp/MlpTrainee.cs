namespace CustomerSegmentation;

/// <summary>A multilayer perceptron in training on the CPU.</summary>
internal sealed unsafe class MlpTrainee : ITrainee
{
    private readonly MlpNetwork _network;
    private readonly TrainingRows _training;
    private readonly TrainingRows? _validation;
    private readonly MlpGradient _gradient;
    private readonly FlatOptimizer _optimizer;
    private readonly WorkerTeam _team;
    private readonly TrainingOptions _options;
    private readonly LossFunction _loss;
    private readonly ulong _seed;

    /// <summary>Uses the network, which stays the caller's.</summary>
    public MlpTrainee(MlpNetwork network, TrainingRows training, TrainingRows? validation, TrainingOptions options, LossFunction loss, ulong seed)
    {
        (_network, _training, _validation, _options, _loss, _seed) = (network, training, validation, options, loss, seed);
        _team = new(options.Threads > 0 ? options.Threads : Environment.ProcessorCount);
        _gradient = new(network, training, Math.Min(options.BatchSize, training.Count), loss, options.LabelSmoothing);
        _optimizer = new(options.Optimizer, network.Parameters, network.Layout.ParameterCount, network.Layout.Segments,
            options.L1, options.L2, options.GradientClipping);
    }

    public int Rows => _training.Count;

    public bool HasValidation => _validation is not null;

    public double Step(int[] order, int offset, int size, long step, double learningRate)
    {
        double loss = _gradient.Compute(_team, order, offset, size, _seed, step) + _optimizer.Penalty();
        _optimizer.Step(_gradient.Gradients, _gradient.Shards, step + 1, learningRate);
        return loss;
    }

    public double ValidationLoss() => _validation is null ? double.NaN : _network.Loss(_validation, _loss, _options.LabelSmoothing, _team);

    public float[] SaveWeights() => [.. _network.ParameterSpan, .. _network.StateSpan];

    public void LoadWeights(ReadOnlySpan<float> weights)
    {
        weights[..^_network.StateSpan.Length].CopyTo(_network.ParameterSpan);
        weights[_network.ParameterSpan.Length..].CopyTo(_network.StateSpan);
    }

    public float[] SaveMoments() => _optimizer.Moments.ToArray();

    public void LoadMoments(ReadOnlySpan<float> moments) => moments.CopyTo(_optimizer.Moments);

    public void Dispose()
    {
        _gradient.Dispose();
        _optimizer.Dispose();
        _team.Dispose();
    }
}

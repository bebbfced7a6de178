namespace CustomerSegmentation;

/// <summary>The customers whose label is known: row, label code, weight.</summary>
internal sealed record GcnTargets(int[] Rows, int[] Labels, float[] Weights)
{
    public int Count => Rows.Length;
}

/// <summary>A network over the whole graph in training: every step hears all customers and learns from those with a label.</summary>
internal sealed unsafe class GcnTrainee : ITrainee
{
    private readonly GcnTargets _training;
    private readonly GcnTargets? _validation;
    private readonly WorkerTeam _team;
    private readonly GcnLoss _loss;
    private readonly ProgramRun _run;
    private readonly FlatOptimizer _optimizer;
    private readonly TensorBuffer _parameters;

    /// <summary>Uses network, data and parameters, which stay the caller's.</summary>
    public GcnTrainee(GcnNetwork network, GcnData data, TensorBuffer parameters, GcnTargets training, GcnTargets? validation, TrainingOptions options, LossFunction loss, ulong seed)
    {
        (_training, _validation, _parameters) = (training, validation, parameters);
        _team = new(options.Threads > 0 ? options.Threads : Environment.ProcessorCount);
        try
        {
            _loss = new(network.Output, loss, options.LabelSmoothing, _team);
            _run = new(network.Program, data.View(network), parameters.Pointer, true, _team, seed);
            _optimizer = new(options.Optimizer, parameters.Pointer, (int)parameters.Length, network.Program.Parameters.Segments, options.L1, options.L2, options.GradientClipping);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public int Rows => _training.Count;

    public bool HasValidation => _validation is not null;

    /// <summary>Bytes held for training.</summary>
    public long Bytes => _run.Bytes;

    public double Step(int[] order, int offset, int size, long step, double learningRate)
    {
        _run.Forward(true, step);
        double loss = Loss(_training, order.AsSpan(offset, size).ToArray(), true) + _optimizer.Penalty();
        _run.Backward();
        _optimizer.Step(_run.Gradients, 1, step + 1, learningRate);
        return loss;
    }

    public double ValidationLoss()
    {
        if (_validation is null) return double.NaN;
        _run.Forward();
        return Loss(_validation, [.. Enumerable.Range(0, _validation.Count)], false);
    }

    public float[] SaveWeights() => _parameters.Span.ToArray();

    public void LoadWeights(ReadOnlySpan<float> weights) => weights.CopyTo(_parameters.Span);

    public float[] SaveMoments() => _optimizer.Moments.ToArray();

    public void LoadMoments(ReadOnlySpan<float> moments) => moments.CopyTo(_optimizer.Moments);

    public void Dispose()
    {
        _optimizer?.Dispose();
        _run?.Dispose();
        _team.Dispose();
    }

    private double Loss(GcnTargets targets, int[] chosen, bool gradients) => _loss.Mean(_run, targets, chosen, [.. chosen.Select(target => targets.Rows[target])], gradients);
}

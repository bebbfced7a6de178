namespace CustomerSegmentation;

/// <summary>The customers whose label is known: row, label code, weight.</summary>
internal sealed record GcnTargets(int[] Rows, int[] Labels, float[] Weights)
{
    public int Count => Rows.Length;
}

/// <summary>A network over the whole graph in training: every step hears all customers and learns from those with a label.</summary>
internal sealed unsafe class GcnTrainee : ITrainee
{
    private const int LossBlock = 256;

    private readonly GcnNetwork _network;
    private readonly GcnTargets _training;
    private readonly GcnTargets? _validation;
    private readonly TrainingOptions _options;
    private readonly LossFunction _loss;
    private readonly WorkerTeam _team;
    private readonly ProgramRun _run;
    private readonly FlatOptimizer _optimizer;
    private readonly TensorBuffer _parameters;

    /// <summary>Uses network, data and parameters, which stay the caller's.</summary>
    public GcnTrainee(GcnNetwork network, GcnData data, TensorBuffer parameters, GcnTargets training, GcnTargets? validation, TrainingOptions options, LossFunction loss, ulong seed)
    {
        (_network, _training, _validation, _options, _loss, _parameters) = (network, training, validation, options, loss, parameters);
        _team = new(options.Threads > 0 ? options.Threads : Environment.ProcessorCount);
        try
        {
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

    // The mean loss of some of the targets; with gradients, those of all other rows are zero.
    private double Loss(GcnTargets targets, int[] chosen, bool gradients)
    {
        ProgramMatrix output = _network.Output;
        float weight = 0;
        foreach (int i in chosen) weight += targets.Weights[i];
        if (gradients)
            System.Runtime.InteropServices.NativeMemory.Clear(_run.GradientsOf(output), (nuint)_run.Rows(0) * (nuint)output.Padded * sizeof(float));
        int blocks = (chosen.Length + LossBlock - 1) / LossBlock;
        double[] losses = new double[blocks];
        _team.Run(blocks, block =>
        {
            float* score = stackalloc float[output.Padded];
            for (int i = block * LossBlock; i < Math.Min(chosen.Length, (block + 1) * LossBlock); i++)
            {
                int target = chosen[i], row = targets.Rows[target];
                float* g = gradients ? _run.Gradient(output, 0, row) : score;
                new Span<float>(_run.Value(output, 0, row), output.Columns).CopyTo(new(g, output.Columns));
                float own = targets.Weights[target];
                losses[block] += own * MlpLoss.LossAndGradient(_loss, g, output.Columns, targets.Labels[target], (float)_options.LabelSmoothing, own / weight);
            }
        });
        double sum = 0;
        foreach (double loss in losses) sum += loss;
        return sum / weight;
    }
}

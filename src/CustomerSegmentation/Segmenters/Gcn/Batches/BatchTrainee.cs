namespace CustomerSegmentation;

/// <summary>A network over a graph in training, batch by batch: every batch is a graph of its own with the same parameters.</summary>
internal sealed unsafe class BatchTrainee : ITrainee
{
    private readonly GcnNetwork _network;
    private readonly GraphBatcher _batcher;
    private readonly TensorBuffer _parameters;
    private readonly GcnTargets _training;
    private readonly GcnTargets? _validation;
    private readonly WorkerTeam _team;
    private readonly GcnLoss _loss;
    private readonly FlatOptimizer _optimizer;
    private readonly ProgramRun? _whole; // for those who watch, where the whole graph fits
    private readonly ulong _seed;

    /// <summary>Uses network, data, batcher and parameters, which stay the caller's.</summary>
    public BatchTrainee(
        GcnNetwork network, GcnData data, GraphBatcher batcher, TensorBuffer parameters, GcnTargets training, GcnTargets? validation, TrainingOptions options, LossFunction loss, ulong seed, long limit)
    {
        (_network, _batcher, _parameters, _training, _validation, _seed) = (network, batcher, parameters, training, validation, seed);
        _team = new(options.Threads > 0 ? options.Threads : Environment.ProcessorCount);
        try
        {
            _loss = new(network.Output, loss, options.LabelSmoothing, _team);
            _optimizer = new(options.Optimizer, parameters.Pointer, (int)parameters.Length, network.Program.Parameters.Segments, options.L1, options.L2, options.GradientClipping);
            if (validation is not null && GcnMemory.Bytes(network, data, trains: false) <= limit) _whole = new(network.Program, data.View(network), parameters.Pointer, false, _team);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public int Rows => _training.Count;

    public bool HasValidation => _validation is not null;

    /// <summary>Whether those who watch hear the whole graph.</summary>
    public bool WatchesWholeGraph => _whole is not null;

    public double Step(int[] order, int offset, int size, long step, double learningRate)
    {
        using GraphBatch batch = _batcher.Batch(order, offset, size, step);
        using ProgramRun run = new(_network.Program, batch.Data.View(_network), _parameters.Pointer, true, _team, _seed);
        run.Forward(true, step);
        // The loop counts a batch by its size; clusters have more or fewer training customers than that.
        double loss = _loss.Mean(run, _training, batch.Targets, batch.Rows, true) * batch.Targets.Length / size + _optimizer.Penalty();
        run.Backward();
        _optimizer.Step(run.Gradients, 1, step + 1, learningRate);
        return loss;
    }

    public double ValidationLoss()
    {
        if (_validation is null) return double.NaN;
        if (_whole is not null)
        {
            _whole.Forward();
            return _loss.Mean(_whole, _validation, [.. Enumerable.Range(0, _validation.Count)], _validation.Rows, false);
        }
        double sum = 0, weights = 0;
        foreach (GraphBatch batch in _batcher.All(_validation))
            using (batch)
            {
                using ProgramRun run = new(_network.Program, batch.Data.View(_network), _parameters.Pointer, false, _team);
                run.Forward();
                double weight = 0;
                foreach (int target in batch.Targets) weight += _validation.Weights[target];
                sum += weight * _loss.Mean(run, _validation, batch.Targets, batch.Rows, false);
                weights += weight;
            }
        return sum / weights;
    }

    public float[] SaveWeights() => _parameters.Span.ToArray();

    public void LoadWeights(ReadOnlySpan<float> weights) => weights.CopyTo(_parameters.Span);

    public float[] SaveMoments() => _optimizer.Moments.ToArray();

    public void LoadMoments(ReadOnlySpan<float> moments) => moments.CopyTo(_optimizer.Moments);

    public void Dispose()
    {
        _optimizer?.Dispose();
        _whole?.Dispose();
        _team.Dispose();
    }
}

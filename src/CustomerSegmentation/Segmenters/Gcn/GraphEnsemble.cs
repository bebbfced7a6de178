namespace CustomerSegmentation;

/// <summary>Trains the candidates of a plan and keeps what the validation part says is best. Owns the members until they are kept.</summary>
internal sealed class GraphEnsemble(GcnFit fit, IProgress<TrainingProgress>? progress) : IDisposable
{
    /// <summary>The perceptrons on neighbour aggregates that are averaged.</summary>
    private const int Perceptrons = 4;

    private readonly List<(GcnMember Member, TrainingHistory History, double Accuracy, double Auc)> _trained = [];
    private float[] _weights = [], _temperatures = [];
    private float[]? _watched;
    private int _epochs;

    /// <summary>What is averaged, with weights that add up to 1.</summary>
    public IReadOnlyList<WeightedMember> Kept =>
        [.. _trained.Select((trained, i) => new WeightedMember(trained.Member, _weights[i], _temperatures[i])).Where(kept => kept.Weight > 0)];

    /// <summary>All that were trained, the heaviest first.</summary>
    public IReadOnlyList<GraphCandidate> Candidates =>
        [.. _trained.Select((trained, i) => new GraphCandidate(trained.Member.Name, _weights[i], trained.Accuracy, trained.Auc)).OrderByDescending(candidate => candidate.Weight)];

    /// <summary>The training of the heaviest member, and its accuracy on the validation part.</summary>
    public (TrainingHistory History, double Accuracy) Main
    {
        get
        {
            int heaviest = Array.IndexOf(_weights, _weights.Max());
            return (_trained[heaviest].History, _trained[heaviest].Accuracy);
        }
    }

    /// <summary>Trains the one network of a plan.</summary>
    public void Single(GcnPlan plan, GraphFitOptions options)
    {
        Add(fit.Train(plan.Network.Layer.ToString(), plan.Network, plan.Training, plan.Seed, options, progress));
        (_weights, _temperatures) = ([1], [1]);
    }

    /// <summary>Trains perceptrons on neighbour aggregates.</summary>
    public void Fast(GcnPlan plan)
    {
        Add(AggregateFit.Train(fit, new(), plan, Perceptrons, Later));
        (_weights, _temperatures) = ([1], [1]);
    }

    /// <summary>Trains all candidates and weighs them by what they say of those who watch.</summary>
    public void Choose(GcnPlan plan)
    {
        GcnTargets validation = fit.Targets.Validation
            ?? throw new SegmentationException("GraphPreset.Best chooses by a validation part, but there is nobody in it. Label more customers, give a split with a validation part, or choose GraphPreset.Fast or a layer.");
        List<float[]> watched = [];
        List<SegmentationException> failures = [];
        foreach ((string name, GcnOptions network, TrainingOptions training) in GraphCandidates.Networks(fit))
        {
            TrainingOptions own = training with { Epochs = Math.Min(training.Epochs, plan.Training.Epochs * 10), Threads = plan.Training.Threads, ClassWeights = plan.Training.ClassWeights };
            Try(name, () => fit.Train(name, network, own, plan.Seed, null, Later(0)));
        }
        Try("neighbour aggregates", () => AggregateFit.Train(fit, new(), plan, Perceptrons, Later));
        if (watched.Count == 0) throw failures[0];
        // Members are unequally sure of themselves; compared as they are, the surest would lose whatever it knows.
        _temperatures = [.. watched.Select(probabilities => Temperature.Fit(probabilities, validation.Labels, fit.Targets.Labels.Count))];
        for (int i = 0; i < watched.Count; i++) Temperature.Apply(watched[i], fit.Targets.Labels.Count, _temperatures[i]);
        _weights = GreedyEnsemble.Weights(watched, validation.Labels, fit.Targets.Labels.Count);
        for (int i = 0; i < _weights.Length; i++) if (_weights[i] == 0) _trained[i].Member.Dispose();

        // One that needs too much memory, or whose loss is no number, leaves the choice to the others.
        void Try<TMember>(string name, Func<(TMember Member, TrainingHistory History)> train) where TMember : GcnMember
        {
            try
            {
                (TMember member, TrainingHistory history) = train();
                Add((member, history));
                watched.Add(_watched!);
            }
            catch (SegmentationException failure)
            {
                failures.Add(failure);
                fit.Notes.Add(null, $"candidates that could not be trained: {name}: {failure.Message}", 1);
            }
        }
    }

    /// <summary>Whether a space has rows that a kept member learned.</summary>
    public bool[] LearnedSpaces(int spaces)
    {
        bool[] learned = new bool[spaces];
        foreach (WeightedMember kept in Kept)
            if (kept.Member is NetworkMember network)
                for (int space = 0; space < spaces; space++)
                    learned[space] |= network.Layout.All.Any(parameter => parameter.Name == GcnNetwork.TableName(space));
        return learned;
    }

    /// <summary>What was not kept is disposed with the fit; what was kept is the model's.</summary>
    public void Dispose()
    {
        foreach ((GcnMember member, _, _, _) in _trained) member.Dispose();
    }

    private IProgress<TrainingProgress>? Later(int epochs) => progress is null ? null : new LaterProgress(progress, _epochs + epochs);

    // Epochs are counted on from one candidate to the next.
    private sealed class LaterProgress(IProgress<TrainingProgress> told, int epochs) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => told.Report(value with { Epoch = value.Epoch + epochs, Epochs = value.Epochs + epochs, BestEpoch = value.BestEpoch + epochs });
    }

    private void Add((GcnMember Member, TrainingHistory History) trained)
    {
        (double accuracy, double auc) = (double.NaN, double.NaN);
        if (fit.Targets.Validation is { } validation)
        {
            _watched = Watch(trained.Member, validation);
            (accuracy, auc) = ValidationScores.Of(_watched, validation.Labels, fit.Targets.Labels.Count);
        }
        _epochs += trained.History.Epochs.Count;
        _trained.Add((trained.Member, trained.History, accuracy, auc));
    }

    // Probabilities of those who watch.
    private float[] Watch(GcnMember member, GcnTargets validation)
    {
        int labels = fit.Targets.Labels.Count;
        using WorkerTeam team = new(fit.Threads);
        float[] all = member.Probabilities(fit.Graph.Customers, fit.Data, team, fit.Cancellation), chosen = new float[validation.Count * labels];
        for (int i = 0; i < validation.Count; i++) all.AsSpan(validation.Rows[i] * labels, labels).CopyTo(chosen.AsSpan(i * labels));
        return chosen;
    }
}

namespace CustomerSegmentation;

/// <summary>A fit under way: the graph as numbers, the targets, and how one network is trained on them.</summary>
internal sealed class GcnFit : IDisposable
{
    private readonly GcnPlan _plan;
    private bool _taken;

    /// <param name="plan">The plan.</param>
    /// <param name="graph">The graph that is learned from.</param>
    /// <param name="split">Whose labels, or null.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public GcnFit(GcnPlan plan, CustomerGraph graph, GraphSplit? split, CancellationToken cancellationToken)
    {
        (_plan, Graph, Cancellation) = (plan, graph, cancellationToken);
        Targets = GraphTargets.Of(graph.Customers, plan, split, Notes);
        Customers = GraphFeatures.Fit(plan.Preparation, graph.Customers, plan.Label, Notes, cancellationToken);
        Items = [.. graph.Items.Select(items => items.Table is { } table
            ? GraphFeatures.Fit(new() { Remaining = new() }, table, null, Notes, cancellationToken) : new GraphFeatures(null, []))];
        Data = GraphNumbers.Of(graph, Customers, Items, new(), cancellationToken);
        Relations = [.. graph.Relations.Select(relation => CarriedRelation.Of(graph, relation))];
        Shape = new([.. Data.Widths], [.. Data.Rows], [.. Relations.Select(relation => new GcnRelationShape(relation.Name, relation.Space, relation.Directed))], Targets.Labels.Count == 2 ? 1 : Targets.Labels.Count);
    }

    public CustomerGraph Graph { get; }

    public CancellationToken Cancellation { get; }

    /// <summary>The bytes that training may take.</summary>
    public long MemoryLimit { get; init; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>The threads that work.</summary>
    public int Threads => _plan.Training.Threads > 0 ? _plan.Training.Threads : Environment.ProcessorCount;

    public DataNotes Notes { get; } = new();

    public GraphTargets Targets { get; }

    /// <summary>How customers become features.</summary>
    public GraphFeatures Customers { get; }

    /// <summary>How the items of each set become features.</summary>
    public GraphFeatures[] Items { get; }

    /// <summary>The graph as numbers.</summary>
    public GcnData Data { get; }

    /// <summary>Hands the numbers over, for a model to carry.</summary>
    public GcnData TakeData()
    {
        _taken = true;
        return Data;
    }

    public GcnShape Shape { get; }

    public IReadOnlyList<CarriedRelation> Relations { get; }

    /// <summary>Trains one network; the member is the caller's.</summary>
    public (NetworkMember Member, TrainingHistory History) Train(
        string name, GcnOptions options, TrainingOptions training, ulong seed, GraphFitOptions? fit, IProgress<TrainingProgress>? progress)
    {
        GcnNetwork network = new(Shape, options);
        TensorBuffer parameters = new(network.Program.Parameters.Length);
        try
        {
            network.Program.Parameters.Initialize(parameters.Span, seed);
            (ITrainee trained, TrainingOptions batches) = Trainee(network, parameters, training, options.Loss, seed);
            using ITrainee trainee = trained;
            CheckpointFile? checkpoint = fit is null ? null
                : CheckpointFile.For(new() { Checkpoint = fit.Checkpoint, CheckpointEvery = fit.CheckpointEvery }, GcnModelFile.Identity(_plan), Graph.Customers, trainee);
            TrainingHistory history = TrainingLoop.Run(trainee, batches, seed, progress, checkpoint?.Resume, checkpoint is null ? null : checkpoint.Write, Cancellation);
            checkpoint?.Finish();
            return (new(name, Shape, options, parameters), history);
        }
        catch
        {
            parameters.Dispose();
            throw;
        }
    }

    private (ITrainee Trainee, TrainingOptions Training) Trainee(GcnNetwork network, TensorBuffer parameters, TrainingOptions training, LossFunction loss, ulong seed)
    {
        IReadOnlyList<GcnChannel> channels = GcnChannel.Of(Shape.Relations);
        int size = Math.Min(training.BatchSize, Targets.Training.Count);
        GraphBatcher? batcher = _plan.Batches switch
        {
            NeighbourSampling sampling => new NeighbourSampler(Data, Targets.Training, channels, network, sampling, size, seed),
            Clusters clusters => new ClusterBatcher(Data, Targets.Training, channels, clusters),
            _ => null,
        };
        training = training with { BatchSize = batcher?.Size ?? Targets.Training.Count };
        if (batcher is not null) return (new BatchTrainee(network, Data, batcher, parameters, Targets.Training, Targets.Validation, training, loss, seed, MemoryLimit), training);
        GcnMemory.Check(network, channels, Data, size, MemoryLimit);
        return (new GcnTrainee(network, Data, parameters, Targets.Training, Targets.Validation, training, loss, seed), training);
    }

    public void Dispose()
    {
        if (!_taken) Data.Dispose();
    }
}

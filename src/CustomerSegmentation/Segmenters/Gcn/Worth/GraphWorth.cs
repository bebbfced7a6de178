namespace CustomerSegmentation;

/// <summary>
/// Is the graph worth it? Three models are fitted on the same folds: a multilayer perceptron on the customers' own columns, one on these and
/// aggregates of the neighbours' (<see cref="GraphPreset.Fast"/>), and a network over the graph. What the graph gives is the difference, with
/// intervals, and a sentence says whether it pays.
/// </summary>
/// <remarks>Transductive: features and edges of the tested customers are seen in training, their labels are not.</remarks>
public static class GraphWorth
{
    /// <summary>Fits and compares, on the calling thread: <c>folds × (3 + relations)</c> fits.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="label">The label column.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="progress">Told after every epoch and every fit, on the calling thread; null for silence.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="SegmentationException">The graph has no edge, the label does not suit, or a fit failed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static GraphWorthReport Run(CustomerGraph graph, string label, GraphWorthOptions? options = null,
        IProgress<GraphEvaluationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentException.ThrowIfNullOrEmpty(label);
        options ??= new();
        options.Check();
        _ = graph.Customers[label];
        if (graph.Relations.All(relation => relation.Edges == 0))
            throw new SegmentationException($"The graph of {graph.Customers.Source} has no edge, so there is nothing to compare: {Show.Count(graph.Relations.Count, "relation")}. Add a relation with edges.");
        cancellationToken.ThrowIfCancellationRequested();
        GraphWorthRun run = new(graph, label, options, progress, cancellationToken);
        FoldAnswers own = run.Own(), fast = run.Graph(graph, run.Fast, GraphWorthReport.FastName), network = run.Graph(graph, run.Network, GraphWorthReport.NetworkName);
        // By those who watched, so that the test customers have no say in which of the two is held against the perceptron.
        bool aggregates = MetricSpread.Of(fast.Validation).Mean >= MetricSpread.Of(network.Validation).Mean;
        FoldAnswers chosen = aggregates ? fast : network;
        List<FoldAnswers> models = [own, fast, network];
        if (options.LeaveOneOut && graph.Relations.Count > 1)
            foreach (GraphRelation relation in graph.Relations)
                models.Add(run.Graph(graph.Without(relation.Name), aggregates ? run.Fast : run.Network, $"{chosen.Name} without {relation.Name}"));
        return run.Report(models, chosen);
    }
}

namespace CustomerSegmentation;

/// <summary>
/// Evaluates a segmenter over a graph: it is fitted once a split or once a seed, and judged on the test part alone, whose labels it has not
/// read. Beside it stands a multilayer perceptron that sees the customers' own columns only.
/// </summary>
public static class GraphEvaluation
{
    /// <summary>Fits and judges run by run on the calling thread. Models are disposed as soon as they have answered.</summary>
    /// <param name="segmenter">What is evaluated.</param>
    /// <param name="graph">The graph. A run over an inductive split is fitted on its training and validation customers and the edges among them, and judged on the whole graph.</param>
    /// <param name="options">Null for the defaults: ten runs, each on a split of its own.</param>
    /// <param name="progress">Told after every epoch and every fit, on the calling thread; null for silence.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="SegmentationException">The label or a split does not suit the graph, or a run failed; the message names the run.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static GraphEvaluationReport Run(GcnSegmenter segmenter, CustomerGraph graph, GraphEvaluationOptions? options = null,
        IProgress<GraphEvaluationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(segmenter);
        ArgumentNullException.ThrowIfNull(graph);
        options ??= new();
        if (options.Seeds < 1) throw new ArgumentOutOfRangeException(nameof(options), options.Seeds, "GraphEvaluationOptions.Seeds must be 1 or more.");
        _ = graph.Customers[segmenter.Plan.Label]; // a wrong name is said before anything takes time

        int count = options.Splits.Count > 1 ? options.Splits.Count : options.Seeds;
        DataNotes notes = new();
        List<GraphRun> runs = [];
        for (int number = 1; number <= count; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ulong seed = options.Splits.Count > 1 ? segmenter.Plan.Seed : segmenter.Plan.Seed + (ulong)(number - 1);
            // The model ends with its run, so nobody is scored by it later.
            GcnPlan plan = segmenter.Plan with { Seed = seed, CarriesGraph = false };
            try
            {
                GraphSplit split = options.Splits.Count switch { 0 => Draw(graph, plan, options.Drawn), 1 => options.Splits[0], _ => options.Splits[number - 1] };
                runs.Add(One(plan, graph, split, number, count, options.Mlp, notes, progress, cancellationToken));
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                throw new SegmentationException($"Run {number} of {count} failed: {failure.Message}", failure);
            }
        }
        return new(segmenter.Plan, options, runs, notes.ToList());
    }

    private static GraphSplit Draw(CustomerGraph graph, GcnPlan plan, GraphSplitOptions drawn) =>
        graph.Split(drawn with { Seed = plan.Seed, StratifyBy = drawn.StratifyBy ?? (drawn.By == SplitBy.Time ? null : plan.Label) });

    private static GraphRun One(GcnPlan plan, CustomerGraph graph, GraphSplit split, int number, int count, bool mlp, DataNotes notes,
        IProgress<GraphEvaluationProgress>? progress, CancellationToken cancellationToken)
    {
        GraphTestPart test = GraphTestPart.Of(graph, plan.Label, split, notes);
        GraphRunProgress told = new(number, count, "graph", progress);
        ClassificationReport report;
        EquatableList<GraphCandidate> candidates;
        using (GcnModel model = new GcnSegmenter(plan).Fit(graph, new GraphFitOptions { Split = split }, told.OrNull, cancellationToken))
        {
            report = test.Report(test.Of(model, model.Segment(graph, cancellationToken)));
            candidates = [.. model.Candidates];
            if (number == 1) notes.AddRange(model.Training.Notes);
        }
        told.Ended(report);
        return new(number, plan.Seed, split, report, mlp ? Mlp(plan, graph, split, test, new(number, count, "mlp", progress), notes, cancellationToken) : null, candidates);
    }

    private static ClassificationReport? Mlp(GcnPlan plan, CustomerGraph graph, GraphSplit split, GraphTestPart test, GraphRunProgress told, DataNotes notes, CancellationToken cancellationToken)
    {
        if (!OwnColumns.Any(plan.Preparation, graph.Customers, plan.Label))
        {
            notes.Add(null, "runs without a perceptron to compare with: customers have no column but the label", 1);
            return null;
        }
        try
        {
            using SegmentationModel model = OwnColumns.Fit(plan, graph.Customers, split, told.OrNull, cancellationToken);
            ClassificationReport report = test.Report(test.Of(model, cancellationToken));
            told.Ended(report);
            return report;
        }
        catch (SegmentationException failure)
        {
            // The columns of a small training part may say nothing; the graph is judged all the same.
            notes.Add(null, $"runs without a perceptron to compare with: {failure.Message}", 1);
            return null;
        }
    }
}

namespace CustomerSegmentation;

/// <summary>A comparison under way: the folds, the plans, and what the models said.</summary>
internal sealed class GraphWorthRun
{
    private readonly CustomerGraph _graph;
    private readonly GraphWorthOptions _options;
    private readonly IProgress<GraphEvaluationProgress>? _progress;
    private readonly CancellationToken _cancellation;
    private readonly IReadOnlyList<GraphSplit> _folds;
    private readonly LabelEncoding _labels;
    private readonly DataNotes _notes = new();

    public GraphWorthRun(CustomerGraph graph, string label, GraphWorthOptions options, IProgress<GraphEvaluationProgress>? progress, CancellationToken cancellationToken)
    {
        (_graph, _options, _progress, _cancellation) = (graph, options, progress, cancellationToken);
        GcnSegmenterBuilder Builder() => new GcnSegmenterBuilder().UseLabel(label).AddAll().Exclude([.. options.Excluded]).UseSeed(options.Seed).UseCarriedGraph(false);
        Fast = Builder().UsePreset(GraphPreset.Fast).Build().Plan;
        Network = (options.Preset is { } preset ? Builder().UsePreset(preset) : Builder().UseNetwork(options.Network).UseTraining(options.Training)).Build().Plan;
        _labels = LabelEncoding.From(graph.Customers[label]);
        _folds = graph.Folds(new() { Folds = options.Folds, ValidationShare = options.ValidationShare, StratifyBy = label, Seed = options.Seed });
        _notes.Add(label, "customers without a label: seen as neighbours only", graph.Customers.RowCount - graph.Customers[label].PresentRows().Length);
    }

    /// <summary>The plan of the perceptron on neighbour aggregates.</summary>
    public GcnPlan Fast { get; }

    /// <summary>The plan of the graph network.</summary>
    public GcnPlan Network { get; }

    /// <summary>The perceptron on the customers' own columns; where there are none, the labels' shares in the training part.</summary>
    public FoldAnswers Own()
    {
        bool columns = OwnColumns.Any(Fast.Preparation, _graph.Customers, Fast.Label);
        FoldAnswers answers = new(columns ? GraphWorthReport.OwnName : GraphWorthReport.SharesName);
        Each(answers.Name, (split, test, validation, told) =>
        {
            if (!columns) return (test.Shares(split), double.NaN);
            using SegmentationModel model = OwnColumns.Fit(Fast, _graph.Customers, split, told, _cancellation);
            return (test.Of(model, _cancellation), Auc(validation, validation.Of(model, _cancellation)));
        }, answers);
        return answers;
    }

    /// <summary>A model over a graph.</summary>
    public FoldAnswers Graph(CustomerGraph graph, GcnPlan plan, string name)
    {
        FoldAnswers answers = new(name);
        Each(name, (split, test, validation, told) =>
        {
            using GcnModel model = new GcnSegmenter(plan).Fit(graph, new GraphFitOptions { Split = split }, told, _cancellation);
            Segmentation all = model.Segment(graph, _cancellation);
            return (test.Of(model, all), Auc(validation, validation.Of(model, all)));
        }, answers);
        return answers;
    }

    /// <summary>Differences, intervals, bands.</summary>
    public GraphWorthReport Report(IReadOnlyList<FoldAnswers> models, FoldAnswers chosen)
    {
        (double Accuracy, double Auc)[][] drawn = PairedBootstrap.Draw(models, _options, _cancellation);
        FoldAnswers own = models[0];
        GraphContender[] contenders = [.. models.Take(3).Select(model => new GraphContender(model.Name, Spread(model, report => report.Accuracy.Value), Spread(model, report => report.Auc.Value), MetricSpread.Of(model.Validation)))];
        return new(Fast.Label, _options, [.. contenders], chosen.Name, [.. models.Skip(1).Take(2).Select(model => Difference(model, own))],
            [.. models.Skip(3).Select(without => Difference(chosen, without))], Bands([.. models.Take(3)]), own.Predictions.Sum(fold => fold.Rows.Length), _notes.ToList());

        GraphDifference Difference(FoldAnswers one, FoldAnswers other)
        {
            int a = models.TakeWhile(model => model != one).Count(), b = models.TakeWhile(model => model != other).Count();
            return new(one.Name, other.Name,
                PairedInterval.Of([.. one.Reports.Zip(other.Reports, (x, y) => x.Accuracy.Value - y.Accuracy.Value)], [.. drawn.Select(values => values[a].Accuracy - values[b].Accuracy)], _options.Confidence),
                PairedInterval.Of([.. one.Reports.Zip(other.Reports, (x, y) => x.Auc.Value - y.Auc.Value)], [.. drawn.Select(values => values[a].Auc - values[b].Auc)], _options.Confidence));
        }
    }

    private static MetricSpread Spread(FoldAnswers model, Func<ClassificationReport, double> metric) => MetricSpread.Of(model.Reports.Select(metric));

    private static double Auc(GraphTestPart part, FoldPredictions predictions) => part.Report(predictions).Auc.Value;

    private void Each(string name, Func<GraphSplit, GraphTestPart, GraphTestPart, IProgress<TrainingProgress>?, (FoldPredictions, double)> fit, FoldAnswers answers)
    {
        for (int fold = 0; fold < _folds.Count; fold++)
        {
            _cancellation.ThrowIfCancellationRequested();
            GraphSplit split = _folds[fold];
            GraphTestPart test = new(_graph, _labels, split.Test), validation = new(_graph, _labels, split.Validation);
            GraphRunProgress told = new(fold + 1, _folds.Count, name, _progress);
            try
            {
                (FoldPredictions predictions, double watched) = fit(split, test, validation, told.OrNull);
                ClassificationReport report = test.Report(predictions);
                answers.Add(_labels.Names, predictions, report, watched);
                told.Ended(report);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                throw new SegmentationException($"Fold {fold + 1} of {_folds.Count}, {name}, failed: {failure.Message}", failure);
            }
        }
    }

    private EquatableList<DegreeBand> Bands(FoldAnswers[] models)
    {
        int[] neighbours = new int[_graph.Customers.RowCount];
        foreach (GraphRelation relation in _graph.Relations)
            for (int row = 0; row < neighbours.Length; row++)
                neighbours[row] += relation.ToUsers.Degree(row) + (relation is { Kind: RelationKind.UserUser, Directed: true } ? relation.FromUsers.Degree(row) : 0);
        return [.. models[0].Predictions.SelectMany((fold, f) => fold.Rows.Select((row, i) => (Band: DegreeBand.Of(neighbours[row]), Fold: f, Place: i))).GroupBy(at => at.Band).OrderBy(group => group.Key).Select(Band)];

        DegreeBand Band(IGrouping<int, (int Band, int Fold, int Place)> group)
        {
            (int from, int to) = DegreeBand.Ends(group.Key);
            (double Accuracy, double Auc)[] scores = [.. models.Select(model => BandScore(model, [.. group]))];
            return new(from, to, group.Count(), [.. scores.Select(score => score.Accuracy)], [.. scores.Select(score => score.Auc)]);
        }
    }

    private (double Accuracy, double Auc) BandScore(FoldAnswers model, (int Band, int Fold, int Place)[] customers)
    {
        int k = _labels.Count;
        float[] probabilities = new float[customers.Length * k];
        int[] truth = new int[customers.Length], predicted = new int[customers.Length];
        for (int i = 0; i < customers.Length; i++)
        {
            FoldPredictions fold = model.Predictions[customers[i].Fold];
            (truth[i], predicted[i]) = (fold.Truth[customers[i].Place], fold.Predicted[customers[i].Place]);
            fold.Probabilities.AsSpan(customers[i].Place * k, k).CopyTo(probabilities.AsSpan(i * k));
        }
        return (truth.Zip(predicted).Count(pair => pair.First == pair.Second) / (double)truth.Length, ValidationScores.Of(probabilities, truth, k).Auc);
    }
}

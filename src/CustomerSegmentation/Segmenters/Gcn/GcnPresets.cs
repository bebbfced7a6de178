namespace CustomerSegmentation;

/// <summary>What a plan trains: one network, aggregates, several candidates, or without edges a multilayer perceptron.</summary>
internal static class GcnPresets
{
    public static GcnModel Fit(GcnPlan plan, CustomerGraph graph, GraphFitOptions options, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        DataNote[] leaks = Leaks(plan, graph, options.Split);
        (graph, GraphSplit? split) = Seen(graph, options.Split);
        if (graph.Relations.All(relation => relation.Edges == 0)) return WithoutEdges(plan, graph, split, leaks, progress, cancellationToken);
        if (options.Checkpoint is not null && plan.Preset is GraphPreset.Best or GraphPreset.Fast)
            throw new SegmentationException($"GraphFitOptions.Checkpoint is for one network, but GraphPreset.{plan.Preset} trains others too. Fit without a checkpoint, or choose a layer.");
        using GcnFit fit = new(plan, graph, split, cancellationToken) { MemoryLimit = options.MemoryLimit ?? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes };
        fit.Notes.AddRange(leaks);
        GraphEnsemble ensemble = new(fit, progress);
        try
        {
            if (plan.Preset == GraphPreset.Best) ensemble.Choose(plan);
            else if (plan.Preset == GraphPreset.Fast) ensemble.Fast(plan);
            else ensemble.Single(plan, options);
            return Model(plan, fit, ensemble);
        }
        catch
        {
            ensemble.Dispose();
            throw;
        }
    }

    // What the audit flags is noted, so that a figure that is too good does not go unexplained.
    private static DataNote[] Leaks(GcnPlan plan, CustomerGraph graph, GraphSplit? split) => graph.Customers[plan.Label].PresentRows().Length == 0 ? []
        : [.. graph.Audit(plan.Label, split).Findings.Where(finding => finding.Severity == LeakSeverity.Flag)
            .Select(finding => new DataNote(finding.Subject, $"warnings of the leak audit: {finding.Words}. {finding.Remedy}", 1))];

    // An inductive fit sees its training and validation customers and the edges among them.
    private static (CustomerGraph, GraphSplit?) Seen(CustomerGraph graph, GraphSplit? split)
    {
        if (split is not { Inductive: true }) return (graph, split);
        int[] rows = [.. split.Train.Concat(split.Validation).Order()];
        return (graph.Induced(rows), split.Within(rows));
    }

    private static GcnModel Model(GcnPlan plan, GcnFit fit, GraphEnsemble ensemble)
    {
        string[] segments = SegmentNaming.Of(fit.Targets.Labels, plan.SegmentNames, plan.Decision);
        bool[] tables = ensemble.LearnedSpaces(fit.Data.Rows.Length);
        HashedKeys?[] keys = [.. fit.Data.Rows.Select((_, space) => !plan.CarriesGraph && !tables[space] ? null
            : HashedKeys.Of(space == 0 ? fit.Graph.Customers.Keys : fit.Graph.Items[space - 1].Keys, plan.Seed))];
        (TrainingHistory history, double accuracy) = ensemble.Main;
        return new(new()
        {
            Plan = plan, Labels = fit.Targets.Labels.Names, Segments = segments, Customers = fit.Customers, Items = fit.Items, Relations = fit.Relations, Keys = keys,
            ItemSets = [.. fit.Graph.Items.Select(items => items.Name)],
            Carried = plan.CarriesGraph ? new(fit.TakeData(), [.. keys.Select(key => key!)], [.. fit.Relations]) : null,
            Known = plan.CorrectAndSmooth is null ? null
                : new(HashedKeys.Of([.. fit.Targets.Training.Rows.Select(row => fit.Graph.Customers.Keys[row])], plan.Seed), fit.Targets.Training.Labels),
            Members = ensemble.Kept, Candidates = ensemble.Candidates,
            Record = new()
            {
                LibraryVersion = Versions.Library, TorchSharpVersion = Versions.TorchSharp, DataFingerprint = DataFingerprint.Of(fit.Graph.Customers), Seed = plan.Seed,
                TrainingRows = fit.Targets.Training.Count, ValidationRows = fit.Targets.Validation?.Count ?? 0, LabelCounts = fit.Targets.LabelCounts, History = history,
                ValidationAccuracy = accuracy, Notes = [.. fit.Notes.ToList().Select(note => note with { Example = null })],
            },
        });
    }

    // Nobody has a neighbour: what is left is a perceptron on the customers' own columns.
    private static GcnModel WithoutEdges(GcnPlan plan, CustomerGraph graph, GraphSplit? split, DataNote[] leaks, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        MlpSegmenter segmenter = new(new()
        {
            Label = plan.Label, Preparation = plan.Preparation, Network = new(), Training = plan.Training, Decision = plan.Decision, SegmentNames = plan.SegmentNames, Seed = plan.Seed,
        });
        CustomerTable training = split is null ? graph.Customers : graph.Customers.SelectRows([.. split.Train]);
        SegmentationModel model = segmenter.Fit(training,
            new FitOptions { Validation = split is not { Validation.Length: > 0 } ? null : graph.Customers.SelectRows([.. split.Validation]) }, progress, cancellationToken);
        TrainingRecord record = model.Training!;
        return new(new()
        {
            Plan = plan, Labels = model.LabelValues, Segments = model.Segments, Customers = new(((MlpModel)model).Preparation, []), Items = [], ItemSets = [], Relations = [], Keys = [null],
            Carried = null, Members = [new(new MlpMember("multilayer perceptron", model), 1, 1)], Candidates = [new("multilayer perceptron", 1, record.ValidationAccuracy, double.NaN)],
            Record = record with { Notes = [.. record.Notes, .. leaks, new(null, "graphs without edges: the model is a multilayer perceptron on the customers alone", 1)] },
        });
    }
}

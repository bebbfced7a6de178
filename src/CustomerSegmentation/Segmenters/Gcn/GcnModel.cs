namespace CustomerSegmentation;

/// <summary>
/// A fitted model over a graph. It scores whole graphs, and newcomers with their edges from the model alone where it carries the graph
/// of training. Immutable, safe to score from many threads at once; whoever got it from <c>Fit</c> or <c>Load</c> disposes it.
/// </summary>
public sealed partial class GcnModel : SegmentationModel
{
    private readonly Lease _lease;
    private readonly GcnParts _parts;

    internal GcnModel(GcnParts parts)
    {
        _parts = parts;
        _lease = new(parts);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Segments => _parts.Segments;

    /// <inheritdoc/>
    public override IReadOnlyList<string> LabelValues => _parts.Labels;

    /// <inheritdoc/>
    public override string? Label => Plan.Label;

    /// <inheritdoc/>
    public override IReadOnlyList<string> NeededColumns => _parts.Customers.NeededColumns;

    /// <inheritdoc/>
    public override TrainingRecord Training => _parts.Record;

    /// <summary>The plan it was fitted by.</summary>
    public GcnPlan Plan => _parts.Plan;

    /// <summary>The relations it was trained with, which a graph to be scored must have.</summary>
    public IReadOnlyList<string> Relations => [.. _parts.Relations.Select(relation => relation.Name)];

    /// <summary>What was tried and how much of the answer each gives, the weights adding up to 1: one for most plans.</summary>
    public IReadOnlyList<GraphCandidate> Candidates => _parts.Candidates;

    /// <summary>Whether it carries the graph of training, so that newcomers can be scored by the model alone.</summary>
    public bool CarriesGraph => _parts.Carried is not null;

    internal GcnParts Parts => _parts;

    /// <summary>Puts all customers of a graph into segments, in the order of their rows. Labels are not read. With correct and smooth, the labels of the training
    /// customers that the model carries are spread over the graph, where they are in it.</summary>
    /// <param name="graph">A graph with the relations of training, by name; customers and items may be others.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="SegmentationException">A relation or a column that the model needs is missing.</exception>
    public Segmentation Segment(CustomerGraph graph, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        cancellationToken.ThrowIfCancellationRequested();
        DataNotes notes = new();
        using (_lease.Take())
        {
            if (_parts.Perceptron is { } perceptron) return Answer(graph.Customers, perceptron.Of(graph.Customers, notes, cancellationToken), notes);
            using WorkerTeam team = new(Environment.ProcessorCount);
            using GcnData data = _parts.Numbers(graph, notes, cancellationToken);
            float[] probabilities = _parts.Probabilities(graph.Customers, data, team, cancellationToken);
            return Answer(graph.Customers, _parts.Smoothed(graph.Customers, data, probabilities, team, notes, cancellationToken), notes);
        }
    }

    /// <summary>Puts customers into segments as if none had an edge, which a note says; give <see cref="Segment(CustomerGraph, CancellationToken)"/> the graph, or
    /// <see cref="Segment(CustomerTable, ReadOnlySpan{ValueTuple{string, EdgeTable}})"/> their edges.</summary>
    /// <exception cref="SegmentationException">A column that the model needs is missing or of another kind.</exception>
    public override Segmentation Segment(CustomerTable customers, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(customers);
        cancellationToken.ThrowIfCancellationRequested();
        DataNotes notes = new();
        using (_lease.Take())
        {
            EdgeOverlay[] none = [.. _parts.Relations.Select(relation => EdgeOverlay.Of(relation))];
            notes.Add(null, ClassificationReport.ScoredAlone, _parts.Relations.Count == 0 ? 0 : customers.RowCount);
            return Answer(customers, _parts.Newcomers(customers, none, notes, cancellationToken), notes);
        }
    }

    /// <summary>
    /// Puts newcomers, who were not in the graph of training, into segments by their features and their edges to its customers and items
    /// and among each other: the answers of the graph of training with them and their edges added. Needs a model that carries the graph.
    /// </summary>
    /// <param name="newcomers">The newcomers; their keys must be new.</param>
    /// <param name="edges">Edges by the name of their relation. Edges with an unknown end are left out and counted as that relation's rule says.</param>
    /// <exception cref="SegmentationException">A newcomer is in the graph already, a relation is unknown, a weight is no weight, or the model carries no graph.</exception>
    public Segmentation Segment(CustomerTable newcomers, params ReadOnlySpan<(string Relation, EdgeTable Edges)> edges)
    {
        ArgumentNullException.ThrowIfNull(newcomers);
        if (edges.Length == 0) return Segment(newcomers, CancellationToken.None);
        DataNotes notes = new();
        using (_lease.Take())
        {
            CarriedGraph graph = _parts.Carried ?? throw new SegmentationException(
                "The model carries no graph, so it does not know the newcomers' neighbours. Score graph.With(newcomers, edges) instead, or fit with UseCarriedGraph(true).");
            EdgeOverlay[] overlays = new NewcomerEdges(graph, newcomers, notes).Read(edges);
            return Answer(newcomers, _parts.Newcomers(newcomers, overlays, notes, CancellationToken.None), notes);
        }
    }

    /// <summary>The model in a few lines: segments, label, networks, training, what it carries.</summary>
    public override string ToString() => string.Join(Environment.NewLine,
    [
        $"Graph model of {Show.Count(Segments.Count, "segment")} ({string.Join(", ", Segments)}), learned from {Plan.Label}",
        Relations.Count == 0 ? "no relations: a multilayer perceptron on the customers alone" : $"{Show.Count(Relations.Count, "relation")}: {string.Join(", ", Relations)}",
        .. Candidates.Select(candidate => candidate.ToString()),
        Training.ToString(),
        .. _parts.Known is { } known ? [$"spreads the labels of {Show.Count(known.Codes.Length, "training customer")}, keys as hashes"] : Array.Empty<string>(),
        _parts.Carried is { } carried ? $"carries the graph of training: {Show.Count(carried.Customers, "customer")}, keys as hashes" : "carries no graph",
    ]);

    internal override IReadOnlyList<ModelSection> Sections()
    {
        using (_lease.Take()) return GcnModelFile.Sections(_parts);
    }

    private Segmentation Answer(CustomerTable customers, float[] probabilities, DataNotes notes)
    {
        if (Array.FindIndex(probabilities, probability => !float.IsFinite(probability)) is >= 0 and int bad)
        {
            int row = bad / Segments.Count;
            throw new SegmentationException(
                $"The model finds no probabilities for row {customers.RowNumber(row)} of {customers.Source} ({customers.KeyName} {Show.Value(customers.Keys[row])}): its numbers grow too large on the way. " +
                "Correct values that are far from those of training, in the customer or its neighbours; if none is, the model is damaged.");
        }
        return new(Segments, customers.KeyName, [.. customers.Keys], probabilities, Plan.Decision, notes.ToList());
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _lease.Dispose();
    }
}

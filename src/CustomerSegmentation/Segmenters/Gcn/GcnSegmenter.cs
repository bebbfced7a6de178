namespace CustomerSegmentation;

/// <summary>A checked plan that fits models over graphs; from <see cref="GcnSegmenterBuilder.Build"/>.</summary>
/// <remarks>Immutable and safe to share between threads; each fit stands alone.</remarks>
public sealed class GcnSegmenter : ISegmenter
{
    internal GcnSegmenter(GcnPlan plan) => Plan = plan;

    /// <summary>The plan.</summary>
    public GcnPlan Plan { get; }

    /// <inheritdoc/>
    public string? Label => Plan.Label;

    /// <summary>Learns from the labelled customers of a graph, all customers and edges being seen; a part of the labelled ones watches.</summary>
    /// <param name="graph">The graph; customers without a label are heard, not learned from.</param>
    /// <param name="progress">Told after every epoch, on the fitting thread; null for silence.</param>
    /// <param name="cancellationToken">Ends the fit; no half model is left.</param>
    /// <exception cref="SegmentationException">The graph does not fit the plan, or the loss stopped being a number.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public GcnModel Fit(CustomerGraph graph, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Fit(graph, new GraphFitOptions(), progress, cancellationToken);

    /// <summary>Fits with a split of your own, or with a checkpoint.</summary>
    /// <param name="graph">The graph. With an inductive split only its training and validation customers and the edges among them are seen.</param>
    /// <param name="options">What this fit is given besides.</param>
    /// <param name="progress">Told after every epoch, on the fitting thread; null for silence.</param>
    /// <param name="cancellationToken">Ends the fit; no half model is left.</param>
    /// <exception cref="SegmentationException">The graph does not fit the plan, or the loss stopped being a number.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public GcnModel Fit(CustomerGraph graph, GraphFitOptions options, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        return GcnPresets.Fit(Plan, graph, options, progress, cancellationToken);
    }

    /// <summary>Learns from customers without any edges: the model is then that of a multilayer perceptron with the same plan, and says so.</summary>
    /// <param name="customers">The training customers, label included.</param>
    /// <param name="progress">Told after every epoch, on the fitting thread; null for silence.</param>
    /// <param name="cancellationToken">Ends the fit; no half model is left.</param>
    /// <exception cref="SegmentationException">The customers do not fit the plan, or the loss stopped being a number.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public SegmentationModel Fit(CustomerTable customers, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(customers);
        return Fit(new CustomerGraph(customers, [], [], null), progress, cancellationToken);
    }
}

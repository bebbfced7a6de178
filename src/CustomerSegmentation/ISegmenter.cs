namespace CustomerSegmentation;

/// <summary>
/// A checked, immutable plan that can be fitted: what a builder's <c>Build()</c> gives. Implement it for a segmenter of your own, and
/// cross-validation, evaluation and services take it as they take the built-in ones.
/// </summary>
/// <remarks>Immutable and safe to share between threads; each <see cref="Fit"/> stands alone.</remarks>
public interface ISegmenter
{
    /// <summary>The label column the fit learns from, or null for a segmenter that needs none.</summary>
    string? Label { get; }

    /// <summary>Learns on the calling thread and returns a new immutable model, which the caller disposes.</summary>
    /// <param name="customers">The training customers, label included.</param>
    /// <param name="progress">Told after every epoch, on the fitting thread; null for silence.</param>
    /// <param name="cancellationToken">Ends the fit; no half model is left.</param>
    /// <exception cref="SegmentationException">The customers do not fit the plan.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    SegmentationModel Fit(CustomerTable customers, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default);
}

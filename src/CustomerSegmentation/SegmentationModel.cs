namespace CustomerSegmentation;

/// <summary>
/// A fitted model: immutable, safe to score from many threads at once. It owns native memory, so whoever got it from
/// <c>Fit</c> or <c>Load</c> disposes it (a container that created it does so itself); scoring in flight ends safely first.
/// </summary>
public abstract class SegmentationModel : IDisposable
{
    /// <summary>For the built-in models and for models of your own.</summary>
    protected SegmentationModel() { }

    /// <summary>The names of the segments, in the order of the probability columns.</summary>
    public abstract IReadOnlyList<string> Segments { get; }

    /// <summary>The label value behind each of <see cref="Segments"/>, as text.</summary>
    public virtual IReadOnlyList<string> LabelValues => Segments;

    /// <summary>The label column the model was trained on.</summary>
    public abstract string? Label { get; }

    /// <summary>Puts customers into segments, in the order of their rows. The label column is not needed and not read.</summary>
    /// <exception cref="SegmentationException">A column the model needs has another kind than at training.</exception>
    public abstract Segmentation Segment(CustomerTable customers, CancellationToken cancellationToken = default);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the model owns.</summary>
    protected abstract void Dispose(bool disposing);
}

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

    /// <summary>The label column the model was trained on.</summary>
    public abstract string? Label { get; }

    /// <summary>The label's values, in the order of <see cref="Segments"/>; the same as those unless names were given.</summary>
    public virtual IReadOnlyList<string> LabelValues => Segments;

    /// <summary>The columns a table needs to be scored; empty for a model of your own that does not say.</summary>
    public virtual IReadOnlyList<string> NeededColumns => [];

    /// <summary>How the model came to be, or null where that is not known.</summary>
    public virtual TrainingRecord? Training => null;

    /// <summary>Loads a model from a file that <see cref="Save(string, ModelSaveOptions?)"/> wrote. The caller disposes it.</summary>
    /// <remarks>A checksum finds damage, it proves no origin: demand a signature (<see cref="ModelLoadOptions.VerificationKey"/>) for files
    /// that come from elsewhere. Nothing in a file is executed.</remarks>
    /// <exception cref="SegmentationException">The file is missing, damaged, too new, too large or not signed as demanded.</exception>
    public static SegmentationModel Load(string path, ModelLoadOptions? options = null) => ModelKinds.Read(ModelFile.Read(path, options), options ?? new());

    /// <summary>Loads a model from a stream, read to its end; it stays open. The caller disposes the model.</summary>
    /// <exception cref="SegmentationException">The content is damaged, too new, too large or not signed as demanded.</exception>
    public static SegmentationModel Load(Stream stream, ModelLoadOptions? options = null) => ModelKinds.Read(ModelFile.Read(stream, options), options ?? new());

    /// <summary>Writes the model to one file, whole or not at all. It scores to the same bits wherever it is loaded on the same kind of machine.</summary>
    /// <exception cref="SegmentationException">The file cannot be written.</exception>
    /// <exception cref="NotSupportedException">A model of your own that cannot be saved.</exception>
    public void Save(string path, ModelSaveOptions? options = null) => ModelFile.Write(path, Sections(), options);

    /// <summary>Writes the model to a stream, which stays open.</summary>
    /// <exception cref="SegmentationException">The stream failed.</exception>
    /// <exception cref="NotSupportedException">A model of your own that cannot be saved.</exception>
    public void Save(Stream stream, ModelSaveOptions? options = null) => ModelFile.Write(stream, Sections(), options);

    internal virtual IReadOnlyList<ModelSection> Sections() => throw new NotSupportedException($"{GetType().Name} cannot be saved.");

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

using System.Text.Json.Nodes;

namespace CustomerSegmentation;

/// <summary>
/// A preparation step before it has seen data: an immutable record of its settings. <see cref="Fit"/> learns from columns and gives
/// an immutable fitted step; it never changes its receiver. Implement it, and <see cref="IFittedTransformer"/>, for a step of your own.
/// </summary>
/// <remarks>Safe to share between threads. A step of your own takes part in plans and model files by its
/// <see cref="TypeName"/> and settings; register how to read both back in <see cref="TransformerTypes"/>.</remarks>
public interface ITransformer
{
    /// <summary>The stable name of the step in plans and model files, for example <c>standard-scaler</c>.</summary>
    string TypeName { get; }

    /// <summary>The step in words, for a person: "standardise to mean 0 and standard deviation 1".</summary>
    string Describe();

    /// <summary>Learns from the training rows of one or more columns.</summary>
    /// <param name="columns">The training rows, each column of length n.</param>
    /// <returns>The fitted step, immutable and safe to share between threads.</returns>
    /// <exception cref="SegmentationException">The columns do not fit the step (wrong kind, nothing to learn from).</exception>
    IFittedTransformer Fit(IReadOnlyList<Column> columns);

    /// <summary>The settings, to be read back by the reader registered under <see cref="TypeName"/>.</summary>
    JsonObject SaveSettings();
}

/// <summary>A fitted preparation step: columns in, columns out, row by row (a row's result never depends on the other rows).</summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
public interface IFittedTransformer
{
    /// <summary>The stable name of the fitted step in model files, the same as its <see cref="ITransformer.TypeName"/>.</summary>
    string TypeName { get; }

    /// <summary>The names of the columns that come out, in order.</summary>
    IReadOnlyList<string> OutputNames { get; }

    /// <summary>The fitted step in words with what it learned: "standardise: mean 41.2, standard deviation 12.3".</summary>
    string Describe();

    /// <summary>Applies the step to columns of the kinds it was fitted on. What is filled, clipped or unseen is noted.</summary>
    /// <param name="columns">The columns to change, in the order of the fit; left as they are.</param>
    /// <param name="notes">Receives what happened, counted.</param>
    /// <returns>The columns named <see cref="OutputNames"/>, of the same length.</returns>
    IReadOnlyList<Column> Transform(IReadOnlyList<Column> columns, DataNotes notes);

    /// <summary>What was learned, to be read back by the reader registered under <see cref="TypeName"/>.</summary>
    JsonObject SaveState();
}

using System.Text.Json.Nodes;

namespace CustomerSegmentation;

/// <summary>
/// A preparation step before it has seen data: an immutable record of its settings. <see cref="Fit"/> learns from columns and gives
/// an immutable fitted step; it never changes its receiver. Implement it, and <see cref="IFittedTransformer"/>, for a step of your own.
/// </summary>
/// <remarks>Safe to share between threads. A step of your own takes part in plans and model files by its
/// <see cref="TypeName"/> and settings; register how to read both back in <see cref="TransformerTypes"/>. Make it a
/// <c>sealed record</c>, so that plans that hold it compare by value.</remarks>
public interface ITransformer
{
    /// <summary>The stable name of the step in plans and model files, for example <c>standard-scaler</c>.</summary>
    string TypeName { get; }

    /// <summary>The step in words, for a person: "standardise to mean 0 and standard deviation 1".</summary>
    string Describe();

    /// <summary>
    /// Whether the step changes columns of that kind; by default numbers only. Among the columns that the step before gave, those of
    /// other kinds (the yes/no indicator of an imputer, say) pass by unchanged.
    /// </summary>
    bool Takes(ColumnKind kind) => kind == ColumnKind.Number;

    /// <summary>The kind of the columns that come out for a kind that goes in; by default numbers. It lets a plan be checked before data come.</summary>
    ColumnKind Gives(ColumnKind kind) => ColumnKind.Number;

    /// <summary>Learns from the training rows of one or more columns.</summary>
    /// <param name="columns">The training rows, each column of length n.</param>
    /// <returns>The fitted step, immutable and safe to share between threads.</returns>
    /// <exception cref="SegmentationException">The columns do not fit the step (wrong kind, nothing to learn from).</exception>
    IFittedTransformer Fit(IReadOnlyList<Column> columns);

    /// <summary>The settings, to be read back by the reader registered under <see cref="TypeName"/>.</summary>
    JsonObject SaveSettings();
}

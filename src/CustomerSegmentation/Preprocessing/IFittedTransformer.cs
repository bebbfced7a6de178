using System.Text.Json.Nodes;

namespace CustomerSegmentation;

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

    /// <summary>
    /// Applies the step to columns of the kinds it was fitted on. What is filled, clipped or unseen is noted. A long table comes in parts,
    /// so an exception should name the value rather than the row.
    /// </summary>
    /// <param name="columns">The columns to change, in the order of the fit; left as they are.</param>
    /// <param name="notes">Receives what happened, counted.</param>
    /// <returns>The columns named <see cref="OutputNames"/>, of the same length.</returns>
    /// <exception cref="SegmentationException">A column has another kind than at the fit, or a value that the step cannot take.</exception>
    IReadOnlyList<Column> Transform(IReadOnlyList<Column> columns, DataNotes notes);

    /// <summary>What was learned, to be read back by the reader registered under <see cref="TypeName"/>.</summary>
    JsonObject SaveState();
}

using System.Globalization;

namespace CustomerSegmentation;

/// <summary>
/// The edges of one relation as they came, one a row: two ends as texts, a weight and a time where there are. Immutable, safe to share between threads.
/// Nothing is merged or dropped here; that is for <see cref="CustomerGraphBuilder"/>, by the <see cref="RelationOptions"/>.
/// </summary>
/// <remarks>Ends are compared exactly with the keys of customers and items. Every distinct end is stored once: 20,000,000 edges take 160 MB, weights and times as much again each.</remarks>
public sealed partial class EdgeTable
{
    /// <summary>The end of an edge that is blank.</summary>
    internal const int NoEnd = -1;

    /// <summary>Takes over the arrays.</summary>
    internal EdgeTable(string source, string fromName, string toName, string[] names, int[] from, int[] to, double[]? weights, long[]? times, IReadOnlyList<DataNote> notes) =>
        (Source, FromName, ToName, Names, From, To, Weights, Times, Notes) = (source, fromName, toName, names, from, to, weights, times, notes);

    /// <summary>Where the edges came from, for messages: a file name, "the data reader", "objects", "columns".</summary>
    public string Source { get; }

    /// <summary>The number of edges, rows that repeat included.</summary>
    public int Count => From.Length;

    /// <summary>What the first ends are called.</summary>
    public string FromName { get; }

    /// <summary>What the second ends are called.</summary>
    public string ToName { get; }

    /// <summary>Whether edges have weights; otherwise each weighs 1.</summary>
    public bool HasWeights => Weights is not null;

    /// <summary>Whether edges have times.</summary>
    public bool HasTimes => Times is not null;

    /// <summary>What happened to the edges when they were read.</summary>
    public IReadOnlyList<DataNote> Notes { get; }

    /// <summary>The distinct ends, both sides together.</summary>
    internal string[] Names { get; }

    /// <summary>The first end of each edge as an index into <see cref="Names"/>, or <see cref="NoEnd"/>; the row in the source is the place + 1.</summary>
    internal int[] From { get; }

    /// <summary>The second end of each edge.</summary>
    internal int[] To { get; }

    /// <summary>The weight of each edge, NaN where it is missing; null where there are none.</summary>
    internal double[]? Weights { get; }

    /// <summary>The time of each edge in ticks, <see cref="TimeColumn.Missing"/> where it is missing; null where there are none.</summary>
    internal long[]? Times { get; }

    /// <summary>Source, number of edges, what they have; then the notes.</summary>
    public override string ToString() => string.Join('\n', [
        .. CellText.Wrap(CellText.Clean(
            $"{Source}: {Show.Count(Count, "edge")} from {FromName} to {ToName}, {Show.Count(Names.Length, "different end")}; {(HasWeights ? "weights" : "no weights")}, {(HasTimes ? "times" : "no times")}"),
            TextTable.MaxWidth),
        .. NoteLines.Of(Notes)]);

    /// <summary>A row as messages name it: <c>data row 3 of edges.csv</c>.</summary>
    internal string Place(int edge) => string.Create(CultureInfo.InvariantCulture, $"data row {edge + 1} of {Source}");

    /// <summary>The text of an end for messages.</summary>
    internal string? Name(int end) => end == NoEnd ? null : Names[end];
}

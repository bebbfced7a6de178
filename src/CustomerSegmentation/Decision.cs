using System.Text.Json.Nodes;

namespace CustomerSegmentation;

/// <summary>How probabilities become a segment: the most probable one, a threshold, or the one with the least expected cost.</summary>
/// <remarks>Immutable, compared by value, safe to share between threads.</remarks>
public abstract record Decision
{
    private protected Decision() { }

    /// <summary>The most probable segment; among equals the first. The default.</summary>
    public static Decision ArgMax { get; } = new ArgMaxDecision();

    /// <summary>
    /// For two segments: the second where its probability is at least <paramref name="threshold"/> (compared in single precision, as
    /// probabilities are), else the first.
    /// </summary>
    /// <param name="threshold">From 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is not from 0 to 1.</exception>
    public static Decision Threshold(double threshold) => new ThresholdDecision(threshold);

    /// <summary>The segment j with the least expected cost Σᵢ pᵢ · cost[i, j]; among equals the first.</summary>
    /// <param name="costs"><c>[k, k]</c>: what it costs to say segment j (column) of a customer of segment i (row); negative is a gain. Copied.</param>
    /// <exception cref="ArgumentException">The matrix is empty, not square, or holds NaN or infinity.</exception>
    public static Decision Costs(double[,] costs) => new CostDecision(costs);

    /// <summary>The decision in words, with the segments' names where they are given.</summary>
    public abstract string Describe(IReadOnlyList<string>? segments = null);

    /// <inheritdoc/>
    public sealed override string ToString() => Describe();

    /// <summary>The segment for one customer's probabilities.</summary>
    internal abstract int Decide(ReadOnlySpan<float> probabilities);

    /// <summary>Whether the decision can be made between these segments.</summary>
    /// <exception cref="SegmentationException">It asks for another number of segments.</exception>
    internal abstract void Check(IReadOnlyList<string> segments);

    /// <summary>For the model file; <see cref="ReadJson"/> reads it back.</summary>
    internal abstract JsonObject SaveJson();

    /// <summary>Reads what <see cref="SaveJson"/> wrote.</summary>
    /// <exception cref="SegmentationException">It is malformed.</exception>
    internal static Decision ReadJson(JsonObject json)
    {
        try
        {
            return (string?)json["type"] switch
            {
                "arg-max" => ArgMax,
                "threshold" => ThresholdDecision.Read(json),
                "costs" => CostDecision.Read(json),
                var type => throw Malformed($"its type is {Show.Value(type)}, not one of {Show.List(["arg-max", "threshold", "costs"])}", null),
            };
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or ArgumentException or NullReferenceException)
        {
            throw Malformed(e.Message, e);
        }
    }

    private static SegmentationException Malformed(string why, Exception? cause) => new(
        $"The decision in the saved data cannot be read: {why}. The file is damaged or from a newer version; save it again from the model.", cause);
}

namespace CustomerSegmentation;

public sealed partial class Segmentation
{
    private const double SumTolerance = 1e-3;

    /// <summary>A segmentation of your own making, for example from a segmenter that this library does not have. Everything is copied.</summary>
    /// <param name="segments">The names of the segments, <c>[k]</c>, each once.</param>
    /// <param name="keys">The customers' keys, <c>[n]</c>, each once.</param>
    /// <param name="probabilities">The probability of each segment for each customer, row by row, <c>[n, k]</c>: finite, from 0 to 1, each
    /// row adding up to 1 within 0.001.</param>
    /// <param name="decision">How probabilities become segments; null is <see cref="Decision.ArgMax"/>.</param>
    /// <param name="keyName">The name of the key column.</param>
    /// <param name="notes">What happened to the data on the way; null is nothing.</param>
    /// <param name="leftOut">Keys of customers who got no segment; null is nobody.</param>
    /// <exception cref="SegmentationException">Lengths differ, a name or key repeats, a probability is out of range, or a row does not add
    /// up; the message names the row and the key.</exception>
    public static Segmentation Create(
        IReadOnlyList<string> segments, IReadOnlyList<string> keys, ReadOnlySpan<float> probabilities, Decision? decision = null,
        string keyName = "key", IReadOnlyList<DataNote>? notes = null, IReadOnlyList<string>? leftOut = null)
    {
        ArgumentNullException.ThrowIfNull(segments);
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentException.ThrowIfNullOrEmpty(keyName);
        CheckKeys(keys, leftOut ?? []);
        Segmentation made = new(
            segments, keyName, [.. keys], probabilities.ToArray(), decision ?? Decision.ArgMax, notes is null ? [] : [.. notes], leftOut);
        made.CheckProbabilities();
        return made;
    }

    private static void CheckKeys(IReadOnlyList<string> keys, IReadOnlyList<string> leftOut)
    {
        HashSet<string> seen = new(keys.Count, StringComparer.Ordinal);
        int row = 0;
        foreach (string key in keys.Concat(leftOut))
        {
            string place = row < keys.Count ? $"row {row + 1}" : $"left-out customer {row - keys.Count + 1}";
            if (key is null) throw new SegmentationException($"The key of {place} is null. Give each customer a key.");
            if (!seen.Add(key)) throw new SegmentationException($"The key {Show.Value(key)} comes twice, the second time in {place}. A key must be unique.");
            row++;
        }
    }

    private void CheckProbabilities()
    {
        for (int row = 0; row < Count; row++)
        {
            double sum = 0;
            ReadOnlySpan<float> probabilities = Row(row).Span;
            for (int i = 0; i < probabilities.Length; i++)
            {
                if (probabilities[i] is not (>= 0 and <= 1))
                    throw new SegmentationException(
                        $"The probability of segment {Show.Value(_segments[i])} in row {row + 1} (key {Show.Value(_keys[row])}) is {Show.Value(probabilities[i])}; expected a number from 0 to 1.");
                sum += probabilities[i];
            }
            if (Math.Abs(sum - 1) > SumTolerance)
                throw new SegmentationException(
                    $"The probabilities in row {row + 1} (key {Show.Value(_keys[row])}) add up to {Figures.Short(sum)}; expected 1. Divide each row by its sum.");
        }
    }
}

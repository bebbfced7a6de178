namespace CustomerSegmentation;

public sealed partial class Segmentation
{
    /// <summary>The same customers and probabilities, decided otherwise.</summary>
    /// <exception cref="SegmentationException">The decision asks for another number of segments.</exception>
    public Segmentation WithDecision(Decision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        return new(_segments, KeyName, _keys, _probabilities, decision, Notes, _order);
    }

    /// <summary>The same with other names, one for each of <see cref="Segments"/> in order.</summary>
    /// <exception cref="SegmentationException">There are fewer or more names than segments, or a name is blank or repeats.</exception>
    public Segmentation WithSegmentNames(params IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Count != _segments.Length)
            throw new SegmentationException(
                $"Got {Show.Count(names.Count, "name")} ({Show.List(names)}) for {Show.Count(_segments.Length, "segment")} ({Show.List(_segments)}). Give one a segment, in this order.");
        return new([.. names], KeyName, _keys, _probabilities, Decision, Notes, _order);
    }

    /// <summary>The same with some segments renamed: old name to new name.</summary>
    /// <exception cref="SegmentationException">An old name is unknown (the nearest is suggested), or a new one is blank or repeats.</exception>
    public Segmentation WithSegmentNames(IReadOnlyDictionary<string, string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        foreach (string old in names.Keys)
            if (!_segments.Contains(old, StringComparer.Ordinal))
                throw new SegmentationException(
                    $"There is no segment {Show.Value(old)} to rename{(Show.DidYouMean(old, _segments) is { Length: > 0 } near ? near : ".")} There are: {Show.List(_segments, 20)}.");
        return new([.. _segments.Select(name => names.TryGetValue(name, out string? other) ? other : name)],
            KeyName, _keys, _probabilities, Decision, Notes, _order);
    }
}

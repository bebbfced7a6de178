namespace CustomerSegmentation;

/// <summary>Where one customer is.</summary>
/// <param name="Key">The customer's key.</param>
/// <param name="Segment">The name of the assigned segment.</param>
/// <param name="Certainty">The probability of the assigned segment, from 0 to 1.</param>
/// <param name="Probabilities">One probability a segment, <c>[k]</c>, in the order of <see cref="Segmentation.Segments"/>.</param>
public readonly record struct CustomerSegment(string Key, string Segment, float Certainty, ReadOnlyMemory<float> Probabilities)
{
    /// <summary>One line: <c>4711: Loyal (0.934)</c>.</summary>
    public override string ToString() => $"{Key}: {Segment} ({Figures.Fixed(Certainty)})";
}

namespace CustomerSegmentation;

/// <summary>One segment in figures.</summary>
/// <param name="Name">The segment's name.</param>
/// <param name="Count">How many customers were assigned to it.</param>
/// <param name="Share">Its part of all customers with a segment, from 0 to 1; NaN where there are none.</param>
/// <param name="MeanCertainty">The mean probability of this segment over its customers; NaN where it is empty.</param>
public sealed record SegmentSummary(string Name, int Count, double Share, double MeanCertainty);

namespace CustomerSegmentation;

/// <summary>Customers whose predicted segment has a probability above <paramref name="Lower"/> and at most <paramref name="Upper"/>.</summary>
/// <param name="Lower">The lower border, not included (0 is, in the first bin).</param>
/// <param name="Upper">The upper border, included.</param>
/// <param name="Weight">The customers' weight (their number where no weights were given).</param>
/// <param name="MeanProbability">The mean probability of their predicted segments, NaN for an empty bin.</param>
/// <param name="Accuracy">The share of them whose predicted segment is right, NaN for an empty bin.</param>
public sealed record CalibrationBin(double Lower, double Upper, double Weight, double MeanProbability, double Accuracy);

namespace CustomerSegmentation;

/// <summary>How an evaluation is made. Immutable; every default is valid.</summary>
public sealed record EvaluationOptions
{
    /// <summary>Equal-width bins of the calibration error over the probability of the predicted segment, at least 1; 10 by default.</summary>
    public int CalibrationBins { get; init; } = 10;

    /// <summary>The share of customers with the highest scores that the lift looks at, above 0 and at most 1; 0.1 by default.</summary>
    public double LiftShare { get; init; } = 0.1;

    /// <summary>
    /// Bootstrap repetitions behind the intervals; 0 for none; 1,000 by default. Of very many rows (about 57,000 with four segments)
    /// a random part is drawn from and the width of the intervals scaled to all rows, which a note says.
    /// </summary>
    public int BootstrapRepetitions { get; init; } = 1000;

    /// <summary>The confidence of the intervals, between 0 and 1; 0.95 by default.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Seeds the bootstrap; 1 by default. The same seed gives the same bits, whatever the number of threads.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// With two segments: the name of the one that AUC, average precision, Brier score and lift look for; null (the default) for the
    /// one with less weight in the truth, or the second where both weigh the same. Not used with more segments.
    /// </summary>
    public string? Positive { get; init; }

    /// <summary>Throws where a value is out of its range.</summary>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(CalibrationBins, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(BootstrapRepetitions);
        if (LiftShare is not (> 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(LiftShare), LiftShare, "The share of a lift is above 0 and at most 1.");
        if (Confidence is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(Confidence), Confidence, "The confidence of an interval is between 0 and 1.");
    }
}

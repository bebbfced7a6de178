namespace CustomerSegmentation;

/// <summary>Precision, recall and F1 averaged over the segments.</summary>
/// <param name="Precision">The average precision over segments (not the area under a precision–recall curve).</param>
/// <param name="Recall">The average recall.</param>
/// <param name="F1">The average F1.</param>
public sealed record ScoreAverage(double Precision, double Recall, double F1);

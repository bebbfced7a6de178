namespace CustomerSegmentation;

/// <summary>How well one segment is found, all others being "not this segment".</summary>
/// <param name="Segment">The segment's name.</param>
/// <param name="Precision">The share of those put into it who belong there; 0 where nobody was put into it.</param>
/// <param name="Recall">The share of those who belong there who were put into it; 0 where nobody belongs there.</param>
/// <param name="F1">The harmonic mean of both, 2TP / (2TP + FP + FN); 0 where that is 0 / 0.</param>
/// <param name="Support">The weight of those who belong there (their number where no weights were given).</param>
/// <param name="Auc">ROC AUC of the segment's probability, ties counting half; NaN where all or none belong there.</param>
/// <param name="AveragePrecision">Σ (Rᵢ − Rᵢ₋₁) Pᵢ over the distinct probabilities; NaN where nobody belongs there.</param>
/// <param name="Lift">The segment's share among those with the highest probability for it, over its share among all; NaN where
/// nobody belongs there. Customers tied at the border are counted in proportion.</param>
public sealed record SegmentScore(
    string Segment, double Precision, double Recall, double F1, double Support, double Auc, double AveragePrecision, double Lift);

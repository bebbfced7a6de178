namespace CustomerSegmentation;

/// <summary>How much better one model does than another on the same test customers.</summary>
/// <param name="Model">The one.</param>
/// <param name="Baseline">The other, which is taken off.</param>
/// <param name="Accuracy">In accuracy.</param>
/// <param name="Auc">In ROC AUC.</param>
public sealed record GraphDifference(string Model, string Baseline, PairedInterval Accuracy, PairedInterval Auc)
{
    /// <summary>Whether one of the metrics is surely higher and none surely lower, over the folds.</summary>
    public bool Better => (Accuracy.Lower > 0 || Auc.Lower > 0) && !(Accuracy.Upper < 0) && !(Auc.Upper < 0);

    /// <summary>Whether one of the metrics is surely lower and none surely higher, over the folds.</summary>
    public bool Worse => (Accuracy.Upper < 0 || Auc.Upper < 0) && !(Accuracy.Lower > 0) && !(Auc.Lower > 0);
}

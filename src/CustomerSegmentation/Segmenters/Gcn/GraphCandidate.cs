namespace CustomerSegmentation;

/// <summary>One model that was trained for a graph, and what became of it.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Weight">Its share of the answer, 0 for one that was not kept.</param>
/// <param name="Accuracy">Accuracy on the validation part, which chose the epoch and the weights, so it flatters; NaN without one.</param>
/// <param name="Auc">ROC AUC on the validation part (mean over labels, one against the rest); NaN without one.</param>
public sealed record GraphCandidate(string Name, double Weight, double Accuracy, double Auc)
{
    /// <summary>One line.</summary>
    public override string ToString() => FormattableString.Invariant($"{Name}: weight {Weight:0.##}{(double.IsNaN(Accuracy) ? "" : $", validation accuracy {Accuracy:0.000}, AUC {Auc:0.000}")}");
}

namespace CustomerSegmentation;

/// <summary>One of the models that were compared, over the folds.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Accuracy">The share of the test customers put into the right segment.</param>
/// <param name="Auc">ROC AUC on the test customers: two labels: of the second; more: the mean of each against the rest.</param>
/// <param name="ValidationAuc">The same on those who watched, by which one of the two graph models is chosen; it flatters.</param>
public sealed record GraphContender(string Name, MetricSpread Accuracy, MetricSpread Auc, MetricSpread ValidationAuc);

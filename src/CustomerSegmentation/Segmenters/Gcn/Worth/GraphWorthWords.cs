namespace CustomerSegmentation;

/// <summary>The answer in sentences.</summary>
internal static class GraphWorthWords
{
    public static string Verdict(GraphWorthReport report)
    {
        GraphDifference difference = report.Difference;
        string figures = FormattableString.Invariant($"AUC {difference.Auc}, accuracy {difference.Accuracy} against the {difference.Baseline} ({report.Options.Confidence * 100:0.##} % intervals over folds, {Show.Count(report.Customers, "customer")})");
        string first = difference.Better ? $"The graph pays: the {difference.Model} gains {figures}."
            : difference.Worse ? $"The graph does not pay: the {difference.Model} loses, {figures}. Leave the graph out."
            : $"The graph does not pay, as far as these customers can tell: {figures}. The simpler model without edges does as well.";
        return string.Join(" ", [first, .. report.Relations.Select(Relation)]);
    }

    private static string Relation(GraphDifference relation)
    {
        string name = relation.Baseline[(relation.Model.Length + " without ".Length)..];
        return relation.Better ? $"Relation {Show.Value(name)} is worth it: without it AUC falls by {Figures.Fixed(relation.Auc.Mean)}, accuracy by {Figures.Fixed(relation.Accuracy.Mean)}."
            : relation.Worse ? $"Relation {Show.Value(name)} harms: without it AUC rises by {Figures.Fixed(-relation.Auc.Mean)}, accuracy by {Figures.Fixed(-relation.Accuracy.Mean)}."
            : $"Relation {Show.Value(name)} adds nothing that could be told beside the others (AUC {relation.Auc}).";
    }
}

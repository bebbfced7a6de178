using System.Globalization;

namespace CustomerSegmentation;

public sealed partial class ClassificationReport
{
    /// <summary>Metrics with their intervals, a table of the segments, the confusion matrix and the notes; no line wider than 100 columns.</summary>
    public override string ToString()
    {
        IEnumerable<string> parts = [string.Join('\n', CellText.Wrap(Headline, TextTable.MaxWidth)), MetricTable().ToString(), SegmentTable().ToString(), ConfusionMatrix.ToString()];
        if (Notes.Count > 0) parts = parts.Append(string.Join('\n', NoteLines.Of(Notes)));
        return string.Join("\n\n", parts);
    }

    /// <summary>The same as GitHub Markdown.</summary>
    public string ToMarkdown()
    {
        IEnumerable<string> parts = [TextTable.Markdown(Headline), MetricTable().ToMarkdown(), SegmentTable().ToMarkdown(), ConfusionMatrix.Table().ToMarkdown()];
        if (Notes.Count > 0) parts = parts.Append(string.Join('\n', Notes.Select(note => "- " + TextTable.Markdown(CellText.Clean(note.ToString())))));
        return string.Join("\n\n", parts);
    }

    internal string Headline => Invariant($"{Show.Count(RowCount, "customer")} in {Show.Count(Segments.Count, "segment")}")
        + (TotalWeight == RowCount ? "" : Invariant($", weighing {TotalWeight:0.###}"))
        + (Options.BootstrapRepetitions == 0 ? "" : Invariant($"; [{Options.Confidence:0.##%} interval by {Options.BootstrapRepetitions} bootstrap repetitions over customers]"));

    internal TextTable MetricTable()
    {
        string of = PositiveSegment is null ? "mean over segments" : $"of {PositiveSegment}";
        return new TextTable().Left("metric").Left("value").Left("")
            .Row("accuracy", Accuracy.ToString(), "")
            .Row("macro F1", MacroF1.ToString(), "mean over segments")
            .Row("AUC", Auc.ToString(), PositiveSegment is null ? "mean over segments, each against the rest" : of)
            .Row("log loss", LogLoss.ToString(), "")
            .Row("balanced accuracy", MetricValue.Format(BalancedAccuracy), "mean recall")
            .Row("average precision", MetricValue.Format(AveragePrecision), of)
            .Row("Brier score", MetricValue.Format(BrierScore), PositiveSegment is null ? "sum over segments" : of)
            .Row("calibration error", MetricValue.Format(CalibrationError), Show.Count(Calibration.Count, "bin"))
            .Row(Invariant($"lift at {Options.LiftShare:0.##%}"), MetricValue.Format(Lift), of);
    }

    internal TextTable SegmentTable()
    {
        TextTable table = new TextTable().Left("segment").Right(TotalWeight == RowCount ? "customers" : "weight")
            .Right("precision").Right("recall").Right("F1").Right("AUC").Right("avg. precision").Right("lift");
        foreach (SegmentScore score in PerSegment)
            table.Row(score.Segment, ConfusionMatrix.Weight(score.Support), MetricValue.Format(score.Precision), MetricValue.Format(score.Recall),
                MetricValue.Format(score.F1), MetricValue.Format(score.Auc), MetricValue.Format(score.AveragePrecision), MetricValue.Format(score.Lift));
        foreach ((string name, ScoreAverage average) in new[] { ("macro mean", Macro), ("weighted mean", Weighted), ("micro mean", Micro) })
            table.Row(name, ConfusionMatrix.Weight(TotalWeight), MetricValue.Format(average.Precision), MetricValue.Format(average.Recall), MetricValue.Format(average.F1), "", "", "");
        return table;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

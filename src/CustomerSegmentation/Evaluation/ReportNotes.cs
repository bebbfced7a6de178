namespace CustomerSegmentation;

/// <summary>Says in words what a report left out and why a figure of it is not defined.</summary>
internal static class ReportNotes
{
    public static IReadOnlyList<DataNote> Of(ClassificationReport report)
    {
        List<DataNote> notes = [];
        for (int i = 0; i < report.Segments.Count; i++)
        {
            SegmentScore score = report.PerSegment[i];
            double predicted = ConfusionScores.Predicted(report.ConfusionMatrix.Cells, report.Segments.Count, i);
            if (score.Support <= 0)
                notes.Add(new(score.Segment, predicted > 0
                    ? "rows of this segment: left out of balanced accuracy and of the means of AUC, average precision and lift"
                    : "rows of this segment, nor predicted: left out of all means over segments", 0));
            else if (predicted <= 0)
                notes.Add(new(score.Segment, "rows put into this segment: its precision and F1 are counted as 0", 0));
            if (score.Support > 0 && double.IsNaN(score.Auc))
                notes.Add(new(score.Segment, "rows, all of this segment: an AUC is not defined without others", report.RowCount));
        }
        if (report.IntervalRows < report.RowCount && report.Options.BootstrapRepetitions > 0)
            notes.Add(new(null, "random rows used for the intervals, whose width is scaled to all rows", report.IntervalRows));
        return notes;
    }
}

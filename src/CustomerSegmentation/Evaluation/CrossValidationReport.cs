namespace CustomerSegmentation;

/// <summary>What cross-validation found, fold by fold and pooled: immutable, safe to share between threads.</summary>
public sealed partial class CrossValidationReport
{
    internal CrossValidationReport(string label, CrossValidationOptions options, IReadOnlyList<ClassificationReport> folds,
        ClassificationReport pooled, Segmentation segmentation, IReadOnlyList<DataNote> notes)
    {
        (Label, Options, Folds, Pooled, Segmentation, Notes) = (label, options, folds, pooled, segmentation, notes);
        Accuracy = MetricSpread.Of(folds.Select(fold => fold.Accuracy.Value));
        MacroF1 = MetricSpread.Of(folds.Select(fold => fold.MacroF1.Value));
        Auc = MetricSpread.Of(folds.Select(fold => fold.Auc.Value));
        LogLoss = MetricSpread.Of(folds.Select(fold => fold.LogLoss.Value));
    }

    /// <summary>The label column.</summary>
    public string Label { get; }

    /// <summary>How customers were divided and evaluated.</summary>
    public CrossValidationOptions Options { get; }

    /// <summary>The evaluation of each fold, without intervals. With two segments all look for the one that is rarer in the whole table.</summary>
    public IReadOnlyList<ClassificationReport> Folds { get; }

    /// <summary>The share put into the right segment, over the folds.</summary>
    public MetricSpread Accuracy { get; }

    /// <summary>The mean F1 of the segments, over the folds.</summary>
    public MetricSpread MacroF1 { get; }

    /// <summary>ROC AUC as in <see cref="ClassificationReport.Auc"/>, over the folds where it is defined.</summary>
    public MetricSpread Auc { get; }

    /// <summary>Log loss, over the folds.</summary>
    public MetricSpread LogLoss { get; }

    /// <summary>
    /// All out-of-fold predictions evaluated at once, with bootstrap intervals over customers. Its AUC compares probabilities of different
    /// models, so the mean over the folds is the better one.
    /// </summary>
    public ClassificationReport Pooled { get; }

    /// <summary>The out-of-fold probabilities of all tested customers, in the order of the table; the others are in <see cref="Segmentation.LeftOut"/>.</summary>
    public Segmentation Segmentation { get; }

    /// <summary>What was left out, and what preparation noted in the folds, counted over all of them.</summary>
    public IReadOnlyList<DataNote> Notes { get; }

    /// <summary>
    /// One line in the invariant culture, <c>±</c> being the sample standard deviation over the folds:
    /// <c>folds=5 accuracy=0.512±0.011 macro_f1=0.498±0.012 auc=0.771±0.006 log_loss=1.071±0.010</c>.
    /// </summary>
    public string Summary => $"folds={Figures.Count(Folds.Count)} accuracy={Accuracy} macro_f1={MacroF1} auc={Auc} log_loss={LogLoss}";

    /// <summary>A table of the folds, one of the segments over all folds, the confusion matrix and the notes; no line wider than 100 columns.</summary>
    public override string ToString()
    {
        IEnumerable<string> parts = [string.Join('\n', CellText.Wrap(Headline, TextTable.MaxWidth)),
            FoldTable().ToString(), Pooled.SegmentTable().ToString(), Pooled.ConfusionMatrix.ToString()];
        return string.Join("\n\n", AllNotes.Length == 0 ? parts : parts.Append(string.Join('\n', NoteLines.Of(AllNotes))));
    }

    /// <summary>The same as GitHub Markdown.</summary>
    public string ToMarkdown()
    {
        IEnumerable<string> parts = [TextTable.Markdown(Headline), FoldTable().ToMarkdown(), Pooled.SegmentTable().ToMarkdown(), Pooled.ConfusionMatrix.Table().ToMarkdown()];
        return string.Join("\n\n", AllNotes.Length == 0 ? parts : parts.Append(string.Join('\n', AllNotes.Select(note => "- " + TextTable.Markdown(CellText.Clean(note.ToString()))))));
    }

    internal string Headline => CellText.Clean($"{Show.Count(Folds.Count, "fold")} over {Show.Count(Pooled.RowCount, "tested customer")}, label {Show.Value(Label)}"
        + (Options.TimeColumn is { } time ? $", forward in time by {Show.Value(time)}" : ", stratified")
        + (Options.KeepEqualRowsTogether ? ", equal customers kept together" : ""));

    internal TextTable FoldTable()
    {
        TextTable table = new TextTable().Left("fold").Right("customers").Right("accuracy").Right("macro F1").Right("AUC").Right("log loss").Right("Brier").Right("lift");
        for (int i = 0; i < Folds.Count; i++)
            table.Row(Figures.Count(i + 1), Figures.Count(Folds[i].RowCount), MetricValue.Format(Folds[i].Accuracy.Value), MetricValue.Format(Folds[i].MacroF1.Value),
                MetricValue.Format(Folds[i].Auc.Value), MetricValue.Format(Folds[i].LogLoss.Value), MetricValue.Format(Folds[i].BrierScore), MetricValue.Format(Folds[i].Lift));
        MetricSpread brier = MetricSpread.Of(Folds.Select(fold => fold.BrierScore)), lift = MetricSpread.Of(Folds.Select(fold => fold.Lift));
        return table.Row("mean±sd", Figures.Count(Pooled.RowCount), Accuracy.ToString(), MacroF1.ToString(), Auc.ToString(), LogLoss.ToString(), brier.ToString(), lift.ToString());
    }

    private DataNote[] AllNotes => [.. Notes, .. Pooled.Notes];
}

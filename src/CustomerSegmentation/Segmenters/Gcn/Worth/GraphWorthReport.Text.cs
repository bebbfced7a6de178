namespace CustomerSegmentation;

public sealed partial class GraphWorthReport
{
    /// <summary>The answer, the models, the differences, the bands and the notes; no line wider than 100 columns.</summary>
    public override string ToString()
    {
        IEnumerable<string> parts = [.. new[] { Headline, Verdict }.Select(text => string.Join('\n', CellText.Wrap(CellText.Clean(text), TextTable.MaxWidth))), .. Tables().Select(table => table.ToString())];
        return string.Join("\n\n", Notes.Count == 0 ? parts : parts.Append(string.Join('\n', NoteLines.Of(Notes))));
    }

    /// <summary>The same as GitHub Markdown.</summary>
    public string ToMarkdown()
    {
        IEnumerable<string> parts = [.. new[] { Headline, Verdict }.Select(text => TextTable.Markdown(CellText.Clean(text))), .. Tables().Select(table => table.ToMarkdown())];
        return string.Join("\n\n", Notes.Count == 0 ? parts : parts.Append(string.Join('\n', Notes.Select(note => "- " + TextTable.Markdown(CellText.Clean(note.ToString()))))));
    }

    internal string Headline => $"Is the graph worth it? {Show.Count(Options.Folds, "fold")} over {Show.Count(Customers, "customer")}, label {Show.Value(Label)}, transductive; for the graph stands the {Chosen}, which did best among those who watched";

    internal IEnumerable<TextTable> Tables()
    {
        yield return ContenderTable();
        yield return DifferenceTable("AUC", difference => difference.Auc);
        yield return DifferenceTable("accuracy", difference => difference.Accuracy);
        yield return BandTable("AUC", band => band.Auc);
        yield return BandTable("accuracy", band => band.Accuracy);
    }

    private TextTable ContenderTable()
    {
        TextTable table = new TextTable().Left("model").Right("accuracy").Right("AUC").Right("validation AUC");
        foreach (GraphContender contender in Contenders)
            table.Row(contender.Name, contender.Accuracy.ToString(), contender.Auc.ToString(), double.IsNaN(contender.ValidationAuc.Mean) ? Figures.None : contender.ValidationAuc.ToString());
        return table;
    }

    private TextTable DifferenceTable(string metric, Func<GraphDifference, PairedInterval> value)
    {
        TextTable table = new TextTable().Wrapped($"gain in {metric} of").Wrapped("over").Right("over folds").Right("over customers");
        foreach (GraphDifference difference in Differences.Concat(Relations))
        {
            PairedInterval interval = value(difference);
            table.Row(difference.Model, difference.Baseline, interval.ToString(),
                double.IsNaN(interval.DrawnLower) ? Figures.None : $"[{PairedInterval.Signed(interval.DrawnLower)}, {PairedInterval.Signed(interval.DrawnUpper)}]");
        }
        return table;
    }

    private TextTable BandTable(string metric, Func<DegreeBand, EquatableList<double>> values)
    {
        TextTable table = new TextTable().Left($"{metric} by neighbours").Right("customers");
        foreach (GraphContender contender in Contenders) table.Right(contender.Name);
        foreach (DegreeBand band in Bands) table.Row([band.Name, Figures.Count(band.Customers), .. values(band).Select(Figures.Fixed)]);
        return table;
    }
}

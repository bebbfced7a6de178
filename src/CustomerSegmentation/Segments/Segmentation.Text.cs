namespace CustomerSegmentation;

public sealed partial class Segmentation
{
    /// <summary>A table no wider than 100 columns: count, share and mean certainty of each segment; then notes and who was left out.</summary>
    public override string ToString() => string.Join('\n', [Headline(), "", SummaryTable().ToString(), .. Footer()]);

    internal TextTable SummaryTable()
    {
        TextTable table = new TextTable().Left("segment").Right("count").Right("share").Right("mean certainty");
        foreach (SegmentSummary segment in Summaries)
            table.Row(segment.Name, Figures.Count(segment.Count), Figures.Percent(segment.Share), Figures.Fixed(segment.MeanCertainty));
        return table;
    }

    internal string Headline() => CellText.Shorten(CellText.Clean(
        $"{Show.Count(Count, "customer")} in {Show.Count(_segments.Length, "segment")}; decided by: {Decision.Describe(_segments)}"), TextTable.MaxWidth);

    /// <summary>Notes and left-outs as lines, with a blank line before them where there are any.</summary>
    internal IEnumerable<string> Footer()
    {
        List<string> lines = [.. NoteLines.Of(Notes)];
        if (LeftOut.Count > 0)
            lines.AddRange(NoteLines.Bullet($"{Show.Count(LeftOut.Count, "customer")} left out, without a segment: {Show.List(LeftOut)}"));
        return lines.Count == 0 ? [] : ["", .. lines];
    }
}

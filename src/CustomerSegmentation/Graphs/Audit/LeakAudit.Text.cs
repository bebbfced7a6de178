namespace CustomerSegmentation;

public sealed partial class LeakAudit
{
    /// <summary>What was looked at, and a table of the findings, flags first; no line wider than 100 columns.</summary>
    public override string ToString()
    {
        string headline = string.Join('\n', CellText.Wrap(CellText.Clean(Headline), TextTable.MaxWidth));
        return Findings.Count == 0 ? headline : $"{headline}\n\n{FindingTable()}";
    }

    /// <summary>The same as GitHub Markdown.</summary>
    public string ToMarkdown()
    {
        string headline = TextTable.Markdown(CellText.Clean(Headline));
        return Findings.Count == 0 ? headline : $"{headline}\n\n{FindingTable().ToMarkdown()}";
    }

    internal string Headline
    {
        get
        {
            int flags = Findings.Count(finding => finding.Severity == LeakSeverity.Flag);
            return $"Leak audit for {Show.Value(Label)}, labels of {Show.Count(Labelled, "customer")} read{(Split is null ? "" : $" ({Split})")}: "
                + (Findings.Count == 0 ? "nothing found" : $"{(flags == 0 ? "passed" : Show.Count(flags, "flag"))}, {Show.Count(Findings.Count - flags, "note")}");
        }
    }

    internal TextTable FindingTable()
    {
        TextTable table = new TextTable().Left("").Left("about").Wrapped("found").Wrapped("what to do");
        foreach (LeakFinding finding in Findings)
            table.Row(finding.Severity == LeakSeverity.Flag ? "FLAG" : "note", finding.Subject, finding.Words, finding.Remedy);
        return table;
    }
}

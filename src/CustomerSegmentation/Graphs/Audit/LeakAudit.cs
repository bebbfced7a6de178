namespace CustomerSegmentation;

/// <summary>
/// What could make a graph segmenter look better than it is, looked for before anything is fitted: edges of the future, edges between the parts of a
/// split, columns and relations made from the label or from the order of the rows. Immutable, safe to share between threads; it prints itself.
/// </summary>
/// <remarks>With a split only the labels of its training part are read. An audit finds what is gross; that it finds nothing proves nothing.</remarks>
public sealed partial class LeakAudit
{
    private LeakAudit(GraphLabels labels, GraphSplit? split, EquatableList<LeakFinding> findings) =>
        (Label, Labelled, Split, Findings) = (labels.Name, labels.Labelled, split, findings);

    /// <summary>The label column.</summary>
    public string Label { get; }

    /// <summary>How many customers' labels were read.</summary>
    public int Labelled { get; }

    /// <summary>The split, or null where none was given.</summary>
    public GraphSplit? Split { get; }

    /// <summary>What was found, flags first.</summary>
    public EquatableList<LeakFinding> Findings { get; }

    /// <summary>Whether nothing was flagged; notes do not count.</summary>
    public bool Passed => Findings.All(finding => finding.Severity != LeakSeverity.Flag);

    internal static LeakAudit Of(CustomerGraph graph, string label, GraphSplit? split)
    {
        CustomerTable customers = graph.Customers;
        if (split is not null && split.Customers != customers.RowCount)
            throw new SegmentationException($"The split is of {Show.Count(split.Customers, "customer")} but the graph has {customers.RowCount}. Make the split from this graph, or from its customers.");
        GraphLabels labels = GraphLabels.Read(customers, label, split?.Train);
        CustomerOrder[] followed = [.. CustomerOrder.Of(customers).Where(order => LabelRuns.In(order, labels).Follow)];
        LeakFinding[] columns = [.. LabelColumnCheck.Find(customers, labels)];
        IEnumerable<LeakFinding> findings =
        [
            .. graph.Relations.SelectMany(EdgeChecks.CutOff),
            .. split is null ? [] : graph.Relations.SelectMany(relation => EdgeChecks.Crossing(customers, relation, split)),
            .. columns,
            .. EdgeChecks.NearByLabel(graph, labels, columns),
            .. followed.SelectMany(order => OrderChecks.Labels(customers, order, labels)),
            .. followed.SelectMany(order => graph.Relations.SelectMany(relation => OrderChecks.Relation(relation, order, labels))),
        ];
        return new(labels, split, [.. findings.OrderByDescending(finding => finding.Severity)]);
    }
}

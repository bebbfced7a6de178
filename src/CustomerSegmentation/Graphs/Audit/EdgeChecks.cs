namespace CustomerSegmentation;

/// <summary>Findings about single edges, and about relations that are made from the label.</summary>
internal static class EdgeChecks
{
    /// <summary>Edges at or after the cut-off, which the builder left out and noted.</summary>
    public static IEnumerable<LeakFinding> CutOff(GraphRelation relation) =>
        from note in relation.Notes
        where note.What.Contains("cut-off", StringComparison.Ordinal)
        select new LeakFinding(LeakSeverity.Note, LeakCheck.CutOff, relation.Name, $"{Figures.Count(note.Count)} {note.What}", "Nothing to do: they are not in the graph", note.Count);

    /// <summary>Edges between training customers and those who validate or test; for items, customers who share one with a training customer.</summary>
    public static IEnumerable<LeakFinding> Crossing(CustomerTable customers, GraphRelation relation, GraphSplit split)
    {
        bool[] trains = new bool[split.Customers];
        foreach (int row in split.Train) trains[row] = true;
        bool items = relation.Kind == RelationKind.UserItem;
        bool[] known = new bool[items ? relation.ToUsers.Columns : 0]; // items of training customers
        if (items)
            foreach (int row in split.Train)
                foreach (int item in relation.ToUsers.Row(row)) known[item] = true;
        long crossing = 0;
        string? example = null;
        foreach (int row in split.Validation.Concat(split.Test))
        {
            if (items)
            {
                if (!relation.ToUsers.Row(row).ToArray().Any(item => known[item])) continue;
                crossing++;
                example ??= customers.Keys[row];
                continue;
            }
            foreach (int other in Both(relation, row))
            {
                if (!trains[other]) continue;
                crossing++;
                example ??= $"{customers.Keys[other]} – {customers.Keys[row]}";
            }
        }
        if (crossing == 0) yield break;
        double share = crossing / (items ? split.Validation.Length + split.Test.Length : (double)relation.Edges);
        bool flag = split.Inductive && !items;
        yield return new(flag ? LeakSeverity.Flag : LeakSeverity.Note, LeakCheck.CrossingEdges, relation.Name,
            (items ? $"{Show.Count(crossing, "customer")} who validate or test ({Figures.Percent(share)}) share an item with training customers"
                : $"{Show.Count(crossing, "edge")} ({Figures.Percent(share)}) join training customers with those who validate or test") + $", for example {Show.Value(example)}",
            flag ? "The split says that training knows nothing of them: split by component, or leave these edges out" : items ? "Normal where items are known beforehand" : "Normal where all customers are known and only labels are missing (transductive)", crossing);
    }

    /// <summary>Relations of nearest neighbours in a space with the label, or with a column that tells it.</summary>
    public static IEnumerable<LeakFinding> NearByLabel(CustomerGraph graph, GraphLabels labels, IReadOnlyList<LeakFinding> columns) =>
        from relation in graph.Relations
        let nearest = relation.Derivation as NearestRelation
        where nearest is not null
        from column in nearest.ColumnsOf(graph.Customers)
        where column == labels.Name || columns.Any(finding => finding.Subject == column)
        select new LeakFinding(LeakSeverity.Flag, LeakCheck.LabelColumn, relation.Name,
            column == labels.Name ? $"joins the nearest by columns with the label {Show.Value(column)} among them" : $"joins the nearest by columns with {Show.Value(column)} among them, which tells the label",
            "Name the columns in NearestOptions.Columns, without this one", 1);

    private static int[] Both(GraphRelation relation, int row) =>
        relation.Directed ? [.. relation.ToUsers.Row(row), .. relation.FromUsers.Row(row)] : relation.ToUsers.Row(row).ToArray();
}

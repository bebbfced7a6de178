namespace CustomerSegmentation;

public sealed partial class CustomerGraph
{
    /// <summary>
    /// The graph with newcomers behind its customers and their edges added by the same rules: <c>graph.With(newcomers, ("friends", edges))</c>. Nothing changes
    /// among those who were there. Edges that touch no newcomer are counted and not added, as are those with an unknown end; items stay the same, so that one that the
    /// graph does not know is an unknown end. <see cref="RelationOptions.MostNeighbours"/> limits newcomers only.
    /// </summary>
    /// <param name="newcomers">The newcomers. Columns are matched by name: one they do not have is missing for them, one that only they have is not used.</param>
    /// <param name="edges">The edges by relation; a relation that is not named gets none. Derived relations are extended by themselves.</param>
    /// <exception cref="SegmentationException">A newcomer is already in the graph, a relation is unknown, derived or named twice, or an edge breaks a rule; all problems are listed.</exception>
    public CustomerGraph With(CustomerTable newcomers, params ReadOnlySpan<(string Relation, EdgeTable Edges)> edges)
    {
        ArgumentNullException.ThrowIfNull(newcomers);
        Dictionary<string, EdgeTable> added = new(StringComparer.Ordinal);
        List<string> problems = [.. AlreadyThere(newcomers)];
        foreach ((string relation, EdgeTable table) in edges)
        {
            ArgumentNullException.ThrowIfNull(relation, nameof(edges));
            ArgumentNullException.ThrowIfNull(table, nameof(edges));
            if (!added.TryAdd(relation, table)) problems.Add($"Relation {Show.Value(relation)} is given edges twice. Put them into one table.");
        }
        problems.AddRange(added.SelectMany(pair => Problems(pair.Key, pair.Value)));
        PlanCheck.Throw(problems, NewcomerMerge.Headline);
        return new NewcomerMerge(this, newcomers, added).Build();
    }

    private IEnumerable<string> AlreadyThere(CustomerTable newcomers)
    {
        int there = 0, first = -1;
        for (int row = 0; row < newcomers.RowCount; row++)
            if (Row(newcomers.Keys[row]) >= 0 && there++ == 0) first = row;
        if (there == 0) return [];
        string others = there == 1 ? "" : $", and so are {there - 1} more";
        return [$"The newcomer {Show.Value(newcomers.Keys[first])}, data row {newcomers.RowNumber(first)} of {newcomers.Source}, is already in the graph{others}. Leave it out; WithCustomers changes the columns of customers who are there."];
    }

    private IEnumerable<string> Problems(string name, EdgeTable table)
    {
        GraphRelation? relation = Array.Find(_relations, known => known.Name == name);
        if (relation is null)
            yield return $"There is no relation {Show.Value(name)} in the graph{CustomerTable.Nearest(name, _relations.Select(known => known.Name))} It has: {Show.List(_relations.Select(known => known.Name), 20)}.";
        else if (relation.Derived)
            yield return $"Relation {Show.Value(name)} is derived, and newcomers get their edges in it from its source. Leave its edges out.";
        else if (CutOff is not null && !table.HasTimes)
            yield return $"The edges of {Show.Value(name)} have no times ({table.Source}), but the graph has a cut-off. Name the column of times in EdgeColumns.";
    }
}

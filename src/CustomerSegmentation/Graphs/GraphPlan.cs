namespace CustomerSegmentation;

/// <summary>What a graph is made of, before any edge was looked at.</summary>
/// <param name="Customers">The nodes.</param>
/// <param name="Items">The sets of items, those implied by relations included.</param>
/// <param name="Relations">The relations in order.</param>
/// <param name="CutOff">The ticks from which on edges are not seen, or null.</param>
internal sealed record GraphPlan(CustomerTable Customers, IReadOnlyList<ItemEntry> Items, IReadOnlyList<RelationEntry> Relations, long? CutOff)
{
    /// <summary>Everything that is wrong with the plan itself, each problem with its remedy.</summary>
    public IEnumerable<string> Problems()
    {
        if (Customers.RowCount == 0) yield return $"{Customers.Source} has no rows. A graph needs at least one customer.";
        if (Relations.Count == 0) yield return "No relation is added. Add one by AddUserUser, AddUserItem or AddNearest.";
        foreach (string problem in Twice(Relations.Select(entry => entry.Name), "relation").Concat(Twice(Items.Select(entry => entry.Name), "item set"))) yield return problem;
        foreach (ItemEntry entry in Items)
            if (Relations.All(relation => relation.Derivation is not null || relation.Kind != RelationKind.UserItem || (relation.Items ?? relation.Name) != entry.Name))
                yield return $"The item set {Show.Value(entry.Name)} is used by no relation. Name it in AddUserItem, or leave it out.";
        Dictionary<string, RelationKind> earlier = new(StringComparer.Ordinal);
        foreach (RelationEntry entry in Relations)
        {
            foreach (string problem in entry.Derivation is null ? Problems(entry) : entry.Derivation.Problems(Customers, earlier)) yield return problem;
            earlier.TryAdd(entry.Name, entry.Kind);
        }
    }

    private IEnumerable<string> Problems(RelationEntry entry)
    {
        foreach (string problem in entry.Options.Problems(entry.Name)) yield return problem;
        if (entry is { Kind: RelationKind.UserItem, Options.Directed: true })
            yield return $"Relation {Show.Value(entry.Name)} is Directed, but edges between customers and items always lead both ways. Leave Directed out.";
        if (entry.Items is { } items && Items.All(item => item.Name != items))
            yield return $"Relation {Show.Value(entry.Name)} names the item set {Show.Value(items)}, which was not added{CustomerTable.Nearest(items, Items.Select(item => item.Name))} Add it by AddItems.";
        if (CutOff is not null && !entry.Edges!.HasTimes)
            yield return $"Relation {Show.Value(entry.Name)} has no times ({entry.Edges.Source}), so that the cut-off would let edges of the future in. Name its column of times in EdgeColumns, or leave UseCutOff out.";
    }

    private static IEnumerable<string> Twice(IEnumerable<string> names, string what)
    {
        foreach (IGrouping<string, string> group in names.GroupBy(name => name, StringComparer.Ordinal))
        {
            if (string.IsNullOrWhiteSpace(group.Key)) yield return $"The name of a{(what[0] == 'i' ? "n" : "")} {what} is blank. Give it one.";
            else if (group.Count() > 1) yield return $"The {what} {Show.Value(group.Key)} is added {(group.Count() == 2 ? "twice" : Show.Count(group.Count(), "time"))}. Rename or remove all but one.";
        }
    }
}

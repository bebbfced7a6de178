namespace CustomerSegmentation;

/// <summary>Joins customers who share items of a user–item relation.</summary>
internal sealed class SameItemRelation(string name, string relation, SameItemOptions options) : DerivedRelation(name)
{
    public override IEnumerable<string> Problems(CustomerTable customers, IReadOnlyDictionary<string, RelationKind> earlier)
    {
        foreach (string problem in options.Problems(Name)) yield return problem;
        string[] known = [.. earlier.Where(pair => pair.Value == RelationKind.UserItem).Select(pair => pair.Key)];
        if (!earlier.TryGetValue(relation, out RelationKind kind))
            yield return $"The relation {Show.Value(Name)} joins customers who share items of {Show.Value(relation)}, but no relation of that name was added before it"
                + $"{CustomerTable.Nearest(relation, known)} Add it first with AddUserItem.";
        else if (kind != RelationKind.UserItem)
            yield return $"The relation {Show.Value(Name)} joins customers who share items of {Show.Value(relation)}, which joins customers with each other. Expected: a user–item relation"
                + (known.Length == 0 ? "." : $", one of {Show.List(known)}.");
    }

    public override GraphRelation Build(CustomerTable customers, IReadOnlyList<GraphRelation> earlier, CancellationToken cancellationToken)
    {
        Adjacency users = earlier.First(other => other.Name == relation).ToUsers;
        SharedItems shared = new(users, options);
        EdgeList list = shared.Edges(0, cancellationToken);
        DataNotes notes = new();
        notes.Add(Name, FormattableString.Invariant($"items of {relation} left out: more than {Show.Count(options.MostCustomersPerItem, "customer")} each"), shared.PopularItems);
        return Made(AdjacencyBuild.Mirrored(users.Rows, list, RepeatedEdges.Last, out _), notes.ToList());
    }

    public override GraphRelation Extend(GraphRelation before, CustomerTable customers, IReadOnlyList<GraphRelation> earlier)
    {
        int old = before.ToUsers.Rows;
        if (earlier.FirstOrDefault(other => other.Name == relation) is not { } source)
            return Made(DerivedEdges.Join(before.ToUsers, new(0, [], [], null), customers.RowCount), before.Notes);
        return Made(DerivedEdges.Join(before.ToUsers, new SharedItems(source.ToUsers, options).Edges(old, default), customers.RowCount), before.Notes);
    }

    private GraphRelation Made(Adjacency edges, IReadOnlyList<DataNote> notes) => new(Name, RelationKind.UserUser, false, null, edges, new(), notes, this);
}

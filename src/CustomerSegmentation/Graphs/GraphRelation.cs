namespace CustomerSegmentation;

/// <summary>What a relation links.</summary>
public enum RelationKind
{
    /// <summary>Customers with customers: friendship, referral, a shared address.</summary>
    UserUser,

    /// <summary>Customers with items: purchases, views, ratings.</summary>
    UserItem,
}

/// <summary>One named relation of a <see cref="CustomerGraph"/>: immutable, safe to share between threads.</summary>
public sealed class GraphRelation
{
    internal GraphRelation(
        string name, RelationKind kind, bool directed, GraphItems? items, Adjacency toUsers, RelationOptions options, IReadOnlyList<DataNote> notes, DerivedRelation? derivation = null) =>
        (Name, Kind, Directed, ItemSet, ToUsers, Options, Notes, Derivation) = (name, kind, directed, items, toUsers, options, notes, derivation);

    /// <summary>The relation's name, unique in its graph.</summary>
    public string Name { get; }

    /// <summary>What it links.</summary>
    public RelationKind Kind { get; }

    /// <summary>Whether its edges lead one way only, from their first end to their second.</summary>
    public bool Directed { get; }

    /// <summary>The name of the item set it links customers with; null between customers.</summary>
    public string? Items => ItemSet?.Name;

    /// <summary>The number of edges after all rules; an undirected one counts once.</summary>
    public long Edges => ToUsers.Symmetric ? ToUsers.Count / 2 : ToUsers.Count;

    /// <summary>Whether the graph made it from other relations or from features, not from edges.</summary>
    public bool Derived => Derivation is not null;

    /// <summary>Whether edges weigh differently; false where all weigh 1.</summary>
    public bool Weighted => ToUsers.Weights is not null;

    /// <summary>What happened to its edges: repeated, dropped, not seen.</summary>
    public IReadOnlyList<DataNote> Notes { get; }

    /// <summary>The neighbours that reach each customer: the other ends of undirected edges, the first ends of directed ones, the items; <c>[customers, customers or items]</c>.</summary>
    internal Adjacency ToUsers { get; }

    /// <summary>The way back: the same object where edges have no direction, else <see cref="ToUsers"/> transposed; for items <c>[items, customers]</c>.</summary>
    internal Adjacency FromUsers => ToUsers.Transposed();

    internal GraphItems? ItemSet { get; }

    internal RelationOptions Options { get; }

    /// <summary>How it was derived, or null.</summary>
    internal DerivedRelation? Derivation { get; }

    /// <summary>One line: name, kind, edges.</summary>
    public override string ToString() =>
        $"{Name}: {Show.Count(Edges, Directed ? "directed edge" : "edge")} {(ItemSet is null ? "between customers" : $"between customers and {ItemSet.Name}")}";

    /// <summary>Marks the customers who have an edge in it.</summary>
    internal void MarkLinked(bool[] customers)
    {
        for (int row = 0; row < customers.Length; row++) customers[row] |= ToUsers.Degree(row) > 0;
        if (Kind == RelationKind.UserUser && Directed)
            foreach (int customer in ToUsers.Targets) customers[customer] = true;
    }

    /// <summary>The same relation over other neighbours.</summary>
    internal GraphRelation With(Adjacency toUsers, IReadOnlyList<DataNote> notes) => new(Name, Kind, Directed, ItemSet, toUsers, Options, notes, Derivation);
}

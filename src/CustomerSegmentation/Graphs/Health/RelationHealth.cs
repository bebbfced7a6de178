namespace CustomerSegmentation;

/// <summary>What one relation of a graph is like; see <see cref="GraphHealth"/>. Immutable.</summary>
public sealed record RelationHealth
{
    /// <summary>The relation's name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it joins customers with each other or with items.</summary>
    public required RelationKind Kind { get; init; }

    /// <summary>Whether its edges have a direction.</summary>
    public required bool Directed { get; init; }

    /// <summary>Whether it was made from other data of the graph, not read.</summary>
    public required bool Derived { get; init; }

    /// <summary>How many edges it has, an undirected one counted once.</summary>
    public required long Edges { get; init; }

    /// <summary>How many neighbours (items of a user–item relation) customers have; of a directed relation those that reach them.</summary>
    public required DegreeSummary Degrees { get; init; }

    /// <summary>How many customers have no edge, in neither direction.</summary>
    public required int Isolated { get; init; }

    /// <summary>How many connected components the customers form by this relation alone, each isolated customer being one.</summary>
    public required int Components { get; init; }

    /// <summary>How many customers the largest component has.</summary>
    public required int LargestComponent { get; init; }

    /// <summary>The customers with the most neighbours.</summary>
    public required EquatableList<GraphHub> Hubs { get; init; }

    /// <summary>How many items there are; null for a user–user relation.</summary>
    public int? Items { get; init; }

    /// <summary>How many items have one customer or none, so that they join nobody; null for a user–user relation.</summary>
    public int? ColdItems { get; init; }

    /// <summary>How many customers the items have; null for a user–user relation.</summary>
    public DegreeSummary? ItemDegrees { get; init; }

    /// <summary>The items with the most customers; empty for a user–user relation.</summary>
    public EquatableList<GraphHub> ItemHubs { get; init; } = [];

    /// <summary>How often it joins customers of the same label; null where no label was given.</summary>
    public Homophily? Homophily { get; init; }

    /// <summary>What was dropped or changed when the relation was made: repeated and self edges, unknown ends.</summary>
    public required EquatableList<DataNote> Notes { get; init; }

    internal static RelationHealth Of(CustomerTable customers, GraphRelation relation, GraphLabels? labels)
    {
        int n = customers.RowCount;
        int[] degrees = Degree(relation.ToUsers), back = relation.Kind == RelationKind.UserUser && !relation.Directed ? degrees : Degree(relation.FromUsers);
        bool items = relation.Kind == RelationKind.UserItem;
        int[] sizes = CustomerSegmentation.Components.Sizes(CustomerSegmentation.Components.Of(n, [relation]));
        return new()
        {
            Name = relation.Name, Kind = relation.Kind, Directed = relation.Directed, Derived = relation.Derived, Edges = relation.Edges,
            Degrees = DegreeSummary.Of(degrees),
            Isolated = Enumerable.Range(0, n).Count(row => degrees[row] == 0 && (items || back[row] == 0)),
            Components = sizes.Length,
            LargestComponent = sizes.Length == 0 ? 0 : sizes.Max(),
            Hubs = GraphHub.Largest(degrees, customers.Keys, GraphHealth.ShownHubs),
            Items = items ? back.Length : null,
            ColdItems = items ? back.Count(degree => degree <= 1) : null,
            ItemDegrees = items ? DegreeSummary.Of(back) : null,
            ItemHubs = items ? GraphHub.Largest(back, relation.ItemSet!.Keys, GraphHealth.ShownHubs) : [],
            Homophily = labels is null ? null : HomophilyMeasure.Of(relation, labels),
            Notes = [.. relation.Notes],
        };
    }

    private static int[] Degree(Adjacency edges)
    {
        int[] degrees = new int[edges.Rows];
        for (int row = 0; row < degrees.Length; row++) degrees[row] = edges.Degree(row);
        return degrees;
    }
}

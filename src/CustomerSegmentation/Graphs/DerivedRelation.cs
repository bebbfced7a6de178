namespace CustomerSegmentation;

/// <summary>How a relation is made from the features of customers or from the relations before it, instead of edges. Immutable.</summary>
internal abstract class DerivedRelation
{
    protected DerivedRelation(string name) => Name = name;

    /// <summary>The name of the relation it makes.</summary>
    public string Name { get; }

    /// <summary>What is wrong before any data is seen, each problem with its remedy.</summary>
    /// <param name="customers">The customers of the graph.</param>
    /// <param name="earlier">Name and kind of the relations added before this one.</param>
    public abstract IEnumerable<string> Problems(CustomerTable customers, IReadOnlyDictionary<string, RelationKind> earlier);

    /// <summary>Makes the relation.</summary>
    /// <param name="customers">The customers of the graph.</param>
    /// <param name="earlier">The relations added before this one, made.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="SegmentationException">The data does not allow it; the builder lists it with the problems of the others.</exception>
    public abstract GraphRelation Build(CustomerTable customers, IReadOnlyList<GraphRelation> earlier, CancellationToken cancellationToken);

    /// <summary>
    /// The relation with the edges of newcomers added, which stand behind the old customers; edges among the old ones stay as they are.
    /// </summary>
    /// <param name="before">The relation over the old customers.</param>
    /// <param name="customers">Old customers, then newcomers.</param>
    /// <param name="earlier">The relations before this one, newcomers in them; one that was left out of the graph is absent.</param>
    public abstract GraphRelation Extend(GraphRelation before, CustomerTable customers, IReadOnlyList<GraphRelation> earlier);
}

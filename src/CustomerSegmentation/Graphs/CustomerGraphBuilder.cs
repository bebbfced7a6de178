namespace CustomerSegmentation;

/// <summary>
/// Gathers customers, items and relations; <see cref="Build"/> checks everything, lists all problems at once and makes the immutable graph. Relations
/// keep their order. Not safe to share between threads.
/// </summary>
/// <example><code>new CustomerGraphBuilder(customers).AddUserUser("friends", friends).AddUserItem("bought", purchases).Build()</code></example>
public sealed partial class CustomerGraphBuilder
{
    private readonly CustomerTable _customers;
    private readonly List<ItemEntry> _items = [];
    private readonly List<RelationEntry> _relations = [];
    private readonly List<string> _problems = [];
    private DateTime? _cutOff;

    /// <summary>A builder of a graph whose nodes are these customers, each known by its key.</summary>
    public CustomerGraphBuilder(CustomerTable customers)
    {
        ArgumentNullException.ThrowIfNull(customers);
        _customers = customers;
    }

    /// <summary>A set of items that relations link customers with.</summary>
    /// <param name="name">Its name, which <see cref="AddUserItem"/> refers to.</param>
    /// <param name="items">The items by their keys; columns are optional. Null for all items that the edges name.</param>
    public CustomerGraphBuilder AddItems(string name, CustomerTable? items = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        _items.Add(new(name, items));
        return this;
    }

    /// <summary>A relation between customers: friendship, referral, a shared device or address.</summary>
    /// <param name="name">Its name, unique in the graph.</param>
    /// <param name="edges">The edges; both ends are keys of customers.</param>
    /// <param name="options">How edges become neighbours; null for the defaults of <see cref="RelationOptions"/>.</param>
    public CustomerGraphBuilder AddUserUser(string name, EdgeTable edges, RelationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(edges);
        return Add(new(name, RelationKind.UserUser, edges, null, options ?? new()));
    }

    /// <summary>A relation between customers and items: purchases, views, ratings.</summary>
    /// <param name="name">Its name, unique in the graph.</param>
    /// <param name="edges">The edges; the first end is the key of a customer, the second that of an item.</param>
    /// <param name="items">The set of items, from <see cref="AddItems"/>; null (the default) for the one of the relation's own name, made from the edges unless it was added.</param>
    /// <param name="options">How edges become neighbours; null for the defaults of <see cref="RelationOptions"/>.</param>
    public CustomerGraphBuilder AddUserItem(string name, EdgeTable edges, string? items = null, RelationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(edges);
        return Add(new(name, RelationKind.UserItem, edges, items, options ?? new()));
    }

    /// <summary>The moment up to which edges are seen: those at or after it, or without a time, are counted and left out. Every relation then needs times.</summary>
    /// <param name="cutOff">The first moment that is not seen; local time becomes UTC.</param>
    public CustomerGraphBuilder UseCutOff(DateTime cutOff)
    {
        if (_cutOff is not null) _problems.Add("UseCutOff is called twice. Remove one of the two.");
        _cutOff = cutOff;
        return this;
    }

    /// <summary>Checks everything, applies the rules of each relation and gives the immutable graph; the builder can go on afterwards without changing it.</summary>
    /// <exception cref="SegmentationException">Something is wrong with the plan or the data; all problems are listed, each with its remedy.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public CustomerGraph Build(CancellationToken cancellationToken = default)
    {
        List<ItemEntry> items = [.. _items];
        foreach (RelationEntry entry in _relations)
            if (entry is { Kind: RelationKind.UserItem, Items: null, Derivation: null } && items.All(item => item.Name != entry.Name)) items.Add(new(entry.Name, null));
        GraphPlan plan = new(_customers, [.. items], [.. _relations], _cutOff is null ? null : EdgeTimes.Ticks(_cutOff));
        PlanCheck.Throw([.. _problems, .. plan.Problems()], GraphAssembly.Headline);
        return new GraphAssembly(plan, cancellationToken).Build();
    }

    /// <summary>Adds a relation, from edges or derived; derived ones are made after those before them.</summary>
    private CustomerGraphBuilder Add(RelationEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry.Name, "name");
        _relations.Add(entry);
        return this;
    }

    /// <summary>Adds a relation that is made from customers and the relations before it.</summary>
    private CustomerGraphBuilder AddDerived(DerivedRelation derivation) => Add(new(derivation.Name, RelationKind.UserUser, null, null, new(), derivation));
}

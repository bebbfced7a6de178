namespace CustomerSegmentation;

/// <summary>
/// Customers and the relations between them and to items: immutable, safe to share between threads. It comes from a <see cref="CustomerGraphBuilder"/>,
/// and every operation gives a new graph.
/// </summary>
public sealed partial class CustomerGraph
{
    private readonly GraphItems[] _items;
    private readonly GraphRelation[] _relations;
    private readonly Lazy<Dictionary<string, int>> _rows;
    private readonly Lazy<IReadOnlyList<DataNote>> _notes;

    internal CustomerGraph(
        CustomerTable customers, IReadOnlyList<GraphItems> items, IReadOnlyList<GraphRelation> relations, long? cutOff, Dictionary<string, int>? rows = null,
        IReadOnlyList<DataNote>? notes = null)
    {
        (Customers, _items, _relations, CutOff, MoreNotes) = (customers, [.. items], [.. relations], cutOff, notes ?? []);
        _rows = rows is null ? new(() => KeyRows.Of(customers.Keys)) : new(rows);
        _notes = new(AllNotes);
    }

    /// <summary>The customers, one node a row.</summary>
    public CustomerTable Customers { get; }

    /// <summary>The sets of items.</summary>
    public IReadOnlyList<GraphItems> Items => _items;

    /// <summary>The relations in the order they were added.</summary>
    public IReadOnlyList<GraphRelation> Relations => _relations;

    /// <summary>What happened on the way: to the customers, to the edges of each relation, and how many customers have no edge at all.</summary>
    public IReadOnlyList<DataNote> Notes => _notes.Value;

    /// <summary>The relation of that name.</summary>
    /// <exception cref="SegmentationException">There is none; the nearest name is suggested.</exception>
    public GraphRelation this[string relation]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(relation);
            return Array.Find(_relations, known => known.Name == relation) ?? throw new SegmentationException(
                $"There is no relation {Show.Value(relation)} in the graph{CustomerTable.Nearest(relation, _relations.Select(known => known.Name))} It has: {Show.List(_relations.Select(known => known.Name), 20)}.");
        }
    }

    /// <summary>The ticks from which on edges are not seen, or null.</summary>
    internal long? CutOff { get; }

    /// <summary>What happened besides what customers and relations tell.</summary>
    internal IReadOnlyList<DataNote> MoreNotes { get; }

    /// <summary>The row of a customer, −1 where there is none.</summary>
    internal int Row(string key) => _rows.Value.GetValueOrDefault(key, -1);

    private List<DataNote> AllNotes()
    {
        DataNotes notes = new();
        notes.AddRange(Customers.Notes);
        foreach (GraphRelation relation in _relations) notes.AddRange(relation.Notes);
        notes.AddRange(MoreNotes);
        notes.Add(null, "customers without an edge in any relation", IsolatedCustomers());
        return [.. notes.ToList()];
    }

    private int IsolatedCustomers()
    {
        bool[] linked = new bool[Customers.RowCount];
        foreach (GraphRelation relation in _relations) relation.MarkLinked(linked);
        return linked.AsSpan().Count(false);
    }
}

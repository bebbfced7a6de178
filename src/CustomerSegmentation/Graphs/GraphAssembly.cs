namespace CustomerSegmentation;

/// <summary>Makes a graph from its plan; the problems of all relations are gathered before they are thrown.</summary>
internal sealed class GraphAssembly(GraphPlan plan, CancellationToken cancellation)
{
    public const string Headline = "The graph cannot be built";
    private readonly Dictionary<string, int> _rows = KeyRows.Of(plan.Customers.Keys);
    private readonly Dictionary<EdgeTable, int[]> _ends = [];

    public CustomerGraph Build()
    {
        List<string> problems = [];
        Dictionary<string, GraphItems> items = plan.Items.ToDictionary(entry => entry.Name, Items, StringComparer.Ordinal);
        List<GraphRelation> relations = [];
        foreach (RelationEntry entry in plan.Relations)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                // What is derived needs those before it.
                if (entry.Derivation is null) relations.Add(Relation(entry, items));
                else if (problems.Count == 0) relations.Add(entry.Derivation.Build(plan.Customers, [.. relations], cancellation));
            }
            catch (SegmentationException problem)
            {
                problems.Add(problem.Message);
            }
        }
        PlanCheck.Throw(problems, Headline);
        return new(plan.Customers, [.. plan.Items.Select(entry => items[entry.Name])], relations, plan.CutOff, _rows);
    }

    private GraphItems Items(ItemEntry entry)
    {
        if (entry.Table is { } table) return new(entry.Name, [.. table.Keys], table);
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (RelationEntry relation in plan.Relations)
            if (relation is { Kind: RelationKind.UserItem, Edges: { } edges } && (relation.Items ?? relation.Name) == entry.Name)
                AddItems(edges, names);
        // Sorted, so that the order of the rows of a file does not show.
        string[] keys = [.. names];
        Array.Sort(keys, StringComparer.Ordinal);
        return new(entry.Name, keys, null);
    }

    /// <summary>Adds the second ends of edges of known customers before the cut-off: what only others or the future have is no item.</summary>
    private void AddItems(EdgeTable edges, HashSet<string> names)
    {
        bool[] met = new bool[edges.Names.Length];
        int[] customers = Customers(edges);
        for (int edge = 0; edge < edges.Count; edge++)
            if (edges.To[edge] is >= 0 and int end && !met[end] && edges.From[edge] >= 0 && customers[edges.From[edge]] >= 0 && EdgeRules.IsSeen(edges, edge, plan.CutOff))
            {
                met[end] = true;
                names.Add(edges.Names[end]);
            }
    }

    /// <summary>The row of each distinct end among the customers.</summary>
    private int[] Customers(EdgeTable edges)
    {
        if (!_ends.TryGetValue(edges, out int[]? ends)) _ends[edges] = ends = EdgeRules.Rows(edges, _rows);
        return ends;
    }

    private GraphRelation Relation(RelationEntry entry, Dictionary<string, GraphItems> itemSets)
    {
        EdgeTable edges = entry.Edges!;
        GraphItems? items = entry.Kind == RelationKind.UserItem ? itemSets[entry.Items ?? entry.Name] : null;
        int customers = plan.Customers.RowCount;
        // A customer's key as the name of a column: the file has no header, and its first edge would be lost.
        if (_rows.ContainsKey(edges.FromName) && (items is null ? _rows.ContainsKey(edges.ToName) : items.Table is null || items.Row(edges.ToName) >= 0))
            throw new SegmentationException(
                $"Relation {Show.Value(entry.Name)}: the columns of {edges.Source} are called {Show.List([edges.FromName, edges.ToName])}, which is an edge of the graph, not names of columns. Put a header line such as from,to before it.");
        DataNotes notes = new();
        foreach (DataNote note in edges.Notes) notes.Add(entry.Name, note.What, note.Count, note.Example);
        EdgeRules rules = new(entry.Name, edges, entry.Kind, entry.Options, plan.CutOff, plan.Customers.Source, items);
        int[] from = Customers(edges), to = items is null ? from : EdgeRules.Rows(edges, items);
        EdgeList kept = rules.Apply(from, to, notes, whole: true);
        cancellation.ThrowIfCancellationRequested();
        Adjacency made = RelationNeighbours.Of(entry.Name, entry.Kind, entry.Options, edges.Source, kept, customers, items?.Count ?? customers, firstRow: 0, notes);
        if (made.Count == 0) notes.Add(entry.Name, "relations without edges", 1);
        if (items is not null) notes.Add(entry.Name, "items without an edge", ColdItems(made));
        return new(entry.Name, entry.Kind, entry.Options.Directed, items, made, entry.Options, notes.ToList());
    }

    private static int ColdItems(Adjacency made)
    {
        bool[] met = new bool[made.Columns];
        foreach (int item in made.Targets) met[item] = true;
        return met.AsSpan().Count(false);
    }
}

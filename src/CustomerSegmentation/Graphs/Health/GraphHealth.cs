namespace CustomerSegmentation;

/// <summary>
/// What a graph is like, before anything is fitted: who is joined with whom, and whether the relations join customers of the same label more
/// often than chance. Immutable, safe to share between threads; it prints itself.
/// </summary>
/// <remarks>
/// The verdict is about labels alone. A relation without it can still help by its neighbours' columns or by how many neighbours there are,
/// and one with it may say nothing that the customers' own columns do not say: only comparing the fitted models tells.
/// </remarks>
public sealed partial class GraphHealth
{
    internal const int ShownHubs = 5;

    private GraphHealth(int customers, int isolated, int components, int largest, GraphLabels? labels, EquatableList<RelationHealth> relations, IReadOnlyList<DataNote> notes)
    {
        (Customers, Isolated, Components, LargestComponent, Relations, Notes) = (customers, isolated, components, largest, relations, notes);
        (Label, Labelled) = (labels?.Name, labels?.Labelled ?? 0);
    }

    /// <summary>The number of customers, <c>n</c>.</summary>
    public int Customers { get; }

    /// <summary>How many customers have no edge in any relation.</summary>
    public int Isolated { get; }

    /// <summary>How many connected components the customers form over all relations together, items joining those who share them.</summary>
    public int Components { get; }

    /// <summary>How many customers the largest of them has.</summary>
    public int LargestComponent { get; }

    /// <summary>The label column, or null where none was given.</summary>
    public string? Label { get; }

    /// <summary>How many customers' labels were read.</summary>
    public int Labelled { get; }

    /// <summary>Each relation on its own, in the graph's order.</summary>
    public EquatableList<RelationHealth> Relations { get; }

    /// <summary>What was dropped or changed when the graph was made.</summary>
    public IReadOnlyList<DataNote> Notes { get; }

    internal static GraphHealth Of(CustomerGraph graph, string? label, IReadOnlyList<int>? labelledRows)
    {
        if (label is null && labelledRows is not null)
            throw new ArgumentException("Rows with a label were given, but not the label. Name its column, or leave the rows out.", nameof(labelledRows));
        GraphLabels? labels = label is null ? null : GraphLabels.Read(graph.Customers, label, labelledRows);
        int n = graph.Customers.RowCount;
        int[] sizes = CustomerSegmentation.Components.Sizes(CustomerSegmentation.Components.Of(n, graph.Relations));
        bool[] joined = new bool[n];
        foreach (GraphRelation relation in graph.Relations)
            foreach (Adjacency edges in relation.Kind == RelationKind.UserUser ? new[] { relation.ToUsers, relation.FromUsers } : [relation.ToUsers])
                for (int row = 0; row < n; row++) joined[row] |= edges.Degree(row) > 0;
        return new(n, joined.Count(any => !any), sizes.Length, sizes.Length == 0 ? 0 : sizes.Max(), labels,
            [.. graph.Relations.Select(relation => RelationHealth.Of(graph.Customers, relation, labels))], graph.Notes);
    }
}

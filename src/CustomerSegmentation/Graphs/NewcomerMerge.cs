namespace CustomerSegmentation;

/// <summary>Puts newcomers and their edges into a graph, behind what is there.</summary>
internal sealed class NewcomerMerge
{
    public const string Headline = "The newcomers cannot be added";
    private readonly CustomerGraph _graph;
    private readonly Dictionary<string, EdgeTable> _edges;
    private readonly CustomerTable _customers;
    private readonly DataNotes _notes = new();
    private readonly Dictionary<string, int> _newRows;
    private readonly int _old;
    private readonly bool[] _vain; // newcomers who have an edge to nobody

    /// <param name="graph">The graph, which stays as it is.</param>
    /// <param name="newcomers">The newcomers, none of them in the graph.</param>
    /// <param name="edges">Their edges by the name of an existing relation.</param>
    public NewcomerMerge(CustomerGraph graph, CustomerTable newcomers, Dictionary<string, EdgeTable> edges)
    {
        (_graph, _edges, _old) = (graph, edges, graph.Customers.RowCount);
        _customers = graph.Customers.Append(newcomers, _notes);
        _newRows = KeyRows.Of(newcomers.Keys);
        _vain = new bool[newcomers.RowCount];
    }

    public CustomerGraph Build()
    {
        List<GraphRelation> relations = [];
        List<string> problems = [];
        foreach (GraphRelation relation in _graph.Relations)
        {
            try
            {
                relations.Add(relation.Derivation is { } derivation ? derivation.Extend(relation, _customers, [.. relations]) : Extended(relation));
            }
            catch (SegmentationException problem)
            {
                problems.Add(problem.Message);
            }
        }
        PlanCheck.Throw(problems, Headline);
        NoteAlone(relations);
        return new(_customers, _graph.Items, relations, _graph.CutOff, notes: [.. _graph.MoreNotes, .. _notes.ToList()]);
    }

    private GraphRelation Extended(GraphRelation relation)
    {
        int rows = _customers.RowCount, columns = relation.ItemSet?.Count ?? rows;
        DataNotes notes = new();
        notes.AddRange(relation.Notes);
        Adjacency added = _edges.TryGetValue(relation.Name, out EdgeTable? edges)
            ? Added(relation, edges, rows, columns, notes) : Adjacency.Empty(rows, columns, relation.ToUsers.Symmetric);
        return relation.With(AdjacencyPart.Grown(relation.ToUsers, added), notes.ToList());
    }

    private Adjacency Added(GraphRelation relation, EdgeTable edges, int rows, int columns, DataNotes notes)
    {
        EdgeRules rules = new(relation.Name, edges, relation.Kind, relation.Options, _graph.CutOff, "the graph", relation.ItemSet);
        int[] from = [.. edges.Names.Select(Row)], to = relation.ItemSet is { } items ? EdgeRules.Rows(edges, items) : from;
        foreach (DataNote note in edges.Notes) notes.Add(relation.Name, note.What, note.Count, note.Example);
        EdgeList kept = rules.Apply(from, to, notes, whole: false, _old);
        MarkVain(edges, from, to);
        return RelationNeighbours.Of(relation.Name, relation.Kind, relation.Options, edges.Source, kept, rows, columns, _old, notes);
    }

    private int Row(string key) => _newRows.TryGetValue(key, out int row) ? _old + row : _graph.Row(key);

    private void MarkVain(EdgeTable edges, int[] from, int[] to)
    {
        for (int edge = 0; edge < edges.Count; edge++)
        {
            if (!EdgeRules.IsSeen(edges, edge, _graph.CutOff)) continue;
            int first = edges.From[edge] < 0 ? -1 : from[edges.From[edge]], second = edges.To[edge] < 0 ? -1 : to[edges.To[edge]];
            if (first >= _old && second < 0) _vain[first - _old] = true;
            if (second >= _old && first < 0 && ReferenceEquals(from, to)) _vain[second - _old] = true;
        }
    }

    private void NoteAlone(List<GraphRelation> relations)
    {
        bool[] linked = new bool[_customers.RowCount];
        foreach (GraphRelation relation in relations) relation.MarkLinked(linked);
        int vain = 0, none = 0;
        string? vainExample = null, noneExample = null;
        for (int row = 0; row < _vain.Length; row++)
        {
            if (linked[_old + row]) continue;
            string key = _customers.Keys[_old + row];
            if (_vain[row])
            {
                vain++;
                vainExample ??= key;
            }
            else
            {
                none++;
                noneExample ??= key;
            }
        }
        _notes.Add(null, "newcomers whose every neighbour is unknown", vain, vainExample);
        _notes.Add(null, "newcomers without an edge", none, noneExample);
    }
}

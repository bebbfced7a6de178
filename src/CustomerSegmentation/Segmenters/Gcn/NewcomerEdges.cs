namespace CustomerSegmentation;

/// <summary>Reads the edges of newcomers by the rules of the relations they belong to.</summary>
internal sealed class NewcomerEdges
{
    private readonly CarriedGraph _graph;
    private readonly CustomerTable _newcomers;
    private readonly DataNotes _notes;
    private readonly Dictionary<string, int> _rows = new(StringComparer.Ordinal);
    private readonly bool[] _linked;

    public NewcomerEdges(CarriedGraph graph, CustomerTable newcomers, DataNotes notes)
    {
        (_graph, _newcomers, _notes) = (graph, newcomers, notes);
        _linked = new bool[newcomers.RowCount];
        for (int row = 0; row < newcomers.RowCount; row++)
        {
            if (graph.Keys[0].Row(newcomers.Keys[row]) >= 0)
                throw new SegmentationException(
                    $"Row {newcomers.RowNumber(row)} of {newcomers.Source} ({newcomers.KeyName} {Show.Value(newcomers.Keys[row])}) is already in the graph of training. Score known customers with Segment(graph); give only new ones here.");
            _rows[newcomers.Keys[row]] = graph.Customers + row;
        }
    }

    /// <summary>What the newcomers bring to each relation of the graph.</summary>
    public EdgeOverlay[] Read(ReadOnlySpan<(string Relation, EdgeTable Edges)> edges)
    {
        EdgeOverlay[] overlays = [.. _graph.Relations.Select(relation => EdgeOverlay.Of(relation))];
        HashSet<string> given = [];
        foreach ((string name, EdgeTable table) in edges)
        {
            int index = Array.FindIndex(_graph.Relations, relation => relation.Name == name);
            if (index < 0)
                throw new SegmentationException($"The model knows no relation {Show.Value(name)}{CustomerTable.Nearest(name, _graph.Relations.Select(relation => relation.Name))} It knows: {Show.List(_graph.Relations.Select(relation => relation.Name), 20)}.");
            if (!given.Add(name)) throw new SegmentationException($"The relation {Show.Value(name)} is given twice. Put its edges into one table.");
            Read(table, _graph.Relations[index], overlays[index]);
        }
        foreach (EdgeOverlay overlay in overlays) overlay.Sort();
        foreach (CarriedRelation relation in _graph.Relations.Where(relation => !given.Contains(relation.Name)))
            _notes.Add(relation.Name, "relations of training of which the newcomers are given no edges", 1);
        int alone = Array.IndexOf(_linked, false);
        _notes.Add(null, ClassificationReport.ScoredAlone, _linked.Count(linked => !linked), alone < 0 ? null : _newcomers.Keys[alone]);
        return overlays;
    }

    private void Read(EdgeTable table, CarriedRelation relation, EdgeOverlay overlay)
    {
        HashedKeys others = _graph.Keys[relation.Space];
        int[] users = new int[table.Names.Length], ends = new int[table.Names.Length];
        bool[] first = new bool[users.Length], second = new bool[users.Length];
        foreach (int end in table.From) if (end >= 0) first[end] = true;
        foreach (int end in table.To) if (end >= 0) second[end] = true;
        for (int i = 0; i < users.Length; i++)
        {
            users[i] = !first[i] && relation.Space > 0 ? -1 : _rows.TryGetValue(table.Names[i], out int row) ? row : _graph.Keys[0].Row(table.Names[i]);
            ends[i] = relation.Space == 0 ? users[i] : second[i] ? others.Row(table.Names[i]) : -1;
        }
        CheckTouches(table, relation);
        if (relation.Weighted && !table.HasWeights) _notes.Add(relation.Name, "edges without weights, each taken as 1, where edges weighed differently at training", table.Count);
        long old = 0, zero = 0, loops = 0, unknown = 0;
        string? example = null;
        for (int edge = 0; edge < table.Count; edge++)
        {
            int from = table.From[edge] < 0 ? -1 : users[table.From[edge]], to = table.To[edge] < 0 ? -1 : ends[table.To[edge]];
            double weight = table.Weights?[edge] ?? 1;
            if (!(weight >= 0 && weight <= float.MaxValue))
                throw new SegmentationException($"Relation {Show.Value(relation.Name)}: the weight in {table.Place(edge)} is {(double.IsNaN(weight) ? "missing" : Show.Value(weight))}. Expected: a finite number, 0 or more. Correct it, or leave the row out.");
            if (from < 0 || to < 0)
            {
                string? name = table.Name(from < 0 ? table.From[edge] : table.To[edge]);
                if (relation.Unknown == UnknownEnds.Error)
                    throw new SegmentationException($"Relation {Show.Value(relation.Name)}: the edge in {table.Place(edge)} has the end {Show.Value(name)}, which neither the graph of training nor the newcomers know. Correct it, or leave the row out.");
                example ??= name;
                unknown++;
            }
            else if (weight == 0) zero++;
            else if (relation.Space == 0 && from == to) loops++;
            else if (from < _graph.Customers && (relation.Space > 0 || to < _graph.Customers)) old++;
            else Add(relation, overlay, from, to, (float)weight);
        }
        _notes.Add(relation.Name, "edges with an unknown end, dropped", unknown, example);
        _notes.Add(relation.Name, "edges of weight 0, dropped", zero);
        _notes.Add(relation.Name, "edges from a customer to itself, dropped", loops);
        _notes.Add(relation.Name, "edges that touch no newcomer, not added", old);
    }

    // Edges of which none touches a newcomer are those of somebody else, or the newcomers were read with another key.
    private void CheckTouches(EdgeTable table, CarriedRelation relation)
    {
        if (table.Count == 0 || table.Names.Any(_rows.ContainsKey)) return;
        throw new SegmentationException(
            $"Relation {Show.Value(relation.Name)}: none of the {Show.Count(table.Count, "edge")} of {table.Source} touches a newcomer. Its ends are {Show.List(table.Names, 3)}, the newcomers of {_newcomers.Source} " +
            $"are {Show.List(_newcomers.Keys, 3)}. Name the right key when you read the newcomers, or give their edges.");
    }

    private void Add(CarriedRelation relation, EdgeOverlay overlay, int from, int to, float weight)
    {
        foreach (int end in relation.Space == 0 ? [from, to] : new[] { from })
            if (end >= _graph.Customers) _linked[end - _graph.Customers] = true;
        if (relation.Space > 0) overlay.Add(from, to, weight);
        else overlay.Add(to, from, weight); // the second end hears the first
    }
}

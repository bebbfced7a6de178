namespace CustomerSegmentation;

/// <summary>Applies the rules of a relation to its edges, one after the other: what is not seen, unknown, zero or a loop is left out and counted.</summary>
/// <param name="relation">The relation's name.</param>
/// <param name="edges">Its edges.</param>
/// <param name="kind">What it links.</param>
/// <param name="options">Its rules.</param>
/// <param name="cutOff">The ticks from which on edges are not seen, or null.</param>
/// <param name="customers">Where the customers came from, for messages.</param>
/// <param name="items">The items it links customers with, or null.</param>
internal sealed class EdgeRules(string relation, EdgeTable edges, RelationKind kind, RelationOptions options, long? cutOff, string customers, GraphItems? items)
{
    private long _late, _timeless, _zero, _loops, _old;
    private long _unknown, _blank;
    private string? _unknownExample, _loopExample;

    /// <summary>The row of each distinct end among keys, −1 where it has none.</summary>
    public static int[] Rows(EdgeTable edges, Dictionary<string, int> keys) => [.. edges.Names.Select(name => keys.GetValueOrDefault(name, -1))];

    /// <summary>The row of each distinct end among items, −1 where it has none.</summary>
    public static int[] Rows(EdgeTable edges, GraphItems items) => [.. edges.Names.Select(items.Row)];

    /// <summary>Whether an edge lies before the cut-off; one without a time does not.</summary>
    public static bool IsSeen(EdgeTable edges, int edge, long? cutOff) =>
        cutOff is not { } end || edges.Times is null || edges.Times[edge] != TimeColumn.Missing && edges.Times[edge] < end;

    /// <summary>The edges that remain, in their order, as row and column of the adjacency.</summary>
    /// <param name="from">The row of each distinct end as a first end, −1 where it is unknown.</param>
    /// <param name="to">The same as a second end.</param>
    /// <param name="notes">Told what was left out.</param>
    /// <param name="whole">Whether these are all edges of the relation, so that keeping none of them for one reason is a mistake.</param>
    /// <param name="firstNewcomer">Edges that touch no customer from this row on are left out.</param>
    /// <exception cref="SegmentationException">An edge breaks a rule that allows no exception.</exception>
    public EdgeList Apply(int[] from, int[] to, DataNotes notes, bool whole, int firstNewcomer = 0)
    {
        int[] rows = new int[edges.Count], columns = new int[edges.Count];
        float[]? weights = edges.HasWeights ? new float[edges.Count] : null;
        int kept = 0;
        bool mirrored = kind == RelationKind.UserUser && !options.Directed, turned = kind == RelationKind.UserUser && options.Directed;
        for (int edge = 0; edge < edges.Count; edge++)
        {
            if (!Seen(edge)) continue;
            float weight = weights is null ? 1 : Weight(edge);
            int first = edges.From[edge] < 0 ? -1 : from[edges.From[edge]], second = edges.To[edge] < 0 ? -1 : to[edges.To[edge]];
            if (first < 0 || second < 0) Unknown(edge, first, second);
            else if (firstNewcomer > first && (firstNewcomer > second || kind == RelationKind.UserItem)) _old++;
            else if (weight == 0) _zero++;
            else if (kind == RelationKind.UserUser && first == second)
            {
                _loops++;
                _loopExample ??= edges.Name(edges.From[edge]);
            }
            else
            {
                // Undirected edges lie above the diagonal; a directed one reaches its second end.
                bool swap = turned || mirrored && first > second;
                (rows[kept], columns[kept]) = swap ? (second, first) : (first, second);
                if (weights is not null) weights[kept] = weight;
                kept++;
            }
        }
        if (whole) CheckRemains(kept, from);
        Note(notes);
        return new(kept, rows, columns, weights);
    }

    private bool Seen(int edge)
    {
        if (IsSeen(edges, edge, cutOff)) return true;
        if (edges.Times![edge] == TimeColumn.Missing) _timeless++;
        else _late++;
        return false;
    }

    private float Weight(int edge)
    {
        double weight = edges.Weights![edge];
        if (weight >= 0 && weight <= float.MaxValue) return (float)weight;
        throw new SegmentationException(
            $"Relation {Show.Value(relation)}: the weight in {edges.Place(edge)} is {(double.IsNaN(weight) ? "missing" : Show.Value(weight))}. Expected: a finite number, 0 or more. Correct it, or leave the row out.");
    }

    private void Unknown(int edge, int first, int second)
    {
        int end = first < 0 ? edges.From[edge] : edges.To[edge];
        string? name = edges.Name(end);
        if (options.Unknown == UnknownEnds.Error)
            throw new SegmentationException(name is null
                ? $"Relation {Show.Value(relation)}: the end {Show.Value(first < 0 ? edges.FromName : edges.ToName)} is blank in {edges.Place(edge)}. Fill it, leave the row out, or let UnknownEnds.Drop count such edges."
                : $"Relation {Show.Value(relation)}: the edge in {edges.Place(edge)} has the end {Show.Value(name)}, which is not among {Among(first < 0)}. Correct it, add it there, or let UnknownEnds.Drop count such edges.");
        if (name is null) _blank++;
        else
        {
            _unknown++;
            _unknownExample ??= name;
        }
    }

    private string Among(bool firstEnd) => firstEnd || items is null ? $"the customers of {customers}" : $"the items {Show.Value(items.Name)} of {items.Table?.Source ?? "the graph"}";

    private void CheckRemains(int kept, int[] from)
    {
        if (kept > 0 || edges.Count == 0) return;
        if (_late == edges.Count)
            throw new SegmentationException(
                $"Relation {Show.Value(relation)}: all {Show.Count(edges.Count, "edge")} of {edges.Source} are at or after the cut-off {EdgeTimes.Show(cutOff!.Value)}; the first is at {EdgeTimes.Show(edges.Times!.Min())}. Choose a later cut-off, or leave the relation out.");
        if (_late + _timeless == edges.Count)
            throw new SegmentationException(
                $"Relation {Show.Value(relation)}: of the {Show.Count(edges.Count, "edge")} of {edges.Source} {_timeless} have no time and {_late} are at or after the cut-off {EdgeTimes.Show(cutOff!.Value)}. Fill the times, choose a later cut-off, or leave the relation out.");
        if (_zero > 0 && _zero == edges.Count - _late - _timeless - _unknown - _blank)
            throw new SegmentationException(
                $"Relation {Show.Value(relation)}: the weights of {edges.Source} sum to zero. An edge of weight 0 is none: name another column in EdgeColumns, or leave Weight out for edges that weigh 1.");
        if (_unknown + _blank == edges.Count - _late - _timeless && _unknown + _blank > 0)
            throw new SegmentationException(
                $"Relation {Show.Value(relation)}: none of the {Show.Count(edges.Count, "edge")} of {edges.Source} has both ends in the graph; {Show.Value(_unknownExample)} is unknown, for example. {Remedy(from)}");
    }

    private string Remedy(int[] from) =>
        items is not null && edges.To.Any(end => end >= 0 && from[end] >= 0)
            ? $"The ends seem to be the wrong way round: name the column of the customers From and that of the items To in EdgeColumns (now {Show.List([edges.FromName, edges.ToName])})."
            : $"Name the right columns in EdgeColumns (now {Show.List([edges.FromName, edges.ToName])}), or the right key of {customers}.";

    private void Note(DataNotes notes)
    {
        notes.Add(relation, $"edges at or after the cut-off {(cutOff is { } end ? EdgeTimes.Show(end) : "")}, not seen", _late);
        notes.Add(relation, "edges without a time, not seen because there is a cut-off", _timeless);
        notes.Add(relation, "edges with an unknown end, dropped", _unknown, _unknownExample);
        notes.Add(relation, "edges with a blank end, dropped", _blank);
        notes.Add(relation, "edges not added, since they touch no newcomer", _old);
        notes.Add(relation, "edges of weight 0, dropped", _zero);
        notes.Add(relation, "edges from a customer to itself, dropped", _loops, _loopExample);
    }
}

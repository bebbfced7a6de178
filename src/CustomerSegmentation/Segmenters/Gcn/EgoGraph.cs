namespace CustomerSegmentation;

/// <summary>
/// The part of a graph that matters to some newcomers: all rows within the depth of a network, nearest first, with all edges of those
/// that are nearer than the depth, in the order of the whole graph, and the sums of the whole graph. So the newcomers' answers have the
/// bits they would have in the whole graph.
/// </summary>
internal sealed class EgoGraph
{
    private readonly CarriedGraph _graph;
    private readonly EdgeOverlay[] _overlays;
    private readonly IReadOnlyList<GcnChannel> _channels;
    private readonly List<int>[] _rows;
    private readonly Dictionary<int, int>[] _places;
    private readonly int[][] _reach;

    private EgoGraph(CarriedGraph graph, EdgeOverlay[] overlays, int count, IReadOnlyList<GcnChannel> channels, int depth)
    {
        (_graph, _overlays, _channels) = (graph, overlays, channels);
        int spaces = graph.Data.Rows.Length;
        (_rows, _places, _reach) = (new List<int>[spaces], new Dictionary<int, int>[spaces], new int[spaces][]);
        for (int space = 0; space < spaces; space++) (_rows[space], _places[space], _reach[space]) = ([], [], new int[depth + 1]);
        for (int i = 0; i < count; i++) Meet(0, graph.Customers + i);
        Walk(depth);
    }

    /// <summary>The part, the newcomers being its first customers. The caller disposes it.</summary>
    /// <param name="graph">The old graph.</param>
    /// <param name="overlays">What the newcomers bring to each relation.</param>
    /// <param name="features">The newcomers' features <c>[count, d]</c>.</param>
    /// <param name="count">The number of newcomers.</param>
    /// <param name="channels">The ways of the network.</param>
    /// <param name="depth">How many steps away a row can matter.</param>
    public static GcnData Of(CarriedGraph graph, EdgeOverlay[] overlays, float[] features, int count, IReadOnlyList<GcnChannel> channels, int depth)
    {
        EgoGraph ego = new(graph, overlays, count, channels, depth);
        GcnEdges[] relations = [.. Enumerable.Range(0, overlays.Length).Select(ego.Relation)];
        return new([.. ego._rows.Select(rows => rows.Count)], graph.Data.Widths, [.. Enumerable.Range(0, ego._rows.Length).Select(space => ego.Features(space, features))], relations)
        {
            TableRows = [.. ego._rows.Select((rows, space) => rows.Select(row => row < graph.Data.Rows[space] ? graph.Data.TableRows[space]?[row] ?? row : -1).ToArray())],
            Reach = ego._reach,
        };
    }

    private void Meet(int space, int row)
    {
        if (_places[space].TryAdd(row, _rows[space].Count)) _rows[space].Add(row);
    }

    private void Walk(int depth)
    {
        int[] from = new int[_rows.Length];
        for (int level = 0; level <= depth; level++)
        {
            for (int space = 0; space < _rows.Length; space++) _reach[space][level] = _rows[space].Count;
            if (level == depth) return;
            foreach (GcnChannel channel in _channels)
            {
                Adjacency old = _graph.Data.Relations[channel.Relation].Way(channel.ToUsers);
                for (int i = from[channel.To]; i < _reach[channel.To][level]; i++)
                {
                    int row = _rows[channel.To][i];
                    if (row < old.Rows) foreach (int target in old.Row(row)) Meet(channel.From, target);
                    foreach ((int target, _) in _overlays[channel.Relation].Row(channel.ToUsers, row)) Meet(channel.From, target);
                }
            }
            for (int space = 0; space < from.Length; space++) from[space] = _reach[space][level];
        }
    }

    private GcnEdges Relation(int relation)
    {
        GcnEdges old = _graph.Data.Relations[relation];
        EdgeOverlay overlay = _overlays[relation];
        GcnChannel to = _channels.First(channel => channel.Relation == relation && channel.ToUsers);
        double[] users = Sums(_rows[0], old.UserSums, overlay, true);
        Adjacency toUsers = Way(to, old.ToUsers, overlay);
        return _channels.FirstOrDefault(channel => channel.Relation == relation && !channel.ToUsers) is { } back
            ? new(toUsers, Way(back, old.FromUsers, overlay), users, Sums(_rows[to.From], old.OtherSums, overlay, false))
            : new(toUsers, toUsers, users, users);
    }

    // Rows at the depth itself have no edges: nothing that matters is computed from what they would hear.
    private Adjacency Way(GcnChannel channel, Adjacency old, EdgeOverlay overlay)
    {
        List<int> rows = _rows[channel.To];
        Dictionary<int, int> places = _places[channel.From];
        int[] reach = _reach[channel.To], starts = new int[rows.Count + 1];
        int inner = reach.Length > 1 ? reach[^2] : 0;
        for (int i = 0; i < rows.Count; i++)
            starts[i + 1] = starts[i] + (i >= inner ? 0 : (rows[i] < old.Rows ? old.Degree(rows[i]) : 0) + overlay.Row(channel.ToUsers, rows[i]).Count);
        int[] targets = new int[starts[^1]];
        float[] weights = new float[starts[^1]];
        for (int i = 0, place = 0; i < inner; i++)
        {
            if (rows[i] < old.Rows)
                for (int e = old.Starts[rows[i]]; e < old.Starts[rows[i] + 1]; e++, place++)
                    (targets[place], weights[place]) = (places[old.Targets[e]], old.Weights is null ? 1 : old.Weights[e]);
            foreach ((int target, float weight) in overlay.Row(channel.ToUsers, rows[i])) (targets[place], weights[place++]) = (places[target], weight);
        }
        return new(rows.Count, _rows[channel.From].Count, starts, targets, weights);
    }

    private static double[] Sums(List<int> rows, double[] old, EdgeOverlay overlay, bool toUsers)
    {
        double[] sums = new double[rows.Count];
        for (int i = 0; i < sums.Length; i++)
        {
            if (rows[i] < old.Length) sums[i] = old[rows[i]];
            foreach ((_, float weight) in overlay.Row(toUsers, rows[i])) sums[i] += weight;
        }
        return sums;
    }

    private unsafe TensorBuffer? Features(int space, float[] newcomers)
    {
        int width = _graph.Data.Widths[space], padded = MatrixProduct.Padded(width), olds = _graph.Data.Rows[space];
        if (width == 0) return null;
        TensorBuffer buffer = new((long)_rows[space].Count * padded);
        for (int i = 0; i < _rows[space].Count; i++)
        {
            int row = _rows[space][i];
            Span<float> target = new(buffer.Pointer + (long)i * padded, width);
            if (row < olds) new Span<float>(_graph.Data.Features[space]!.Pointer + (long)row * padded, width).CopyTo(target);
            else newcomers.AsSpan((row - olds) * width, width).CopyTo(target);
        }
        return buffer;
    }
}

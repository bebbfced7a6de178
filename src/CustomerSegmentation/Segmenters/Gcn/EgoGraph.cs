using System.Runtime.Intrinsics.X86;

namespace CustomerSegmentation;

/// <summary>
/// The part of a graph that matters to some newcomers: all rows within the depth of a network, nearest first, with all edges of those
/// that are nearer than the depth, in the order of the whole graph, and the sums of the whole graph. So the newcomers' answers have the
/// bits they would have in the whole graph.
/// </summary>
internal sealed class EgoGraph
{
    // How many rows ahead features are asked for.
    private const int Ahead = 12;

    private readonly CarriedGraph _graph;
    private readonly EdgeOverlay[] _overlays;
    private readonly IReadOnlyList<GcnChannel> _channels;
    private readonly RowPlaces[] _places;
    private readonly EgoWay[] _ways;
    private readonly int[][] _reach;

    private EgoGraph(CarriedGraph graph, EdgeOverlay[] overlays, int count, IReadOnlyList<GcnChannel> channels, int depth)
    {
        (_graph, _overlays, _channels) = (graph, overlays, channels);
        int spaces = graph.Data.Rows.Length;
        (_places, _reach, _ways) = (new RowPlaces[spaces], new int[spaces][], new EgoWay[channels.Count]);
        for (int space = 0; space < spaces; space++) (_places[space], _reach[space]) = (new(), new int[depth + 1]);
        for (int way = 0; way < _ways.Length; way++) _ways[way] = new();
        for (int i = 0; i < count; i++) _places[0].Meet(graph.Customers + i);
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
        int spaces = ego._places.Length;
        int[] rows = new int[spaces];
        int[]?[] tableRows = new int[]?[spaces];
        TensorBuffer?[] buffers = new TensorBuffer?[spaces];
        for (int space = 0; space < spaces; space++)
            (rows[space], tableRows[space], buffers[space]) = (ego._places[space].Count, ego.TableRows(space), ego.Features(space, features));
        GcnEdges[] relations = new GcnEdges[overlays.Length];
        for (int relation = 0; relation < relations.Length; relation++) relations[relation] = ego.Relation(relation);
        return new(rows, graph.Data.Widths, buffers, relations) { TableRows = tableRows, Reach = ego._reach };
    }

    // Rows at the depth itself get no edges: nothing that matters is computed from what they would hear.
    private void Walk(int depth)
    {
        int[] from = new int[_places.Length];
        for (int level = 0; level <= depth; level++)
        {
            for (int space = 0; space < _places.Length; space++) _reach[space][level] = _places[space].Count;
            if (level == depth) return;
            for (int way = 0; way < _ways.Length; way++)
            {
                GcnChannel channel = _channels[way];
                ReadOnlySpan<int> rows = _places[channel.To].Rows[from[channel.To].._reach[channel.To][level]];
                Adjacency old = _graph.Data.Relations[channel.Relation].Way(channel.ToUsers);
                _ways[way].Expect(Edges(old, rows));
                foreach (int row in rows) Hear(channel, old, row, _ways[way]);
            }
            for (int space = 0; space < from.Length; space++) from[space] = _reach[space][level];
        }
    }

    // Counts the edges of some rows and asks for them ahead: they lie all over a large graph.
    private static unsafe int Edges(Adjacency old, ReadOnlySpan<int> rows)
    {
        int edges = 0;
        fixed (int* targets = old.Targets)
            foreach (int row in rows)
            {
                if (row >= old.Rows) continue;
                if (Sse.IsSupported) Sse.Prefetch0(targets + old.Starts[row]);
                edges += old.Degree(row);
            }
        return edges;
    }

    private void Hear(GcnChannel channel, Adjacency old, int row, EgoWay way)
    {
        RowPlaces places = _places[channel.From];
        if (row < old.Rows)
            for (int e = old.Starts[row]; e < old.Starts[row + 1]; e++) way.Add(places.Meet(old.Targets[e]), old.Weights is null ? 1 : old.Weights[e]);
        foreach ((int target, float weight) in _overlays[channel.Relation].Row(channel.ToUsers, row)) way.Add(places.Meet(target), weight);
        way.End();
    }

    private GcnEdges Relation(int relation)
    {
        GcnEdges old = _graph.Data.Relations[relation];
        EdgeOverlay overlay = _overlays[relation];
        double[] users = Sums(_places[0], old.UserSums, overlay, true);
        Adjacency toUsers = Way(relation, true)!;
        return Way(relation, false) is { } back ? new(toUsers, back, users, Sums(_places[Channel(relation, true).From], old.OtherSums, overlay, false)) : new(toUsers, toUsers, users, users);
    }

    private GcnChannel Channel(int relation, bool toUsers) => _channels.First(channel => channel.Relation == relation && channel.ToUsers == toUsers);

    private Adjacency? Way(int relation, bool toUsers)
    {
        for (int way = 0; way < _ways.Length; way++)
            if (_channels[way].Relation == relation && _channels[way].ToUsers == toUsers) return _ways[way].Build(_places[_channels[way].To].Count, _places[_channels[way].From].Count);
        return null;
    }

    private static double[] Sums(RowPlaces places, double[] old, EdgeOverlay overlay, bool toUsers)
    {
        ReadOnlySpan<int> rows = places.Rows;
        double[] sums = new double[rows.Length];
        for (int i = 0; i < sums.Length; i++)
            if (rows[i] < old.Length) sums[i] = old[rows[i]];
        foreach ((int row, List<(int Target, float Weight)> more) in overlay.Rows(toUsers))
            if (places.Find(row) is >= 0 and int place)
                foreach ((_, float weight) in more) sums[place] += weight;
        return sums;
    }

    private int[] TableRows(int space)
    {
        ReadOnlySpan<int> rows = _places[space].Rows;
        int[] tables = new int[rows.Length];
        int[]? known = _graph.Data.TableRows[space];
        for (int i = 0; i < tables.Length; i++) tables[i] = rows[i] >= _graph.Data.Rows[space] ? -1 : known is null ? rows[i] : known[rows[i]];
        return tables;
    }

    private unsafe TensorBuffer? Features(int space, float[] newcomers)
    {
        int width = _graph.Data.Widths[space], padded = MatrixProduct.Padded(width), olds = _graph.Data.Rows[space];
        if (width == 0) return null;
        ReadOnlySpan<int> rows = _places[space].Rows;
        TensorBuffer buffer = new((long)rows.Length * padded);
        float* all = _graph.Data.Features[space]!.Pointer;
        for (int i = 0; i < rows.Length; i++)
        {
            if (Sse.IsSupported && i + Ahead < rows.Length && rows[i + Ahead] < olds) Sse.Prefetch0(all + (long)rows[i + Ahead] * padded);
            Span<float> target = new(buffer.Pointer + (long)i * padded, width);
            if (rows[i] < olds) new Span<float>(all + (long)rows[i] * padded, width).CopyTo(target);
            else newcomers.AsSpan((rows[i] - olds) * width, width).CopyTo(target);
        }
        return buffer;
    }
}

namespace CustomerSegmentation;

/// <summary>
/// Batches of training customers with sampled neighbours. Row i of a batch is its i-th training customer; each row nearer than the network's depth has up to so many
/// drawn neighbours along each way, whose weights are scaled to the sum of all of its neighbours'. Sums are those of the whole graph.
/// </summary>
internal sealed class NeighbourSampler : GraphBatcher
{
    private readonly GcnData _data;
    private readonly GcnTargets _training;
    private readonly IReadOnlyList<GcnChannel> _channels;
    private readonly GcnNetwork _network;
    private readonly NeighbourSampling _options;
    private readonly ulong _seed;
    private readonly int[][] _places; // the row in the batch of each row of a space, −1 for none

    public NeighbourSampler(GcnData data, GcnTargets training, IReadOnlyList<GcnChannel> channels, GcnNetwork network, NeighbourSampling options, int size, ulong seed)
    {
        (_data, _training, _channels, _network, _options, _seed, Size) = (data, training, channels, network, options, seed, size);
        _places = [.. data.Rows.Select(rows => Enumerable.Repeat(-1, rows).ToArray())];
    }

    public override int Size { get; }

    public override GraphBatch Batch(int[] order, int offset, int size, long step) =>
        Of(_training, order.AsSpan(offset, size).ToArray(), RandomSource.For(_seed, "neighbours", (ulong)step));

    public override IEnumerable<GraphBatch> All(GcnTargets targets)
    {
        for (int first = 0; first < targets.Count; first += Size)
            yield return Of(targets, [.. Enumerable.Range(first, Math.Min(Size, targets.Count - first))], RandomSource.For(_seed, "neighbours of those who watch", (ulong)first));
    }

    private GraphBatch Of(GcnTargets targets, int[] chosen, RandomSource random)
    {
        List<int>[] rows = [.. _places.Select(_ => new List<int>())];
        foreach (int target in chosen) Meet(rows, 0, targets.Rows[target]);
        List<int>[] starts = [.. _channels.Select(_ => new List<int> { 0 })], ends = [.. _channels.Select(_ => new List<int>())];
        List<float>[] weights = [.. _channels.Select(_ => new List<float>())];
        int[] from = new int[rows.Length];
        int[][] reach = [.. rows.Select(_ => new int[_network.Depth + 1])];
        for (int level = 0; level < _network.Depth; level++)
        {
            int[] reached = [.. rows.Select(own => own.Count)];
            for (int space = 0; space < rows.Length; space++) reach[space][level] = reached[space];
            int most = _options.FanOut[Math.Min(level, _options.FanOut.Count - 1)];
            for (int c = 0; c < _channels.Count; c++)
            {
                GcnChannel channel = _channels[c];
                Adjacency edges = _data.Relations[channel.Relation].Way(channel.ToUsers);
                for (int i = from[channel.To]; i < reached[channel.To]; i++)
                {
                    Draw(edges, rows[channel.To][i], most, random, ends[c], weights[c]);
                    for (int e = starts[c][^1]; e < ends[c].Count; e++) Meet(rows, channel.From, ends[c][e]);
                    starts[c].Add(ends[c].Count);
                }
            }
            from = reached;
        }
        for (int space = 0; space < rows.Length; space++) reach[space][^1] = rows[space].Count;
        Adjacency[] ways = [.. _channels.Select((channel, c) => Way(channel, rows, starts[c], ends[c], weights[c]))];
        GcnEdges[] relations = [.. _data.Relations.Select((edges, r) => Edges(edges, r, ways, rows))];
        foreach ((List<int> own, int[] places) in rows.Zip(_places)) foreach (int row in own) places[row] = -1;
        return new(Gather(_data, rows, relations, _network.HearsNeighboursOnly ? reach : null), chosen, [.. Enumerable.Range(0, chosen.Length)]);
    }

    private void Meet(List<int>[] rows, int space, int row)
    {
        if (_places[space][row] >= 0) return;
        _places[space][row] = rows[space].Count;
        rows[space].Add(row);
    }

    // Draws without repeats (Floyd's algorithm), rising.
    private static void Draw(Adjacency edges, int row, int most, RandomSource random, List<int> ends, List<float> weights)
    {
        int start = edges.Starts[row], degree = edges.Degree(row), count = Math.Min(degree, most);
        Span<int> drawn = stackalloc int[count];
        for (int i = 0; i < count; i++)
        {
            int bound = degree - count + i, pick = count == degree ? i : random.Next(bound + 1);
            drawn[i] = count < degree && drawn[..i].Contains(pick) ? bound : pick;
        }
        drawn.Sort();
        double all = degree, sum = count;
        if (edges.Weights is { } values && count < degree)
        {
            (all, sum) = (0, 0);
            for (int e = start; e < start + degree; e++) all += values[e];
            foreach (int i in drawn) sum += values[start + i];
        }
        foreach (int i in drawn)
        {
            ends.Add(edges.Targets[start + i]);
            weights.Add((float)((edges.Weights?[start + i] ?? 1) * (count < degree ? all / sum : 1)));
        }
    }

    // Rows at the depth itself have no edges: nothing that matters is computed from what they would hear.
    private Adjacency Way(GcnChannel channel, List<int>[] rows, List<int> starts, List<int> ends, List<float> weights)
    {
        int count = rows[channel.To].Count, last = starts[^1];
        while (starts.Count <= count) starts.Add(last);
        int[] places = _places[channel.From];
        return new(count, rows[channel.From].Count, [.. starts], [.. ends.Select(end => places[end])], [.. weights]);
    }

    private GcnEdges Edges(GcnEdges old, int relation, Adjacency[] ways, List<int>[] rows)
    {
        int to = Index(relation, true), back = Index(relation, false);
        double[] users = [.. rows[0].Select(row => old.UserSums[row])];
        return back < 0 ? new(ways[to], ways[to], users, users) : new(ways[to], ways[back], users, [.. rows[_channels[to].From].Select(row => old.OtherSums[row])]);
    }

    private int Index(int relation, bool toUsers)
    {
        for (int c = 0; c < _channels.Count; c++) if (_channels[c].Relation == relation && _channels[c].ToUsers == toUsers) return c;
        return -1;
    }
}

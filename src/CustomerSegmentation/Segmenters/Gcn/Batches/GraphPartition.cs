namespace CustomerSegmentation;

/// <summary>
/// Cuts the customers of a graph into parts of about one size with few edges between them: parts grow breadth first from the first customer
/// that is free, then customers move to the part where most of their neighbours are while there is room (label propagation under a size
/// limit; Ugander, Backstrom 2013). Items carry parts from customer to customer. The same graph gives the same parts.
/// </summary>
internal sealed class GraphPartition
{
    private const int Sweeps = 8;
    private const double Room = 1.1; // parts may be larger than their share by so much
    private const int MostForItems = 1000; // items of more customers tell nothing of who is near

    private readonly GcnData _data;
    private readonly int[][] _parts;
    private readonly int[] _sizes;
    private readonly List<(int To, int From, Adjacency Edges)> _ways = [];

    private GraphPartition(GcnData data, IReadOnlyList<GcnChannel> channels, int parts)
    {
        (_data, _sizes) = (data, new int[parts]);
        _parts = [.. data.Rows.Select(rows => Enumerable.Repeat(-1, rows).ToArray())];
        foreach (GcnChannel channel in channels) _ways.Add((channel.To, channel.From, data.Relations[channel.Relation].Way(channel.ToUsers)));
    }

    /// <summary>The part of each customer, from 0; every part has somebody.</summary>
    /// <param name="data">The graph.</param>
    /// <param name="channels">Its ways.</param>
    /// <param name="parts">How many parts at the most.</param>
    public static int[] Of(GcnData data, IReadOnlyList<GcnChannel> channels, int parts)
    {
        GraphPartition partition = new(data, channels, Math.Min(parts, data.Rows[0]));
        partition.Grow();
        for (int sweep = 0; sweep < Sweeps && partition.Sweep(); sweep++) { }
        return partition._parts[0];
    }

    private void Grow()
    {
        int customers = _data.Rows[0], next = 0, part = 0;
        Queue<(int Space, int Row)> queue = new();
        bool[][] seen = [.. _data.Rows.Select(rows => new bool[rows])];
        for (int placed = 0; placed < customers;)
        {
            if (queue.Count == 0)
            {
                while (seen[0][next]) next++;
                seen[0][next] = true;
                queue.Enqueue((0, next));
            }
            (int space, int row) = queue.Dequeue();
            if (space == 0)
            {
                // Part p ends with the share of all customers that p + 1 parts have.
                while (placed >= (long)(part + 1) * customers / _sizes.Length) part++;
                _parts[0][row] = part;
                _sizes[part]++;
                placed++;
            }
            foreach ((int to, int from, Adjacency edges) in _ways)
                if (to == space && (space == 0 || edges.Degree(row) <= MostForItems))
                    foreach (int target in edges.Row(row))
                        if (!seen[from][target])
                        {
                            seen[from][target] = true;
                            queue.Enqueue((from, target));
                        }
        }
    }

    // True where somebody moved.
    private bool Sweep()
    {
        int most = (int)Math.Ceiling(Room * _data.Rows[0] / _sizes.Length), moved = 0;
        double[] votes = new double[_sizes.Length];
        List<int> met = [];
        for (int space = _data.Rows.Length - 1; space >= 0; space--) // items first, so that customers hear them
            for (int row = 0; row < _data.Rows[space]; row++)
            {
                foreach ((int to, int from, Adjacency edges) in _ways)
                    if (to == space)
                        for (int e = edges.Starts[row]; e < edges.Starts[row + 1]; e++)
                        {
                            int part = _parts[from][edges.Targets[e]];
                            if (part < 0) continue;
                            if (votes[part] == 0) met.Add(part);
                            votes[part] += edges.Weights?[e] ?? 1;
                        }
                int own = _parts[space][row], best = own;
                double bar = own < 0 ? 0 : votes[own];
                foreach (int part in met)
                    if ((votes[part] > bar || votes[part] == bar && best != own && part < best) && (space > 0 || _sizes[part] < most && _sizes[own] > 1)) (best, bar) = (part, votes[part]);
                foreach (int part in met) votes[part] = 0;
                met.Clear();
                if (best == own) continue;
                _parts[space][row] = best;
                if (space > 0) continue;
                (_sizes[own], _sizes[best]) = (_sizes[own] - 1, _sizes[best] + 1);
                moved++;
            }
        return moved > 0;
    }
}

namespace CustomerSegmentation;

/// <summary>Batches of whole parts of the graph: their customers, the edges among them, and the items they have edges to.</summary>
internal sealed class ClusterBatcher : GraphBatcher
{
    private readonly GcnData _data;
    private readonly GcnTargets _training;
    private readonly IReadOnlyList<GcnChannel> _channels;
    private readonly int[] _part;
    private readonly int[][] _members, _places;
    private int[] _order = [], _parts = [];

    public ClusterBatcher(GcnData data, GcnTargets training, IReadOnlyList<GcnChannel> channels, Clusters options)
    {
        (_data, _training, _channels) = (data, training, channels);
        _part = GraphPartition.Of(data, channels, options.Parts);
        _members = Members(Enumerable.Range(0, _part.Length), row => _part[row]);
        _places = [.. data.Rows.Select(rows => Enumerable.Repeat(-1, rows).ToArray())];
        int taught = training.Rows.Select(row => _part[row]).Distinct().Count(), steps = (taught + options.PartsPerBatch - 1) / options.PartsPerBatch;
        Size = (training.Count + steps - 1) / steps;
    }

    /// <summary>So many that an epoch has a step for each group of parts.</summary>
    public override int Size { get; }

    public override GraphBatch Batch(int[] order, int offset, int size, long step)
    {
        if (order != _order) (_order, _parts) = (order, [.. order.Select(target => _part[_training.Rows[target]]).Distinct()]); // parts in the epoch's order
        int steps = (order.Length + Size - 1) / Size, index = offset / Size;
        return Of(_training, _parts[(int)((long)index * _parts.Length / steps)..(int)((index + 1L) * _parts.Length / steps)]);
    }

    public override IEnumerable<GraphBatch> All(GcnTargets targets) => targets.Rows.Select(row => _part[row]).Distinct().Order().Select(part => Of(targets, [part]));

    private GraphBatch Of(GcnTargets targets, int[] parts)
    {
        int[] customers = [.. parts.SelectMany(part => _members[part]).Order()];
        IReadOnlyList<int>[] rows = [.. _places.Select((_, space) => space == 0 ? customers : (IReadOnlyList<int>)[.. Linked(space, customers).Order()])];
        for (int space = 0; space < rows.Length; space++)
            for (int i = 0; i < rows[space].Count; i++) _places[space][rows[space][i]] = i;
        GcnEdges[] relations = [.. _data.Relations.Select((edges, r) => Edges(edges.ToUsers, rows, _channels.First(channel => channel.Relation == r && channel.ToUsers).From))];
        List<int> chosen = [];
        HashSet<int> heard = [.. parts];
        for (int target = 0; target < targets.Count; target++) if (heard.Contains(_part[targets.Rows[target]])) chosen.Add(target);
        int[] places = [.. chosen.Select(target => _places[0][targets.Rows[target]])];
        for (int space = 0; space < rows.Length; space++) foreach (int row in rows[space]) _places[space][row] = -1;
        return new(Gather(_data, rows, relations), [.. chosen], places);
    }

    private IEnumerable<int> Linked(int space, int[] customers) => _channels.Where(channel => channel.ToUsers && channel.From == space)
        .SelectMany(channel => customers.SelectMany(row => _data.Relations[channel.Relation].ToUsers.Row(row).ToArray())).Distinct();

    private GcnEdges Edges(Adjacency all, IReadOnlyList<int>[] rows, int space)
    {
        int[] places = _places[space], starts = new int[rows[0].Count + 1];
        List<int> targets = [];
        List<float> weights = [];
        for (int i = 0; i < rows[0].Count; i++)
        {
            for (int e = all.Starts[rows[0][i]]; e < all.Starts[rows[0][i] + 1]; e++)
            {
                if (places[all.Targets[e]] < 0) continue;
                targets.Add(places[all.Targets[e]]);
                if (all.Weights is not null) weights.Add(all.Weights[e]);
            }
            starts[i + 1] = targets.Count;
        }
        Adjacency part = new(rows[0].Count, rows[space].Count, starts, [.. targets], all.Weights is null ? null : [.. weights], all.Symmetric);
        double[] sums = EdgeForms.RowSums(part);
        return new(part, part.Transposed(), sums, part.Symmetric ? sums : EdgeForms.RowSums(part.Transposed()));
    }

    private int[][] Members(IEnumerable<int> rows, Func<int, int> part)
    {
        List<int>[] members = [.. Enumerable.Range(0, _part.Max() + 1).Select(_ => new List<int>())];
        foreach (int row in rows) members[part(row)].Add(row);
        return [.. members.Select(own => own.ToArray())];
    }
}

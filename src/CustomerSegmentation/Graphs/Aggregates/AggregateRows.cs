using System.Runtime.Intrinsics.X86;

namespace CustomerSegmentation;

/// <summary>
/// Aggregates of a few rows, newcomers or old customers, as if newcomers and their edges were part of the graph: bit for bit what
/// <see cref="NeighbourAggregates.All"/> gives for that graph. Only what the newcomers change and these rows need is computed, and kept until this object
/// goes. For one thread.
/// </summary>
internal sealed class AggregateRows
{
    private readonly NeighbourAggregates _whole;
    private readonly float[] _newcomers;
    private readonly IReadOnlyList<ExtraEdges> _edges;
    private readonly AggregateKernel[] _kernels;
    private readonly RowPlaces?[] _changed;
    private readonly Dictionary<(int Way, int Hop, int Row), float[]> _means = [];
    private readonly Stack<float[]> _free = new();
    private int[] _places = [];

    public AggregateRows(NeighbourAggregates whole, float[] newcomers, IReadOnlyList<ExtraEdges> edges)
    {
        (_whole, _newcomers, _edges) = (whole, newcomers, edges);
        _kernels = [.. whole.Ways.Select(way => way.Kernel())];
        _changed = [.. whole.Ways.Select(ChangedBy)];
    }

    /// <summary>Own features and aggregates of one row, <c>[D]</c>.</summary>
    public void Write(int row, Span<float> values)
    {
        ReadOnlySpan<float> own = Features(row);
        own.CopyTo(values);
        values = values[own.Length..];
        for (int i = 0; i < _whole.Ways.Length; i++)
        {
            AggregateWay way = _whole.Ways[i];
            List<(int Target, float Weight)> extra = Extra(way, row);
            way.WriteDegrees(Degree(way, row) + extra.Count, Total(way, row, extra), values);
            values = values[way.Degrees..];
            for (int hop = 1; hop <= way.Hops; hop++)
            {
                Statistics(i, hop, row, extra, all: true);
                way.Write(_kernels[i], hop, values);
                values = values[way.Columns(hop)..];
            }
        }
    }

    private int Old => _whole.Source.Customers;

    private ReadOnlySpan<float> Features(int row)
    {
        int own = _whole.Source.Names.Count;
        return row < Old ? _whole.Source.Features.AsSpan(row * own, own) : _newcomers.AsSpan((row - Old) * own, own);
    }

    private List<(int Target, float Weight)> Extra(AggregateWay way, int row) => _edges[way.Index](way.ToUsers, row);

    private int Degree(AggregateWay way, int row) => row < Old ? way.Links.Degree(row) : 0;

    private double Total(AggregateWay way, int row, List<(int Target, float Weight)> extra)
    {
        double total = row < Old ? AggregateKernel.Total(way.Links.Degree(row), NeighbourAggregates.Weights(way.Links, row)) : 0;
        foreach ((_, float weight) in extra) total += weight;
        return total;
    }

    /// <summary>Leaves a row's statistics of a hop in the way's kernel.</summary>
    private void Statistics(int index, int hop, int row, List<(int Target, float Weight)> extra, bool all)
    {
        AggregateWay way = _whole.Ways[index];
        AggregateKernel kernel = _kernels[index];
        Adjacency links = way.Links;
        int old = Degree(way, row), most = old + extra.Count, stride = kernel.Stride;
        bool degreesToo = all && hop == 2, kept = Keeps(way, hop, degreesToo);
        // Neighbours side by side, in the order of the whole graph: the kernel's sums are the same chains.
        float[] rows = Rent(most * stride), weights = Rent(most);
        if (kept) _whole.CopyRows(index, hop, row < Old ? links.Row(row) : [], rows);
        else ExpectLinks(links, extra);
        for (int i = 0; i < most; i++)
        {
            int e = i < old ? links.Starts[row] + i : 0;
            (int target, weights[i]) = i >= old ? extra[i - old] : (links.Targets[e], links.Weights is null ? 1 : links.Weights[e]);
            if (kept && i < old && !Changed(index, target)) continue;
            if (!kept && i + 1 < most) Expect(index, hop - 1, i + 1 < old ? links.Targets[e + 1] : extra[i + 1 - old].Target);
            Travelling(index, hop, target, rows.AsSpan(i * stride, stride), degreesToo);
        }
        int count = hop == 1 ? most : Known(rows, weights, most, stride);
        if (_places.Length < count) _places = [.. Enumerable.Range(0, 2 * count)];
        kernel.Row(_places.AsSpan(0, count), weights.AsSpan(0, count), rows, all);
        _free.Push(weights);
        _free.Push(rows);
    }

    private bool Changed(int index, int row) => _changed[index] is { } changed ? changed.Find(row) >= 0 : Extra(_whole.Ways[index], row).Count > 0;

    // The old customers that hear a newcomer; null where features do not tell how many newcomers there are.
    private RowPlaces? ChangedBy(AggregateWay way)
    {
        int own = _whole.Source.Names.Count;
        if (own == 0 || way.Relation.Items is not null) return null;
        RowPlaces changed = new();
        for (int newcomer = Old; newcomer < Old + _newcomers.Length / own; newcomer++)
            foreach ((int target, _) in _edges[way.Index](!way.ToUsers, newcomer)) changed.Meet(target);
        return changed;
    }

    /// <summary>Whether what old customers without new edges send at a hop is kept: their own rows, and what they hear of features.</summary>
    private static bool Keeps(AggregateWay way, int hop, bool degreesToo) => way.Relation.Items is null && (hop == 1 || hop == 2 && !degreesToo);

    /// <summary>Leaves out neighbours who hear nobody, and so have no mean to tell of.</summary>
    private static int Known(float[] rows, float[] weights, int most, int stride)
    {
        int count = 0;
        for (int i = 0; i < most; i++)
        {
            if (float.IsNaN(rows[i * stride])) continue;
            if (count < i) Array.Copy(rows, i * stride, rows, count * stride, stride);
            weights[count++] = weights[i];
        }
        return count;
    }

    /// <summary>Asks ahead for the kept rows of a row's neighbours: they lie all over a large graph.</summary>
    private void Expect(int index, int hop, int row)
    {
        if (row < Old && Keeps(_whole.Ways[index], hop, false)) _whole.ExpectRows(index, hop, _whole.Ways[index].Links.Row(row));
    }

    private static unsafe void ExpectLinks(Adjacency links, List<(int Target, float Weight)> extra)
    {
        if (!Sse.IsSupported) return;
        fixed (int* targets = links.Targets)
            foreach ((int target, _) in extra)
                if (target < links.Rows) Sse.Prefetch0(targets + links.Starts[target]);
    }

    /// <summary>The row that a target sends to whoever hears it at a hop; its degrees are heard at hop 2 only, and passed on by nobody.</summary>
    private void Travelling(int index, int hop, int target, Span<float> row, bool degreesToo)
    {
        AggregateWay way = _whole.Ways[index];
        if (way.Relation.Items is not null) Item(index, target, row);
        else if (hop == 1) Customer(index, target, row);
        else Mean(index, hop - 1, target, row, degreesToo);
    }

    private void Customer(int index, int customer, Span<float> row)
    {
        AggregateWay way = _whole.Ways[index];
        List<(int Target, float Weight)> extra = Extra(way, customer);
        if (customer < Old && extra.Count == 0)
        {
            _whole.Degrees(index).AsSpan(customer * way.Degrees, way.Degrees).CopyTo(row);
            Features(customer).CopyTo(row[way.Degrees..]);
            return;
        }
        way.WriteCustomer(Degree(way, customer) + extra.Count, Total(way, customer, extra), Features(customer), row);
    }

    private void Item(int index, int item, Span<float> row)
    {
        AggregateWay way = _whole.Ways[index];
        List<(float[] Row, float Weight)> customers = [];
        foreach ((int customer, float weight) in _edges[way.Index](false, item))
        {
            float[] features = new float[AggregateKernel.Padded(way.CustomerWidth)];
            Customer(index, customer, features);
            customers.Add((features, weight));
        }
        _whole.Items(index).Write(item, customers, row);
    }

    /// <summary>The mean a row has of its neighbours after a hop.</summary>
    private void Mean(int index, int hop, int row, Span<float> mean, bool degreesToo)
    {
        List<(int Target, float Weight)> extra = Extra(_whole.Ways[index], row);
        // What an old customer without new edges hears of features is as before; degrees of those it hears may have changed.
        if (hop == 1 && !degreesToo && row < Old && extra.Count == 0)
        {
            _whole.FirstMeans(index).AsSpan(row * mean.Length, mean.Length).CopyTo(mean);
            return;
        }
        if (!_means.TryGetValue((index, hop, row), out float[]? known))
        {
            Statistics(index, hop, row, extra, all: false);
            _means[(index, hop, row)] = known = [.. _kernels[index].Mean];
        }
        known.CopyTo(mean);
    }

    private float[] Rent(int length)
    {
        if (!_free.TryPop(out float[]? array) || array.Length < length) array = new float[Math.Max(length, 1024)];
        return array;
    }
}

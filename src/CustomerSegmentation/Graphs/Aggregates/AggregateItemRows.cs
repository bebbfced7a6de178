using System.Runtime.Intrinsics;

namespace CustomerSegmentation;

/// <summary>The rows of items that travel to customers, from sums over the items' customers that a newcomer can go on with.</summary>
internal sealed class AggregateItemRows
{
    private readonly AggregateWay _way;
    private readonly AggregateItems _items;
    private readonly int _stride;
    private readonly double[] _sums;

    private AggregateItemRows(AggregateWay way, AggregateItems items, double[] sums) =>
        (_way, _items, _sums, _stride) = (way, items, sums, AggregateKernel.Padded(way.CustomerWidth));

    /// <summary>Sums the customers of every item.</summary>
    /// <param name="way">The way from items.</param>
    /// <param name="customers">The customers' rows of hop 0.</param>
    /// <param name="run">Runs shards of rows.</param>
    public static AggregateItemRows Of(AggregateWay way, float[] customers, Action<Adjacency, Action<int, int>> run)
    {
        Adjacency links = way.Relation.FromUsers;
        int stride = AggregateKernel.Padded(way.CustomerWidth);
        double[] sums = new double[checked(links.Rows * stride)];
        run(links, (from, to) =>
        {
            for (int item = from; item < to; item++)
                for (int e = links.Starts[item]; e < links.Starts[item + 1]; e++)
                    Add(sums.AsSpan(item * stride, stride), customers.AsSpan(links.Targets[e] * stride, stride), links.Weights is null ? 1 : links.Weights[e]);
        });
        return new(way, way.Relation.Items!, sums);
    }

    /// <summary>Writes the row of one item, with newcomers among its customers.</summary>
    /// <param name="item">The item, one that was there.</param>
    /// <param name="newcomers">The rows of hop 0 of newcomers who are its customers, and the weights of their edges; in their order.</param>
    /// <param name="row">The row.</param>
    public void Write(int item, List<(float[] Row, float Weight)> newcomers, Span<float> row)
    {
        Adjacency links = _way.Relation.FromUsers;
        double total = AggregateKernel.Total(links.Degree(item), links.Weights is null ? [] : links.Weights.AsSpan(links.Starts[item], links.Degree(item)));
        Span<double> sums = newcomers.Count == 0 ? _sums.AsSpan(item * _stride, _stride) : _sums.AsSpan(item * _stride, _stride).ToArray();
        foreach ((float[] newcomer, float weight) in newcomers)
        {
            Add(sums, newcomer, weight);
            total += weight;
        }
        _way.WriteDegrees(links.Degree(item) + newcomers.Count, total, row);
        int width = _items.Names.Count, place = _way.Degrees + width;
        _items.Features.AsSpan(item * width, width).CopyTo(row[_way.Degrees..]);
        for (int column = 0; place < _way.Names.Length; column++) row[place++] = (float)(sums[column] / total);
    }

    private static void Add(Span<double> sums, ReadOnlySpan<float> row, float weight)
    {
        for (int column = 0; column < sums.Length; column += 16)
        {
            (Vector512<double> low, Vector512<double> high) = Vector512.Widen(Vector512.Create(row.Slice(column, 16)));
            (Vector512.Create<double>(sums.Slice(column, 8)) + low * (double)weight).CopyTo(sums[column..]);
            (Vector512.Create<double>(sums.Slice(column + 8, 8)) + high * (double)weight).CopyTo(sums[(column + 8)..]);
        }
    }
}

namespace CustomerSegmentation;

/// <summary>Finds for each customer those with whom they share items, and what each pair weighs. The time is that of walking every item's customers once for each of them.</summary>
internal sealed class SharedItems
{
    private const int Chunk = 512;

    private readonly Adjacency _users, _items;
    private readonly SameItemOptions _options;
    private readonly int[] _kept; // items of each customer that are not too popular

    public SharedItems(Adjacency users, SameItemOptions options)
    {
        (_users, _items, _options) = (users, users.Transposed(), options);
        _kept = new int[users.Rows];
        for (int item = 0; item < _items.Rows; item++)
        {
            if (_items.Degree(item) > options.MostCustomersPerItem) PopularItems++;
            else foreach (int user in _items.Row(item)) _kept[user]++;
        }
    }

    /// <summary>How many items are left out because too many customers have them.</summary>
    public int PopularItems { get; }

    /// <summary>The edges that customers from a row on ask for, the smaller row first; an edge that both ends ask for comes twice, of one weight.</summary>
    public EdgeList Edges(int first, CancellationToken cancellation)
    {
        int count = _users.Rows - first, chunks = (count + Chunk - 1) / Chunk;
        List<(int Row, int Column, float Weight)>[] found = new List<(int, int, float)>[chunks];
        Parallel.For(0, chunks, new ParallelOptions { CancellationToken = cancellation }, () => new Scratch(new double[_users.Rows], []), (chunk, _, scratch) =>
        {
            found[chunk] = [];
            for (int row = first + chunk * Chunk; row < Math.Min(_users.Rows, first + (chunk + 1) * Chunk); row++) Find(row, scratch, found[chunk]);
            return scratch;
        }, _ => { });
        return DerivedEdges.List(found);
    }

    private void Find(int row, Scratch scratch, List<(int, int, float)> found)
    {
        (double[] sums, List<int> met) = scratch;
        foreach (int item in _users.Row(row))
        {
            int customers = _items.Degree(item);
            if (customers > _options.MostCustomersPerItem) continue;
            double weight = _options.Weight == SharedItemWeight.InversePopularity ? 1 / Math.Log(customers) : 1;
            foreach (int other in _items.Row(item))
            {
                if (other == row) continue;
                if (sums[other] == 0) met.Add(other);
                sums[other] += weight;
            }
        }
        List<(double Weight, int Other)> pairs = new(met.Count);
        foreach (int other in met)
        {
            double weight = _options.Weight == SharedItemWeight.Jaccard ? sums[other] / (_kept[row] + _kept[other] - sums[other]) : sums[other];
            sums[other] = 0;
            if (weight >= _options.LeastWeight) pairs.Add((weight, other));
        }
        met.Clear();
        pairs.Sort((a, b) => a.Weight != b.Weight ? b.Weight.CompareTo(a.Weight) : a.Other.CompareTo(b.Other));
        foreach ((double weight, int other) in pairs.Take(_options.MostNeighbours ?? pairs.Count)) found.Add((Math.Min(row, other), Math.Max(row, other), (float)weight));
    }

    private sealed record Scratch(double[] Sums, List<int> Met);
}

namespace CustomerSegmentation;

/// <summary>What a network makes of each customer before it decides: a point in a space where alike customers are near; from <see cref="GcnModel.Embed"/>.</summary>
/// <remarks>Immutable, safe to share between threads. Embeddings are derived from personal data and can be traced back to it: keep them as such.</remarks>
public sealed class GraphEmbedding
{
    private readonly string[] _keys;
    private readonly int[] _members;
    private readonly float[] _values;

    internal GraphEmbedding(string keyName, string[] keys, int[] members, float[] values, int dimensions) =>
        (KeyName, _keys, _members, _values, Dimensions) = (keyName, keys, members, values, dimensions);

    /// <summary>What <see cref="Keys"/> are.</summary>
    public string KeyName { get; }

    /// <summary>Whose row it is: customers, groups or items; <c>[n]</c>.</summary>
    public IReadOnlyList<string> Keys => _keys;

    /// <summary>How many rows each was pooled from, 1 where nothing was; <c>[n]</c>. A row of nobody is zero.</summary>
    public IReadOnlyList<int> Members => _members;

    /// <summary>The numbers of a row, d.</summary>
    public int Dimensions { get; }

    /// <summary>All values <c>[n, d]</c>, row by row.</summary>
    public ReadOnlyMemory<float> Values => _values;

    /// <summary>The values of a row (from 0), <c>[d]</c>.</summary>
    public ReadOnlyMemory<float> this[int row] => _values.AsMemory(row * Dimensions, Dimensions);

    /// <summary>One line: rows and numbers of each.</summary>
    public override string ToString() => $"{Show.Count(_keys.Length, "row")} of {KeyName}, {Show.Count(Dimensions, "number")} each";

    /// <summary>A table of number columns <c>embedding1</c>, <c>embedding2</c>, …, to train or cluster with.</summary>
    /// <param name="prefix">What the columns are called before their number.</param>
    public CustomerTable ToTable(string prefix = "embedding")
    {
        ArgumentNullException.ThrowIfNull(prefix);
        Column[] columns = new Column[Dimensions];
        for (int k = 0; k < Dimensions; k++)
        {
            double[] values = new double[_keys.Length];
            for (int row = 0; row < values.Length; row++) values[row] = _values[row * Dimensions + k];
            columns[k] = new NumberColumn(FormattableString.Invariant($"{prefix}{k + 1}"), values);
        }
        return CustomerTable.FromColumns(columns, [.. _keys], KeyName);
    }

    /// <summary>One row a group: a household, a company, a segment; groups sorted by name.</summary>
    /// <param name="groups">The group of each row, null for none; <c>[n]</c>.</param>
    /// <param name="pooling">How members become one row.</param>
    /// <exception cref="SegmentationException">There is not one group for each row, or nobody is in a group.</exception>
    public GraphEmbedding Pool(IReadOnlyList<string?> groups, GroupPooling pooling = GroupPooling.Mean)
    {
        ArgumentNullException.ThrowIfNull(groups);
        if (groups.Count != _keys.Length)
            throw new SegmentationException($"Got {Show.Count(groups.Count, "group name")} for {Show.Count(_keys.Length, "row")} of the embedding. Give one for each row, null for whoever is in no group.");
        string[] names = [.. groups.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (names.Length == 0) throw new SegmentationException($"None of the {Show.Count(_keys.Length, "row")} of the embedding has a group, so there is nothing to pool. Give a group to some.");
        Dictionary<string, int> places = new(StringComparer.Ordinal);
        foreach (string name in names) places[name] = places.Count;
        List<int>[] members = [.. names.Select(_ => new List<int>())];
        for (int row = 0; row < groups.Count; row++) if (groups[row] is { } name) members[places[name]].Add(row);
        return Pooled("group", names, [.. members.Select(rows => rows.ToArray())], null, pooling);
    }

    /// <summary>One row a group, which a column of the customers names: <c>embedding.Pool(customers["Household"])</c>; a missing value is no group.</summary>
    /// <param name="groups">The column, a row for each row of the embedding.</param>
    /// <param name="pooling">How members become one row.</param>
    /// <exception cref="SegmentationException">The column has another number of rows, or no value.</exception>
    public GraphEmbedding Pool(Column groups, GroupPooling pooling = GroupPooling.Mean)
    {
        ArgumentNullException.ThrowIfNull(groups);
        return Pool(groups.Texts(), pooling);
    }

    /// <summary>Pools the neighbours of each customer along a relation between customers (one row a customer, who is not among them), or the customers of each item
    /// (one row an item). Weights of edges count in the mean. Whoever has no neighbours has zeros, and 0 <see cref="Members"/>.</summary>
    /// <param name="graph">A graph of the same customers in the same order.</param>
    /// <param name="relation">The relation; of a directed one the customers who lead to it.</param>
    /// <param name="pooling">How neighbours become one row.</param>
    /// <exception cref="SegmentationException">The graph has other customers, or no such relation.</exception>
    public GraphEmbedding PoolNeighbours(CustomerGraph graph, string relation, GroupPooling pooling = GroupPooling.Mean)
    {
        ArgumentNullException.ThrowIfNull(graph);
        GraphRelation edges = graph[relation];
        if (!graph.Customers.Keys.SequenceEqual(_keys))
            throw new SegmentationException($"The graph has {Show.Count(graph.Customers.RowCount, "customer")} and the embedding {Show.Count(_keys.Length, "row")}, and they are not the same in the same order. Give the graph that was embedded.");
        Adjacency way = edges.ItemSet is null ? edges.ToUsers : edges.FromUsers;
        int[][] members = [.. Enumerable.Range(0, way.Rows).Select(row => way.Row(row).ToArray())];
        float[][]? weights = way.Weights is null ? null : [.. Enumerable.Range(0, way.Rows).Select(row => way.Weights.AsSpan(way.Starts[row], way.Degree(row)).ToArray())];
        return Pooled(edges.Items ?? KeyName, [.. edges.ItemSet?.Keys ?? _keys], members, weights, pooling);
    }

    private GraphEmbedding Pooled(string keyName, string[] keys, int[][] members, float[][]? weights, GroupPooling pooling)
    {
        if (!Enum.IsDefined(pooling)) throw new SegmentationException($"The pooling {pooling} does not exist. Choose one of {Show.List(Enum.GetNames<GroupPooling>())}.");
        float[] pooled = new float[checked(keys.Length * Dimensions)];
        for (int group = 0; group < keys.Length; group++)
            if (members[group].Length > 0) EmbeddingPool.Into(pooled.AsSpan(group * Dimensions, Dimensions), _values, members[group], weights?[group], pooling);
        return new(keyName, keys, [.. members.Select(rows => rows.Length)], pooled, Dimensions);
    }
}

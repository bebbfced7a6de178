using System.Text.Json;

namespace CustomerSegmentation.Tests;

/// <summary>
/// The small graph and the layers of Reference/graph_layers.json, as often side by side as wanted and its rows in any order: a layer's
/// answer for each copy is the reference's, and gradients of parameters are so many times the reference's.
/// </summary>
internal sealed class ReferenceGraph
{
    public static readonly JsonElement Layers = Load("layers"), Graph = Load("graph");
    private readonly int[][] _place; // of row (copy · rows + row) of each space

    public ReferenceGraph(int copies, ulong seed)
    {
        Copies = copies;
        Rows = [.. new[] { "users", "items", "group_count" }.Select(name => copies * Graph.GetProperty(name).GetInt32())];
        _place = [.. Rows.Select((rows, space) => seed == 0 ? [.. Enumerable.Range(0, rows)] : RandomSource.For(seed, "renumber", (ulong)space).Permutation(rows))];
    }

    public int Copies { get; }

    /// <summary>Rows of the spaces: users, items, groups.</summary>
    public int[] Rows { get; }

    /// <summary>Values of one copy's rows, laid out for all copies.</summary>
    public double[][] Spread(double[][] values, int space)
    {
        double[][] all = new double[Rows[space]][];
        for (int i = 0; i < all.Length; i++) all[_place[space][i]] = values[i % values.Length];
        return all;
    }

    /// <summary>The matrix "rows ← neighbours" of a relation.</summary>
    public SparseMatrix Matrix(string relation, EdgeForm form)
    {
        (string edges, string? weights, bool both, bool turned, int rows, int columns) = relation switch
        {
            "friends" => ("friends", null, true, false, 0, 0),
            "friends_weighted" => ("friends", "friend_weights", true, false, 0, 0),
            "follows" => ("follows", null, false, false, 0, 0),
            "followed" => ("follows", null, false, true, 0, 0),
            "buys" => ("buys", null, false, true, 0, 1),
            "buys_weighted" => ("buys", "buy_weights", false, true, 0, 1),
            "items_from_users" => ("buys", null, false, false, 1, 0),
            "items_from_users_weighted" => ("buys", "buy_weights", false, false, 1, 0),
            _ => ("groups", null, false, false, 2, 0),
        };
        int[][] pairs = edges == "groups"
            ? [.. Graph.GetProperty(edges).EnumerateArray().Select((group, user) => new[] { user, group.GetInt32() })]
            : [.. Graph.GetProperty(edges).EnumerateArray().Select(pair => new[] { pair[0].GetInt32(), pair[1].GetInt32() })];
        double[] values = weights is null ? [.. pairs.Select(_ => 1.0)] : [.. Graph.GetProperty(weights).EnumerateArray().Select(value => value.GetDouble())];
        SortedDictionary<(int Row, int Column), double> entries = [];
        for (int copy = 0; copy < Copies; copy++)
            for (int e = 0; e < pairs.Length; e++)
            {
                int At(int end, int space) => _place[space][copy * (Rows[space] / Copies) + pairs[e][end]];
                if (both || !turned) entries[(At(1, rows), At(0, columns))] = values[e];
                if (both || turned) entries[(At(0, rows), At(1, columns))] = values[e];
            }
        int[] starts = new int[Rows[rows] + 1];
        foreach ((int row, _) in entries.Keys) starts[row + 1]++;
        for (int row = 0; row < Rows[rows]; row++) starts[row + 1] += starts[row];
        Adjacency reached = new(Rows[rows], Rows[columns], starts, [.. entries.Keys.Select(entry => entry.Column)],
            weights is null ? null : [.. entries.Values.Select(value => (float)value)], both);
        // Where edges have a direction, the reference takes what arrives for both ends.
        double[] arriving = EdgeForms.RowSums(reached), leaving = edges == "follows" ? arriving : EdgeForms.RowSums(reached.Transposed());
        return EdgeForms.Make(reached, form, arriving, leaving);
    }

    /// <summary>A stored array as rows: a vector is one row, a stack of matrices one matrix under the other.</summary>
    public static double[][] Read(JsonElement array)
    {
        if (array.GetArrayLength() == 0 || array[0].ValueKind == JsonValueKind.Number) return [[.. array.EnumerateArray().Select(value => value.GetDouble())]];
        return array[0][0].ValueKind == JsonValueKind.Number ? [.. array.EnumerateArray().Select(row => Read(row)[0])] : [.. array.EnumerateArray().SelectMany(Read)];
    }

    private static JsonElement Load(string part)
    {
        using Stream stream = typeof(ReferenceGraph).Assembly.GetManifestResourceStream("Reference/graph_layers.json")!;
        return JsonDocument.Parse(stream).RootElement.GetProperty(part);
    }
}

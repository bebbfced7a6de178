using System.Runtime.InteropServices;

namespace CustomerSegmentation;

/// <summary>The edges that newcomers bring to one relation, both ways, by row; newcomers have the rows after the old customers.</summary>
internal sealed class EdgeOverlay
{
    private static readonly List<(int Target, float Weight)> None = [];
    private readonly Dictionary<int, List<(int Target, float Weight)>> _toUsers = [], _fromUsers = [];
    private readonly RepeatedEdges _rule;
    private readonly bool _mirrored;

    /// <param name="mirrored">Whether both ways are the same, as between customers without direction.</param>
    /// <param name="rule">What becomes of an edge that comes more than once.</param>
    public EdgeOverlay(bool mirrored, RepeatedEdges rule)
    {
        (_mirrored, _rule) = (mirrored, rule);
        if (mirrored) _fromUsers = _toUsers;
    }

    /// <summary>No edges yet of a relation.</summary>
    public static EdgeOverlay Of(CarriedRelation relation) => new(relation is { Space: 0, Directed: false }, relation.Repeated);

    /// <summary>Adds an edge that lets a customer hear a target.</summary>
    public void Add(int user, int target, float weight)
    {
        Put(_toUsers, user, target, weight);
        Put(_fromUsers, target, user, weight);
    }

    /// <summary>Sorts the targets of each row and makes repeated ones one; to be called once, after the last edge.</summary>
    public void Sort()
    {
        foreach (List<(int Target, float Weight)> row in _toUsers.Values) Sort(row);
        if (_mirrored) return;
        foreach (List<(int Target, float Weight)> row in _fromUsers.Values) Sort(row);
    }

    /// <summary>What a row hears besides, rising.</summary>
    public List<(int Target, float Weight)> Row(bool toUsers, int row) => Rows(toUsers).GetValueOrDefault(row, None);

    /// <summary>The rows that hear something besides.</summary>
    public Dictionary<int, List<(int Target, float Weight)>> Rows(bool toUsers) => toUsers ? _toUsers : _fromUsers;

    private static void Put(Dictionary<int, List<(int Target, float Weight)>> rows, int row, int target, float weight)
    {
        ref List<(int Target, float Weight)>? list = ref CollectionsMarshal.GetValueRefOrAddDefault(rows, row, out _);
        (list ??= new(1)).Add((target, weight));
    }

    private void Sort(List<(int Target, float Weight)> row)
    {
        if (row.Count == 1) return;
        // The place breaks ties, so that repeated edges keep their order.
        long[] order = new long[row.Count];
        for (int i = 0; i < order.Length; i++) order[i] = (long)row[i].Target << 32 | (uint)i;
        Array.Sort(order);
        (int Target, float Weight)[] edges = [.. row];
        row.Clear();
        foreach (long place in order)
        {
            (int target, float weight) = edges[(int)place];
            if (row.Count > 0 && row[^1].Target == target) row[^1] = (target, Merged(row[^1].Weight, weight));
            else row.Add((target, weight));
        }
    }

    private float Merged(float before, float weight) => _rule switch
    {
        RepeatedEdges.Sum => before + weight,
        RepeatedEdges.Max => Math.Max(before, weight),
        _ => weight,
    };
}

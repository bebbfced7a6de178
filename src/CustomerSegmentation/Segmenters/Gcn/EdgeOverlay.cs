namespace CustomerSegmentation;

/// <summary>The edges that newcomers bring to one relation, both ways, by row; newcomers have the rows after the old customers.</summary>
internal sealed class EdgeOverlay
{
    private static readonly List<(int Target, float Weight)> None = [];
    private readonly Dictionary<int, List<(int Target, float Weight)>> _toUsers = [], _fromUsers = [];
    private readonly bool _mirrored;

    /// <param name="mirrored">Whether both ways are the same, as between customers without direction.</param>
    public EdgeOverlay(bool mirrored)
    {
        _mirrored = mirrored;
        if (mirrored) _fromUsers = _toUsers;
    }

    /// <summary>Whether there is no edge.</summary>
    public bool IsEmpty => _toUsers.Count == 0;

    /// <summary>Adds an edge that lets a customer hear a target, by the rule for repeated ones.</summary>
    public void Add(int user, int target, float weight, RepeatedEdges rule)
    {
        Put(_toUsers, user, target, weight, rule);
        Put(_fromUsers, target, user, weight, rule);
    }

    /// <summary>Sorts the targets of each row; to be called once, after the last edge.</summary>
    public void Sort()
    {
        foreach (List<(int Target, float Weight)> row in _toUsers.Values.Concat(_mirrored ? [] : _fromUsers.Values)) row.Sort((a, b) => a.Target.CompareTo(b.Target));
    }

    /// <summary>What a row hears besides, rising.</summary>
    public List<(int Target, float Weight)> Row(bool toUsers, int row) => (toUsers ? _toUsers : _fromUsers).GetValueOrDefault(row, None);

    private static void Put(Dictionary<int, List<(int Target, float Weight)>> rows, int row, int target, float weight, RepeatedEdges rule)
    {
        if (!rows.TryGetValue(row, out List<(int Target, float Weight)>? list)) rows[row] = list = [];
        int index = list.FindIndex(entry => entry.Target == target);
        if (index < 0) list.Add((target, weight));
        else list[index] = (target, rule switch { RepeatedEdges.Sum => list[index].Weight + weight, RepeatedEdges.Max => Math.Max(list[index].Weight, weight), _ => weight });
    }
}

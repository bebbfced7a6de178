namespace CustomerSegmentation;

/// <summary>Gathers edges while they are read: each distinct end is stored once and known by its number from then on. Not safe to share between threads.</summary>
internal sealed class EdgeBuffer
{
    private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly List<string> _names = [];
    private readonly List<int> _from = [], _to = [];
    private readonly List<double>? _weights;
    private readonly List<long>? _times;

    public EdgeBuffer(bool weights, bool times)
    {
        _lookup = _codes.GetAlternateLookup<ReadOnlySpan<char>>();
        if (weights) _weights = [];
        if (times) _times = [];
    }

    /// <summary>The number of edges so far.</summary>
    public int Count => _from.Count;

    /// <summary>The number of an end; <see cref="EdgeTable.NoEnd"/> for a blank one.</summary>
    public int Code(ReadOnlySpan<char> end)
    {
        if (_lookup.TryGetValue(end, out int code)) return code;
        if (end.IsWhiteSpace()) return EdgeTable.NoEnd;
        return Add(end.ToString());
    }

    /// <summary>The number of an end; <see cref="EdgeTable.NoEnd"/> for null or a blank one.</summary>
    public int Code(string? end)
    {
        if (string.IsNullOrWhiteSpace(end)) return EdgeTable.NoEnd;
        return _codes.TryGetValue(end, out int code) ? code : Add(end);
    }

    /// <summary>Adds an edge; weight and time are kept where the buffer has them.</summary>
    public void Add(int from, int to, double weight, long time)
    {
        _from.Add(from);
        _to.Add(to);
        _weights?.Add(weight);
        _times?.Add(time);
    }

    /// <summary>The edges, with other times than those gathered where they are given.</summary>
    public EdgeTable Build(string source, string fromName, string toName, IReadOnlyList<DataNote> notes, long[]? times = null) =>
        new(source, fromName, toName, [.. _names], [.. _from], [.. _to], _weights?.ToArray(), times ?? _times?.ToArray(), notes);

    private int Add(string end)
    {
        _codes.Add(end, _names.Count);
        _names.Add(end);
        return _names.Count - 1;
    }
}

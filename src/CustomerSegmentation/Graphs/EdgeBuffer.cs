using System.Runtime.InteropServices;

namespace CustomerSegmentation;

/// <summary>Gathers edges while they are read: each distinct end is stored once and known by its number from then on. Not safe to share between threads.</summary>
internal sealed class EdgeBuffer
{
    private const int MostWaiting = 256;
    private readonly EndNames _names = new();
    private readonly List<int> _from = [], _to = [];
    private readonly List<double>? _weights;
    private readonly List<long>? _times;
    private readonly PackedText[] _waiting = new PackedText[MostWaiting]; // short ends of the last edges, not yet looked up
    private readonly int[] _places = new int[MostWaiting];      // twice the edge after _settled, and 1 more for its second end
    private readonly int[] _codes = new int[MostWaiting];
    private int _waitingCount, _settled;                       // edges before _settled have all their numbers

    public EdgeBuffer(bool weights, bool times)
    {
        if (weights) _weights = [];
        if (times) _times = [];
    }

    /// <summary>The number of edges so far.</summary>
    public int Count => _from.Count;

    /// <summary>Adds an edge by its ends, where a blank one is none; weight and time are kept where the buffer has them.</summary>
    public void Add(ReadOnlySpan<char> from, ReadOnlySpan<char> to, double weight, long time)
    {
        if (_waitingCount > MostWaiting - 2) Settle();
        int edge = Count;
        _from.Add(End(from, 2L * edge));
        _to.Add(End(to, 2L * edge + 1));
        _weights?.Add(weight);
        _times?.Add(time);
    }

    /// <summary>The edges, with other times than those gathered where they are given.</summary>
    public EdgeTable Build(string source, string fromName, string toName, IReadOnlyList<DataNote> notes, long[]? times = null)
    {
        Settle();
        return new(source, fromName, toName, [.. _names.Names], [.. _from], [.. _to], _weights?.ToArray(), times ?? _times?.ToArray(), notes);
    }

    private int End(ReadOnlySpan<char> end, long place)
    {
        if (end.IsWhiteSpace()) return EdgeTable.NoEnd;
        if (!PackedText.TryPack(end, out PackedText packed)) return _names.Code(end);
        (_waiting[_waitingCount], _places[_waitingCount++]) = (packed, (int)(place - 2L * _settled));
        return 0;
    }

    private void Settle()
    {
        _names.Codes(_waiting.AsSpan(0, _waitingCount), _codes);
        Span<int> from = CollectionsMarshal.AsSpan(_from)[_settled..], to = CollectionsMarshal.AsSpan(_to)[_settled..];
        for (int i = 0; i < _waitingCount; i++)
            ((_places[i] & 1) == 0 ? from : to)[_places[i] >> 1] = _codes[i];
        (_settled, _waitingCount) = (Count, 0);
    }
}

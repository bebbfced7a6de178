using System.Collections;

namespace CustomerSegmentation;

/// <summary>Who is in which segment, and how sure that is: immutable, safe to share between threads.</summary>
/// <remarks>It comes from <see cref="SegmentationModel.Segment"/>, or from <see cref="Create"/> for a segmenter of your own.</remarks>
public sealed partial class Segmentation : IReadOnlyList<CustomerSegment>
{
    private readonly string[] _segments;
    private readonly string[] _keys;
    private readonly float[] _probabilities;
    private readonly int[] _assigned;
    private readonly SourceOrder _order;
    private readonly Lazy<Dictionary<string, int>> _rows;

    /// <summary>Takes over the arrays; callers have checked probabilities and that keys are unique.</summary>
    /// <param name="segments">The names, <c>[k]</c>.</param>
    /// <param name="keyName">The name of the key column.</param>
    /// <param name="keys">The customers with a segment, <c>[n]</c>.</param>
    /// <param name="probabilities"><c>[n, k]</c>, row by row.</param>
    /// <param name="decision">How probabilities become segments.</param>
    /// <param name="notes">What happened to the data on the way.</param>
    /// <param name="leftOutKeys">Customers who got no segment; they come last in files unless the order of the source is given.</param>
    /// <param name="sourceRows">With <paramref name="allKeys"/>: the row (from 0) of the source of each of <paramref name="keys"/>, ascending, <c>[n]</c>.</param>
    /// <param name="allKeys">The keys of all rows of the source in order; those that are not among <paramref name="keys"/> are the left-out.</param>
    internal Segmentation(
        IReadOnlyList<string> segments, string keyName, string[] keys, float[] probabilities, Decision decision,
        IReadOnlyList<DataNote> notes, IReadOnlyList<string>? leftOutKeys = null, int[]? sourceRows = null, IReadOnlyList<string>? allKeys = null)
        : this([.. segments], keyName, keys, probabilities, decision, notes,
            sourceRows is not null && allKeys is not null ? SourceOrder.Of(sourceRows, allKeys) : SourceOrder.Of(keys, leftOutKeys ?? []))
    {
    }

    private Segmentation(
        string[] segments, string keyName, string[] keys, float[] probabilities, Decision decision, IReadOnlyList<DataNote> notes, SourceOrder order)
    {
        if (segments.Length == 0) throw new SegmentationException("A segmentation needs at least one segment.");
        if (segments.FirstOrDefault(string.IsNullOrWhiteSpace) is not null)
            throw new SegmentationException($"A segment has no name among {Show.List(segments)}. Give each a name.");
        if (segments.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new SegmentationException($"The segment name {Show.Value(twice.Key)} comes twice. Give each segment a name of its own.");
        if (probabilities.Length != (long)keys.Length * segments.Length)
            throw new SegmentationException(
                $"Got {Show.Count(probabilities.Length, "probability value")} for {Show.Count(keys.Length, "customer")} and {Show.Count(segments.Length, "segment")}; expected {(long)keys.Length * segments.Length}, one a customer and segment.");
        decision.Check(segments);
        (_segments, KeyName, _keys, _probabilities, Decision, Notes, _order) = (segments, keyName, keys, probabilities, decision, notes, order);
        _assigned = new int[keys.Length];
        for (int row = 0; row < keys.Length; row++) _assigned[row] = decision.Decide(Row(row).Span);
        Summaries = Summarise();
        _rows = new(() =>
        {
            Dictionary<string, int> rows = new(_keys.Length, StringComparer.Ordinal);
            for (int row = 0; row < _keys.Length; row++) rows[_keys[row]] = row;
            return rows;
        });
    }

    /// <summary>The names of the <c>k</c> segments, in the order of the probability columns.</summary>
    public IReadOnlyList<string> Segments => _segments;

    /// <summary>The number of customers with a segment, <c>n</c>.</summary>
    public int Count => _keys.Length;

    /// <summary>The name of the key column the customers came with.</summary>
    public string KeyName { get; }

    /// <summary>The keys of the customers with a segment, in the order of the input; shape <c>[n]</c>.</summary>
    public IReadOnlyList<string> Keys => _keys;

    /// <summary>The probability of each segment for each customer, row by row; shape <c>[n, k]</c>.</summary>
    public ReadOnlySpan<float> Probabilities => _probabilities;

    /// <summary>The index in <see cref="Segments"/> of each customer's segment; shape <c>[n]</c>.</summary>
    public ReadOnlySpan<int> Assigned => _assigned;

    /// <summary>How probabilities became segments.</summary>
    public Decision Decision { get; }

    /// <summary>Count, share and certainty of each segment, the empty ones included, in the order of <see cref="Segments"/>.</summary>
    public IReadOnlyList<SegmentSummary> Summaries { get; }

    /// <summary>What happened to the customers' data on the way: filled, clipped, unseen, dropped.</summary>
    public IReadOnlyList<DataNote> Notes { get; }

    /// <summary>The keys of the customers who got no segment, for example for a missing value, in the order of the input.</summary>
    public IReadOnlyList<string> LeftOut => _order.LeftOut;

    /// <summary>The customer at a place (from 0).</summary>
    public CustomerSegment this[int index]
    {
        get
        {
            int segment = _assigned[index];
            return new(_keys[index], _segments[segment], _probabilities[index * _segments.Length + segment], Row(index));
        }
    }

    /// <summary>The customer with a key.</summary>
    /// <exception cref="SegmentationException">There is none, or the customer got no segment.</exception>
    public CustomerSegment this[string key]
    {
        get
        {
            if (TryGet(key, out CustomerSegment customer)) return customer;
            throw new SegmentationException(LeftOut.Contains(key)
                ? $"Customer {Show.Value(key)} got no segment: it was left out, see Notes for why. Ask TryGet where that may happen."
                : $"There is no customer {Show.Value(key)} among the {Show.Count(Count, "customer")} of this segmentation. Ask TryGet where that may happen.");
        }
    }

    /// <summary>Finds the customer with a key; false where there is none or it got no segment.</summary>
    public bool TryGet(string key, out CustomerSegment customer)
    {
        ArgumentNullException.ThrowIfNull(key);
        bool found = _rows.Value.TryGetValue(key, out int row);
        customer = found ? this[row] : default;
        return found;
    }

    /// <inheritdoc/>
    public IEnumerator<CustomerSegment> GetEnumerator()
    {
        for (int row = 0; row < Count; row++) yield return this[row];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private ReadOnlyMemory<float> Row(int row) => _probabilities.AsMemory(row * _segments.Length, _segments.Length);

    private SegmentSummary[] Summarise()
    {
        int[] counts = new int[_segments.Length];
        double[] certainties = new double[_segments.Length];
        for (int row = 0; row < _assigned.Length; row++)
        {
            counts[_assigned[row]]++;
            certainties[_assigned[row]] += _probabilities[row * _segments.Length + _assigned[row]];
        }
        return [.. _segments.Select((name, i) => new SegmentSummary(name, counts[i], (double)counts[i] / Count, certainties[i] / counts[i]))];
    }
}

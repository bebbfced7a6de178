using System.Text;

namespace CustomerSegmentation;

/// <summary>
/// Reads the times of edges one by one. Whether the day or the month comes first is decided by all of them, so both readings are kept from the first
/// one on for which it matters.
/// </summary>
internal sealed class EdgeTimeReader(string source, string column, bool? dayFirst)
{
    private const int Longest = 40;
    private readonly List<long> _dayFirst = [];
    private List<long>? _monthFirst;
    private string? _unclear; // the first time whose order matters
    private (int Row, string Text)? _notDayFirst, _notMonthFirst;

    /// <summary>Reads the parts of a moment; false where the text is none.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out DateParts parts)
    {
        parts = default;
        text = text.Trim();
        Span<byte> bytes = stackalloc byte[Longest];
        return text.Length <= Longest && Encoding.UTF8.TryGetBytes(text, bytes, out int length) && TimeText.TryRead(bytes[..length], out parts);
    }

    /// <summary>Adds a row without a time.</summary>
    public void AddMissing() => Add(TimeColumn.Missing, TimeColumn.Missing);

    /// <summary>Adds a row's time; false where it is none.</summary>
    public bool TryAdd(ReadOnlySpan<char> text)
    {
        if (!TryRead(text, out DateParts parts)) return false;
        bool day = parts.TryTicks(true, out long byDay), month = parts.TryTicks(false, out long byMonth);
        if (parts.OrderMatters)
        {
            _unclear ??= text.ToString();
            _monthFirst ??= [.. _dayFirst];
            if (!day) _notDayFirst ??= (_dayFirst.Count + 1, text.ToString());
            if (!month) _notMonthFirst ??= (_dayFirst.Count + 1, text.ToString());
        }
        Add(byDay, byMonth);
        return true;
    }

    /// <exception cref="SegmentationException">Days and months cannot be told apart, or do not fit the order that was given.</exception>
    public long[] Times()
    {
        if (_monthFirst is null) return [.. _dayFirst];
        if (dayFirst is null && _notDayFirst is null == _notMonthFirst is null)
            throw new SegmentationException(
                $"The times in column {Show.Value(column)} of {source}, such as {Show.Value(_unclear)}, do not say whether the day or the month comes first. Give DayFirst.");
        bool byDay = dayFirst ?? _notDayFirst is null;
        if ((byDay ? _notDayFirst : _notMonthFirst) is { } wrong)
            throw new SegmentationException(
                $"Column {Show.Value(column)} of {source} says {Show.Value(wrong.Text)} in data row {wrong.Row}, which is no date with the {(byDay ? "day" : "month")} before the {(byDay ? "month" : "day")}. Correct it, or change DayFirst.");
        return byDay ? [.. _dayFirst] : [.. _monthFirst];
    }

    private void Add(long byDay, long byMonth)
    {
        _dayFirst.Add(byDay);
        _monthFirst?.Add(byMonth);
    }
}

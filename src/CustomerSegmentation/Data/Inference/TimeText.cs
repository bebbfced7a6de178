using System.Text;

namespace CustomerSegmentation;

/// <summary>A date as it is written, before the order of day and month is known.</summary>
/// <param name="First">Year where <paramref name="YearFirst"/>, else the first number.</param>
/// <param name="Second">Month where <paramref name="YearFirst"/>, else the second number.</param>
/// <param name="Third">Day where <paramref name="YearFirst"/>, else the year.</param>
/// <param name="YearFirst">2012-09-04.</param>
/// <param name="DayFixed">Not year first, but the day is known to be the first number: 04.09.2012, 4 Sep 2012.</param>
/// <param name="TimeTicks">The time of day, less the offset to UTC.</param>
internal readonly record struct DateParts(int First, int Second, int Third, bool YearFirst, bool DayFixed, long TimeTicks)
{
    public bool OrderMatters => !YearFirst && !DayFixed;

    /// <summary>The moment in ticks, or false where there is no such day.</summary>
    public bool TryTicks(bool dayFirst, out long ticks)
    {
        (int year, int month, int day) = YearFirst ? (First, Second, Third)
            : DayFixed || dayFirst ? (Third, Second, First) : (Third, First, Second);
        ticks = 0;
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        ticks = new DateTime(year, month, day).Ticks + TimeTicks;
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks;
    }
}

/// <summary>
/// Reads dates and moments: ISO 8601 (<c>2012-09-04</c>, <c>2012-09-04T10:11:12.5+02:00</c>), <c>2012/09/04</c>, <c>04.09.2012</c>, <c>4 Sep 2012</c>,
/// <c>Sep 4, 2012</c>, <c>4-Sep-2012</c>, and <c>04/09/2012</c> or <c>04-09-2012</c>, whose order a whole column decides. A time of day may follow.
/// An offset turns the moment to UTC.
/// </summary>
internal static class TimeText
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] LongMonths =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    public static bool TryRead(ReadOnlySpan<byte> cell, out DateParts parts)
    {
        cell = cell.Trim(" \t"u8);
        parts = default;
        if (cell.Length is < 8 or > 40) return false;
        Cursor at = new(cell);
        if (!TryDate(ref at, out int first, out int second, out int third, out bool yearFirst, out bool dayFixed)) return false;
        long time = 0;
        if (!at.AtEnd)
        {
            if (!at.Take((byte)'T') && !at.Take((byte)' ')) return false;
            while (at.Take((byte)' ')) { }
            if (!TryTime(ref at, out time) || !TryOffset(ref at, out long offset) || !at.AtEnd) return false;
            time -= offset;
        }
        parts = new(first, second, third, yearFirst, dayFixed, time);
        return parts.TryTicks(true, out _) || parts.TryTicks(false, out _);
    }

    private static bool TryDate(ref Cursor at, out int first, out int second, out int third, out bool yearFirst, out bool dayFixed)
    {
        (second, third, yearFirst, dayFixed) = (0, 0, false, false);
        if (!at.Digits(4, out first, out int length))
        {
            // Sep 4, 2012
            dayFixed = true;
            if (!at.Month(out second) || !at.Take((byte)' ') || !at.Digits(2, out first, out _)) return false;
            at.Take((byte)',');
            return at.Take((byte)' ') && at.Digits(4, out third, out int digits) && digits == 4;
        }
        yearFirst = length == 4;
        if (length == 3 || !at.Separator(out byte separator)) return false;
        if (at.Month(out second)) dayFixed = true;
        else if (separator == ' ' || !at.Digits(2, out second, out _)) return false;
        if (dayFixed && yearFirst || !at.Separator(out byte again) || again != separator) return false;
        dayFixed |= separator == '.' && !yearFirst;
        return !(separator == '.' && yearFirst) && at.Digits(4, out third, out int last) && (yearFirst ? last <= 2 : last == 4);
    }

    private static bool TryTime(ref Cursor at, out long ticks)
    {
        ticks = 0;
        if (!at.Digits(2, out int hour, out _) || !at.Take((byte)':') || !at.Digits(2, out int minute, out int two) || two != 2) return false;
        int second = 0;
        long fraction = 0;
        if (at.Take((byte)':'))
        {
            if (!at.Digits(2, out second, out two) || two != 2) return false;
            if (at.Take((byte)'.') && !at.Fraction(out fraction)) return false;
        }
        bool spaced = at.Take((byte)' ');
        if (at.Half(out bool afternoon))
        {
            if (hour is < 1 or > 12) return false;
            hour = hour % 12 + (afternoon ? 12 : 0);
        }
        else if (spaced) at.Back();
        if (hour > 23 || minute > 59 || second > 59) return false;
        ticks = ((hour * 60L + minute) * 60 + second) * TimeSpan.TicksPerSecond + fraction;
        return true;
    }

    private static bool TryOffset(ref Cursor at, out long ticks)
    {
        ticks = 0;
        if (at.AtEnd || at.Take((byte)'Z')) return true;
        at.Take((byte)' ');
        bool west = at.Take((byte)'-');
        if (!west && !at.Take((byte)'+')) return false;
        if (!at.TwoDigits(out int hours)) return false;
        at.Take((byte)':');
        int minutes = 0;
        if (!at.AtEnd && !at.TwoDigits(out minutes)) return false;
        if (hours > 18 || minutes > 59) return false;
        ticks = (hours * 60L + minutes) * TimeSpan.TicksPerMinute * (west ? -1 : 1);
        return true;
    }

    private ref struct Cursor(ReadOnlySpan<byte> rest)
    {
        private ReadOnlySpan<byte> _rest = rest, _before = rest;

        public readonly bool AtEnd => _rest.IsEmpty;

        public bool Take(byte expected)
        {
            if (_rest.IsEmpty || _rest[0] != expected) return false;
            _before = _rest;
            _rest = _rest[1..];
            return true;
        }

        public void Back() => _rest = _before;

        public bool Digits(int most, out int value, out int length)
        {
            (value, length) = (0, 0);
            while (length < _rest.Length && length < most && _rest[length] is >= (byte)'0' and <= (byte)'9') value = value * 10 + _rest[length++] - '0';
            bool longer = length < _rest.Length && _rest[length] is >= (byte)'0' and <= (byte)'9';
            if (length == 0 || longer) return false;
            _rest = _rest[length..];
            return true;
        }

        public bool TwoDigits(out int value)
        {
            value = 0;
            if (_rest.Length < 2 || _rest[0] is < (byte)'0' or > (byte)'9' || _rest[1] is < (byte)'0' or > (byte)'9') return false;
            value = (_rest[0] - '0') * 10 + _rest[1] - '0';
            _rest = _rest[2..];
            return true;
        }

        public bool Fraction(out long ticks)
        {
            ticks = 0;
            int length = 0;
            for (long unit = TimeSpan.TicksPerSecond / 10; length < _rest.Length && _rest[length] is >= (byte)'0' and <= (byte)'9'; length++, unit /= 10)
                ticks += (_rest[length] - '0') * unit; // what is finer than 100 ns falls away
            _rest = _rest[length..];
            return length > 0;
        }

        public bool Separator(out byte separator)
        {
            separator = _rest.IsEmpty ? (byte)0 : _rest[0];
            return separator is (byte)'-' or (byte)'/' or (byte)'.' or (byte)' ' && Take(separator);
        }

        public bool Month(out int month)
        {
            month = 0;
            int length = 0;
            while (length < _rest.Length && char.IsAsciiLetter((char)_rest[length])) length++;
            for (int i = 0; length >= 3 && i < 12; i++)
                if (Ascii.EqualsIgnoreCase(_rest[..length], Months[i]) || Ascii.EqualsIgnoreCase(_rest[..length], LongMonths[i])) month = i + 1;
            if (month > 0) _rest = _rest[length..];
            return month > 0;
        }

        public bool Half(out bool afternoon)
        {
            afternoon = false;
            if (_rest.Length < 2 || !(Ascii.EqualsIgnoreCase(_rest[..2], "am") || Ascii.EqualsIgnoreCase(_rest[..2], "pm"))) return false;
            afternoon = _rest[0] is (byte)'p' or (byte)'P';
            _rest = _rest[2..];
            return true;
        }
    }
}

namespace CustomerSegmentation;

/// <summary>Hashes and compares rows by value, column by column; the same on every machine. Missing equals missing, 0 equals −0.</summary>
internal static class RowHash
{
    private const ulong MissingHash = 0x5851F42D4C957F2D;

    /// <summary>Mixes the column's values into the rows' hashes.</summary>
    public static void Add(Column column, Span<ulong> hashes)
    {
        switch (column)
        {
            case NumberColumn number:
                for (int row = 0; row < hashes.Length; row++) Mix(ref hashes[row], Bits(number.Values[row]));
                break;
            case TimeColumn time:
                for (int row = 0; row < hashes.Length; row++) Mix(ref hashes[row], (ulong)time.Ticks[row]);
                break;
            case YesNoColumn yesNo:
                for (int row = 0; row < hashes.Length; row++) Mix(ref hashes[row], (ulong)yesNo.Values[row]);
                break;
            case CategoryColumn category:
                ulong[] levels = [.. category.Levels.Select(Text)];
                for (int row = 0; row < hashes.Length; row++) Mix(ref hashes[row], category.Codes[row] is >= 0 and int code ? levels[code] : MissingHash);
                break;
            default:
                for (int row = 0; row < hashes.Length; row++) Mix(ref hashes[row], column.Text(row) is { } text ? Text(text) : MissingHash);
                break;
        }
    }

    /// <summary>Whether two rows hold the same value.</summary>
    public static bool Same(Column column, int a, int b) => column switch
    {
        NumberColumn number => Bits(number.Values[a]) == Bits(number.Values[b]),
        TimeColumn time => time.Ticks[a] == time.Ticks[b],
        YesNoColumn yesNo => yesNo.Values[a] == yesNo.Values[b],
        CategoryColumn category => category.Codes[a] == category.Codes[b],
        _ => string.Equals(column.Text(a), column.Text(b), StringComparison.Ordinal),
    };

    /// <summary>FNV-1a over the characters, mixed.</summary>
    public static ulong Text(string text)
    {
        ulong hash = 14695981039346656037;
        foreach (char c in text) hash = (hash ^ c) * 1099511628211;
        Mix(ref hash, (ulong)text.Length);
        return hash;
    }

    /// <summary>Mixes a value into a hash; the order of values matters.</summary>
    public static void Mix(ref ulong hash, ulong value)
    {
        ulong z = hash * 0x9E3779B97F4A7C15 + value;
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
        z = (z ^ z >> 27) * 0x94D049BB133111EB;
        hash = z ^ z >> 31;
    }

    private static ulong Bits(double value) => double.IsNaN(value) ? MissingHash : BitConverter.DoubleToUInt64Bits(value + 0.0);
}

namespace CustomerSegmentation;

/// <summary>A text of at most 16 characters of a byte each, none of them NUL, side by side: equal where the texts are.</summary>
/// <param name="First">The first eight characters.</param>
/// <param name="Second">The others.</param>
internal readonly record struct PackedText(ulong First, ulong Second)
{
    private const int Half = sizeof(ulong);

    /// <summary>Packs a text; false where it is too long or has other characters.</summary>
    public static bool TryPack(ReadOnlySpan<char> text, out PackedText packed)
    {
        packed = default;
        if (text.Length > 2 * Half) return false;
        bool fits = true;
        packed = text.Length <= Half ? new(Pack(text, ref fits), 0) : new(Pack(text[..Half], ref fits), Pack(text[Half..], ref fits));
        return fits;
    }

    /// <summary>64 bits that differ all over where texts differ in a digit.</summary>
    public ulong Hash()
    {
        ulong hash = First ^ Second * 0x9E3779B97F4A7C15;
        hash = (hash ^ hash >> 32) * 0xBF58476D1CE4E5B9;
        return (hash ^ hash >> 29) * 0x94D049BB133111EB;
    }

    /// <summary>The text.</summary>
    public override string ToString()
    {
        Span<char> text = stackalloc char[2 * Half];
        return text[Unpack(First, text, Unpack(Second, text, text.Length))..].ToString();
    }

    private static ulong Pack(ReadOnlySpan<char> text, ref bool fits)
    {
        ulong packed = 0;
        foreach (char c in text)
        {
            fits &= c is not '\0' and <= '\u00ff';
            packed = packed << 8 | (byte)c;
        }
        return packed;
    }

    private static int Unpack(ulong packed, Span<char> text, int start)
    {
        for (; packed != 0; packed >>= 8) text[--start] = (char)(packed & 255);
        return start;
    }
}

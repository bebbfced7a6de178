using System.Globalization;
using System.Text;

namespace CustomerSegmentation;

/// <summary>Text in fixed-width columns: made harmless, measured, shortened, wrapped. East Asian wide characters and emoji count as two.</summary>
internal static class CellText
{
    // A user's text may pile any number of marks on one letter; beyond this many code units a letter is replaced.
    private const int LongestElement = 16;

    /// <summary>The text on one line: control, bidirectional and line characters escaped, broken surrogates replaced.</summary>
    public static string Clean(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~')) return text;
        StringBuilder clean = new(text.Length);
        for (int at = 0, length; at < text.Length; at += length)
        {
            length = StringInfo.GetNextTextElementLength(text, at);
            if (length > LongestElement)
            {
                clean.Append('\ufffd');
                continue;
            }
            foreach (Rune rune in text.AsSpan(at, length).EnumerateRunes()) Append(clean, rune);
        }
        return clean.ToString();
    }

    /// <summary>How many columns of a terminal the (clean) text takes.</summary>
    public static int Width(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~')) return text.Length;
        int width = 0;
        for (int at = 0, length; at < text.Length; at += length)
        {
            length = StringInfo.GetNextTextElementLength(text, at);
            width += ElementWidth(text.AsSpan(at, length));
        }
        return width;
    }

    /// <summary>The text, or its beginning and "…" where it is wider than <paramref name="width"/>.</summary>
    public static string Shorten(string text, int width)
    {
        if (Width(text) <= width) return text;
        return text[..Head(text, 0, width - 1, out _)] + "…";
    }

    /// <summary>Lines no wider than <paramref name="width"/>, broken at spaces where there are any, inside a word where there are none.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        int start = 0;
        while (true)
        {
            int end = Head(text, start, width, out bool all);
            if (all)
            {
                yield return text[start..];
                yield break;
            }
            if (end == start) end = start + StringInfo.GetNextTextElementLength(text, start); // wider than the column: rather too wide than endless
            int space = text[end] == ' ' ? end : text.LastIndexOf(' ', end - 1, end - start);
            if (space > start) end = space;
            yield return text[start..end].TrimEnd(' ');
            start = end;
            while (start < text.Length && text[start] == ' ') start++;
            if (start == text.Length) yield break;
        }
    }

    /// <summary>The text filled up with spaces to a width, on the left (numbers) or on the right.</summary>
    public static string Pad(string text, int width, bool right)
    {
        string spaces = new(' ', Math.Max(0, width - Width(text)));
        return right ? spaces + text : text + spaces;
    }

    /// <summary>Where the part of the text from <paramref name="start"/> that fits a width ends.</summary>
    private static int Head(string text, int start, int width, out bool all)
    {
        int at = start;
        while (at < text.Length)
        {
            int length = StringInfo.GetNextTextElementLength(text, at);
            width -= ElementWidth(text.AsSpan(at, length));
            if (width < 0) break;
            at += length;
        }
        all = at == text.Length;
        return at;
    }

    private static void Append(StringBuilder clean, Rune rune)
    {
        _ = rune.Value switch
        {
            '\t' => clean.Append("\\t"),
            '\n' => clean.Append("\\n"),
            '\r' => clean.Append("\\r"),
            0x2028 or 0x2029 or (>= 0x202a and <= 0x202e) or (>= 0x2066 and <= 0x2069) => clean.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
            _ when Rune.IsControl(rune) => clean.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
            _ => clean.Append(rune.ToString()),
        };
    }

    private static int ElementWidth(ReadOnlySpan<char> element)
    {
        int width = 0;
        foreach (Rune rune in element.EnumerateRunes()) width = Math.Max(width, RuneWidth(rune));
        return width;
    }

    private static int RuneWidth(Rune rune) => rune.Value switch
    {
        < 0x300 => 1,
        // The blocks that Unicode's EastAsianWidth.txt marks W or F, roughly.
        (>= 0x1100 and <= 0x115f) or (>= 0x2e80 and <= 0x303e) or (>= 0x3041 and <= 0xa4cf) or (>= 0xa960 and <= 0xa97c)
            or (>= 0xac00 and <= 0xd7a3) or (>= 0xf900 and <= 0xfaff) or (>= 0xfe30 and <= 0xfe6f) or (>= 0xff01 and <= 0xff60)
            or (>= 0xffe0 and <= 0xffe6) or (>= 0x1f300 and <= 0x1faff) or (>= 0x20000 and <= 0x3fffd) => 2,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format ? 0 : 1,
    };
}

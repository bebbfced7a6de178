using System.Globalization;
using System.Text;

namespace CustomerSegmentation;

/// <summary>Which encoding a CSV is in: what its byte-order mark says, else UTF-8, or what the caller says; never a guess.</summary>
internal static class CsvEncoding
{
    private static readonly (byte[] Mark, Encoding Encoding)[] Marks =
    [
        ([0xEF, 0xBB, 0xBF], Encoding.UTF8), ([0xFF, 0xFE, 0, 0], Encoding.UTF32), ([0, 0, 0xFE, 0xFF], new UTF32Encoding(true, true)),
        ([0xFF, 0xFE], Encoding.Unicode), ([0xFE, 0xFF], Encoding.BigEndianUnicode),
    ];

    /// <summary>The encoding, strict, and the length of the mark to skip.</summary>
    public static (Encoding Encoding, int Mark) Choose(string name, ReadOnlySpan<byte> head, Encoding? given)
    {
        foreach ((byte[] mark, Encoding marked) in Marks)
        {
            if (!head.StartsWith(mark)) continue;
            if (given is not null && given.CodePage != marked.CodePage)
                throw new SegmentationException(
                    $"{name} starts with the byte-order mark of {marked.WebName}, but Encoding says {given.WebName}. Leave Encoding out, or give {marked.WebName}.");
            return (Strict(marked), mark.Length);
        }
        if (given is { CodePage: 1200 or 1201 or 12000 or 12001 } && head.Length > 0 && !head.Contains((byte)0) && IsUtf8(head))
            throw new SegmentationException($"{name} is not {given.WebName}, as Encoding says: it has no NUL byte and is valid UTF-8. Leave Encoding out.");
        return (Strict(given ?? Encoding.UTF8), 0);
    }

    public static SegmentationException Invalid(string name, Encoding encoding, bool given, DecoderFallbackException error, long offset, long line)
    {
        string bytes = string.Join(" ", (error.BytesUnknown ?? []).Select(b => "0x" + b.ToString("X2", CultureInfo.InvariantCulture)));
        string remedy = given
            ? "Give the encoding the file was saved in, or leave Encoding out for UTF-8."
            : "Give Encoding the one it was saved in, for example Encoding.Latin1, or Windows-1252 by CodePagesEncodingProvider.Instance.GetEncoding(1252); or save the file as UTF-8.";
        return new($"{name} is not valid {encoding.WebName}: the bytes {bytes} at byte {offset.ToString(CultureInfo.InvariantCulture)}, line {line}. {remedy}", error);
    }

    private static Encoding Strict(Encoding encoding)
    {
        Encoding strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        return strict;
    }

    private static bool IsUtf8(ReadOnlySpan<byte> head)
    {
        // The block may end inside a character.
        for (int cut = 0; cut < 4 && cut < head.Length; cut++)
            if (System.Text.Unicode.Utf8.IsValid(head[..^cut])) return true;
        return false;
    }
}

/// <summary>Notices that a file said to be in a one-byte encoding, in which every byte is valid, is UTF-8 throughout.</summary>
internal sealed class Utf8Watch(string name, Encoding given)
{
    private readonly Decoder _decoder = new UTF8Encoding(false, true).GetDecoder();
    private readonly char[] _chars = new char[CsvSource.BlockSize + 4];
    private bool _valid = true, _beyondAscii;

    public void See(ReadOnlySpan<byte> bytes, bool last)
    {
        if (!_valid) return;
        _beyondAscii |= bytes.ContainsAnyExceptInRange((byte)0, (byte)127);
        try
        {
            if (_beyondAscii) _decoder.GetChars(bytes, _chars, last);
        }
        catch (DecoderFallbackException)
        {
            _valid = false;
        }
        if (last && _valid && _beyondAscii)
            throw new SegmentationException(
                $"{name} is UTF-8 throughout, but Encoding says {given.WebName}, which would turn its accented letters into others. Leave Encoding out.");
    }
}

namespace CustomerSegmentation;

/// <summary>The layout of a model file, version 1; <c>docs/model-file.md</c> describes it byte by byte. All numbers are little-endian.</summary>
internal static class ModelFormat
{
    /// <summary>The newest version this library reads, and the one it writes.</summary>
    public const int Version = 1;

    /// <summary>Magic (8), version (4), features (4), total length (8), section count (4), signature length (4).</summary>
    public const int HeaderLength = 32;

    /// <summary>Name (32, zero-padded ASCII), offset (8), length (8).</summary>
    public const int EntryLength = NameLength + 16;

    /// <summary>The longest name of a section.</summary>
    public const int NameLength = 32;

    /// <summary>The most sections a file may have.</summary>
    public const int MaxSections = 1024;

    /// <summary>The longest signature: the largest curves need 132 bytes (P-521) or 142 (explicit 571-bit curves).</summary>
    public const int MaxSignatureLength = 256;

    /// <summary>SHA-256 over everything before it.</summary>
    public const int ChecksumLength = 32;

    /// <summary>
    /// Like PNG's: the first byte is no ASCII and the line ends show a file that was sent as text.
    /// </summary>
    public static ReadOnlySpan<byte> Magic => [0x89, (byte)'C', (byte)'S', (byte)'E', (byte)'G', (byte)'\r', (byte)'\n', 0x1A];
}

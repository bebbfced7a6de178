using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CustomerSegmentation;

/// <summary>
/// Reads the layout of <see cref="ModelFormat"/> from front to back. Every size is checked before anything is allocated for it, and a
/// buffer grows only with what was really read: a length in a file is never believed.
/// </summary>
internal sealed class ModelFileReader : IDisposable
{
    private const int FirstBuffer = 1 << 16;

    private readonly Stream _stream;
    private readonly string _source;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _read;

    private ModelFileReader(Stream stream, string source) => (_stream, _source) = (stream, source);

    public static ModelFile Read(Stream stream, ModelLoadOptions options, string source)
    {
        using ModelFileReader reader = new(stream, source);
        try
        {
            return reader.Read(options);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SegmentationException(
                $"Reading the {source} failed after {Show.Count(reader._read, "byte")}: {failure.Message} Try again, or get the file anew.", failure);
        }
    }

    public void Dispose() => _hash.Dispose();

    private ModelFile Read(ModelLoadOptions options)
    {
        Header header = ReadHeader(options);
        Entry[] entries = ReadEntries(header);
        ModelSection[] sections = new ModelSection[entries.Length];
        for (int i = 0; i < sections.Length; i++)
            sections[i] = new(entries[i].Name, Take(entries[i].Length, header.TotalLength));

        byte[] signedHash = _hash.GetCurrentHash();
        byte[] signature = Take(header.SignatureLength, header.TotalLength);
        byte[] expected = _hash.GetHashAndReset();
        byte[] checksum = Take(ModelFormat.ChecksumLength, header.TotalLength);
        if (!checksum.AsSpan().SequenceEqual(expected))
            throw Damaged("its checksum does not match its content");
        if (_stream.ReadByte() >= 0)
            throw Damaged($"more bytes follow after its end at {Show.Count(header.TotalLength, "byte")}");
        Verify(options.VerificationKey, signedHash, signature);
        return new(_source, header.Version, signature.Length > 0, sections);
    }

    private Header ReadHeader(ModelLoadOptions options)
    {
        byte[] bytes = new byte[ModelFormat.HeaderLength];
        int count = Fill(bytes);
        if (count == 0)
            throw new SegmentationException($"The {_source} is empty. Get the file anew, or save the model again.");
        int known = Math.Min(count, ModelFormat.Magic.Length);
        if (!bytes.AsSpan(0, known).SequenceEqual(ModelFormat.Magic[..known]))
            throw new SegmentationException(
                $"The {_source} is no model file of CustomerSegmentation: its first bytes are {Convert.ToHexString(bytes, 0, known)}, " +
                $"expected {Convert.ToHexString(ModelFormat.Magic)}. Give a file that a model's Save wrote, transferred as binary.");
        if (count < bytes.Length)
            throw Truncated(null);
        _hash.AppendData(bytes);

        Header header = new(
            BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(8)),
            BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(16)),
            BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(24)),
            BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(28)));
        // Before anything else of the layout is believed: a later version may have another.
        if (header.Version > ModelFormat.Version)
            throw new SegmentationException(
                $"The {_source} has format version {header.Version}, this version of the library reads up to {ModelFormat.Version}. " +
                "Update the CustomerSegmentation package, or save the model with this version. (A damaged file can look like this too.)");
        if (header.Version < 1)
            throw Damaged($"it has format version {header.Version}, expected 1 to {ModelFormat.Version}");
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(12)) is not 0 and uint features)
            throw new SegmentationException(
                $"The {_source} uses features (0x{features:x8}) that this version of the library does not know. " +
                "Update the CustomerSegmentation package. (A damaged file can look like this too.)");
        CheckSizes(header, options);
        return header;
    }

    private void CheckSizes(Header header, ModelLoadOptions options)
    {
        if (header.SectionCount is < 0 or > ModelFormat.MaxSections)
            throw Damaged($"it claims {header.SectionCount} sections, expected 0 to {ModelFormat.MaxSections}");
        if (header.SignatureLength is < 0 or > ModelFormat.MaxSignatureLength)
            throw Damaged($"it claims a signature of {header.SignatureLength} bytes, expected 0 to {ModelFormat.MaxSignatureLength}");
        long least = ModelFormat.HeaderLength + header.SectionCount * ModelFormat.EntryLength + header.SignatureLength + ModelFormat.ChecksumLength;
        if (header.TotalLength < least)
            throw Damaged($"it claims a length of {header.TotalLength} bytes, expected at least {least}");
        if (header.TotalLength > options.MaximumSize)
            throw new SegmentationException(
                $"The {_source} claims a length of {header.TotalLength} bytes, more than the {options.MaximumSize} that are accepted. " +
                $"If it is a model you trust, raise {nameof(ModelLoadOptions)}.{nameof(ModelLoadOptions.MaximumSize)}; else it is damaged.");
        if (!_stream.CanSeek) return;
        long there = _read + _stream.Length - _stream.Position;
        if (there < header.TotalLength) throw Truncated(header.TotalLength, there);
        if (there > header.TotalLength) throw Damaged($"it is {Show.Count(there, "byte")} long, expected {header.TotalLength}");
    }

    private Entry[] ReadEntries(Header header)
    {
        byte[] table = Take(header.SectionCount * ModelFormat.EntryLength, header.TotalLength);
        Entry[] entries = new Entry[header.SectionCount];
        HashSet<string> names = new(StringComparer.Ordinal);
        long offset = _read, end = header.TotalLength - ModelFormat.ChecksumLength - header.SignatureLength;
        for (int i = 0; i < entries.Length; i++)
        {
            ReadOnlySpan<byte> bytes = table.AsSpan(i * ModelFormat.EntryLength, ModelFormat.EntryLength);
            string name = Encoding.Latin1.GetString(bytes[..ModelFormat.NameLength]).TrimEnd('\0');
            long start = BinaryPrimitives.ReadInt64LittleEndian(bytes[ModelFormat.NameLength..]);
            long length = BinaryPrimitives.ReadInt64LittleEndian(bytes[(ModelFormat.NameLength + 8)..]);
            if (!ModelSection.IsName(name)) throw Damaged($"section {i + 1} has the name {Show.Value(name)}, expected a–z, 0–9, '.', '-'");
            if (!names.Add(name)) throw Damaged($"two sections have the name {Show.Value(name)}");
            if (start != offset) throw Damaged($"section {Show.Value(name)} starts at byte {start}, expected {offset}");
            if (length < 0 || length > end - offset) // never start + length, which may overflow
                throw Damaged($"section {Show.Value(name)} claims {length} bytes, where {end - offset} are left");
            if (length > Array.MaxLength)
                throw new SegmentationException($"Section {Show.Value(name)} of the {_source} has {length} bytes, more than the {Array.MaxLength} that can be read.");
            entries[i] = new(name, length);
            offset += length;
        }
        return offset == end ? entries : throw Damaged($"its sections end at byte {offset}, expected {end}");
    }

    private void Verify(ECDsa? key, byte[] hash, byte[] signature)
    {
        if (key is null) return;
        if (signature.Length == 0)
            throw new SegmentationException(
                $"The {_source} carries no signature, but one is demanded. Sign it when saving ({nameof(ModelSaveOptions)}.{nameof(ModelSaveOptions.SigningKey)}), " +
                $"or load it without a {nameof(ModelLoadOptions.VerificationKey)} if you trust where it comes from.");
        bool valid;
        try
        {
            valid = key.VerifyHash(hash, signature, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        catch (CryptographicException)
        {
            valid = false;
        }
        if (!valid)
            throw new SegmentationException(
                $"The signature of the {_source} was not made by the demanded key, or the file was changed after it was signed. " +
                "Do not use it: get the file from whoever holds the key, or give the key that belongs to it.");
    }

    /// <summary>The next bytes, in a buffer that grows with what arrives: a stream that ends early has cost no more than it held.</summary>
    private byte[] Take(long length, long total)
    {
        // A length that was checked against the stream's own is allocated at once.
        byte[] bytes = new byte[_stream.CanSeek ? length : Math.Min(length, FirstBuffer)];
        int count = 0;
        while (true)
        {
            count += Fill(bytes.AsSpan(count));
            if (count < bytes.Length) throw Truncated(total);
            if (count == length) break;
            Array.Resize(ref bytes, (int)Math.Min(length, 2L * count));
        }
        _hash.AppendData(bytes);
        return bytes;
    }

    private int Fill(Span<byte> bytes)
    {
        int count = 0;
        while (count < bytes.Length)
        {
            int step = _stream.Read(bytes[count..]);
            if (step <= 0) break;
            count += step;
            _read += step;
        }
        return count;
    }

    private SegmentationException Truncated(long? expected, long? there = null) => Damaged(
        $"it ends after {Show.Count(there ?? _read, "byte")}{(expected is null ? ", inside its header" : $", expected {expected}")}");

    private SegmentationException Damaged(string what) => new(
        $"The {_source} is damaged: {what}. Get the file anew, or save the model again.");

    private readonly record struct Header(int Version, long TotalLength, int SectionCount, int SignatureLength);

    private readonly record struct Entry(string Name, long Length);
}

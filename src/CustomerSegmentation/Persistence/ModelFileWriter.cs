using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CustomerSegmentation;

/// <summary>Writes the layout of <see cref="ModelFormat"/>: the same sections give the same bytes (signatures differ, as ECDSA's do).</summary>
internal static class ModelFileWriter
{
    private const DSASignatureFormat Signature = DSASignatureFormat.IeeeP1363FixedFieldConcatenation;

    public static void Write(Stream stream, IReadOnlyList<ModelSection> sections, ModelSaveOptions options)
    {
        if (sections.Count > ModelFormat.MaxSections)
            throw new ArgumentException($"{sections.Count} sections are more than the {ModelFormat.MaxSections} a model file may have.", nameof(sections));
        if (sections.Select(section => section.Name).Distinct(StringComparer.Ordinal).Count() != sections.Count)
            throw new ArgumentException("Two sections have the same name.", nameof(sections));
        int signatureLength = options.SigningKey?.GetMaxSignatureSize(Signature) ?? 0;
        if (signatureLength > ModelFormat.MaxSignatureLength)
            throw new SegmentationException($"The signing key of {options.SigningKey!.KeySize} bits is too large. Use a curve such as P-256.");

        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Put(Head(sections, signatureLength));
        foreach (ModelSection section in sections) Put(section.Data.Span);
        if (options.SigningKey is { } key) Put(Sign(key, hash.GetCurrentHash()));
        stream.Write(hash.GetHashAndReset());

        void Put(ReadOnlySpan<byte> bytes)
        {
            hash.AppendData(bytes);
            stream.Write(bytes);
        }
    }

    private static byte[] Head(IReadOnlyList<ModelSection> sections, int signatureLength)
    {
        byte[] head = new byte[ModelFormat.HeaderLength + sections.Count * ModelFormat.EntryLength];
        long offset = head.Length;
        for (int i = 0; i < sections.Count; i++)
        {
            Span<byte> entry = head.AsSpan(ModelFormat.HeaderLength + i * ModelFormat.EntryLength, ModelFormat.EntryLength);
            Encoding.ASCII.GetBytes(sections[i].Name, entry);
            BinaryPrimitives.WriteInt64LittleEndian(entry[ModelFormat.NameLength..], offset);
            BinaryPrimitives.WriteInt64LittleEndian(entry[(ModelFormat.NameLength + 8)..], sections[i].Data.Length);
            offset += sections[i].Data.Length;
        }
        ModelFormat.Magic.CopyTo(head);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(8), ModelFormat.Version);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(12), 0);
        BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(16), offset + signatureLength + ModelFormat.ChecksumLength);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(24), sections.Count);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(28), signatureLength);
        return head;
    }

    private static byte[] Sign(ECDsa key, byte[] hash)
    {
        try
        {
            return key.SignHash(hash, Signature);
        }
        catch (CryptographicException failure)
        {
            throw new SegmentationException($"The model cannot be signed: {failure.Message} Give a key that holds its private part.", failure);
        }
    }
}

using System.Security.Cryptography;
using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class SignedModelFileTests : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa _other = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    [Fact]
    public void A_file_signed_with_the_demanded_key_loads()
    {
        ModelFile file = SmallModelFile.Read(SmallModelFile.Bytes(_key), new() { VerificationKey = PublicPart(_key) });
        Assert.True(file.IsSigned);
        Assert.Equal("Segment", file.Settings("plan").Text("label"));
    }

    [Theory]
    [InlineData(256)]
    [InlineData(384)]
    [InlineData(521)]
    public void Every_curve_of_the_base_class_library_signs(int bits)
    {
        using ECDsa key = ECDsa.Create(bits switch { 256 => ECCurve.NamedCurves.nistP256, 384 => ECCurve.NamedCurves.nistP384, _ => ECCurve.NamedCurves.nistP521 });
        Assert.True(SmallModelFile.Read(SmallModelFile.Bytes(key), new() { VerificationKey = key }).IsSigned);
    }

    [Fact]
    public void Another_key_is_refused() => Assert.Equal(
        "The signature of the model stream was not made by the demanded key, or the file was changed after it was signed. " +
        "Do not use it: get the file from whoever holds the key, or give the key that belongs to it.",
        SmallModelFile.Refusal(SmallModelFile.Bytes(_key), new() { VerificationKey = _other }));

    [Fact]
    public void A_key_of_another_curve_is_refused()
    {
        using ECDsa larger = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Assert.Contains("was not made by the demanded key", SmallModelFile.Refusal(SmallModelFile.Bytes(_key), new() { VerificationKey = larger }), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unsigned_file_is_refused_where_a_signature_is_demanded() => Assert.Equal(
        "The model stream carries no signature, but one is demanded. Sign it when saving (ModelSaveOptions.SigningKey), " +
        "or load it without a VerificationKey if you trust where it comes from.",
        SmallModelFile.Refusal(SmallModelFile.Bytes(), new() { VerificationKey = _key }));

    [Fact]
    public void A_signed_file_loads_where_nothing_is_demanded() => Assert.True(SmallModelFile.Read(SmallModelFile.Bytes(_key)).IsSigned);

    [Fact]
    public void Any_byte_changed_after_signing_is_refused_even_with_the_right_checksum()
    {
        byte[] bytes = SmallModelFile.Bytes(_key);
        for (int at = 0; at < bytes.Length - 32; at++)
            SmallModelFile.Refusal(SmallModelFile.Forged(bytes, forged => forged[at] ^= 1), new() { VerificationKey = _key });
    }

    [Fact]
    public void Any_bit_of_a_signed_file_flipped_is_refused_without_a_key_too()
    {
        byte[] bytes = SmallModelFile.Bytes(_key);
        for (int bit = 0; bit < 8 * bytes.Length; bit++)
        {
            byte[] flipped = [.. bytes];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            SmallModelFile.Refusal(flipped);
        }
    }

    [Fact]
    public void A_signature_taken_out_is_missed()
    {
        byte[] bytes = SmallModelFile.Bytes(_key);
        int signature = _key.GetMaxSignatureSize(DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        byte[] stripped = SmallModelFile.Forged([.. bytes[..^(32 + signature)], .. bytes[^32..]], forged =>
        {
            BitConverter.GetBytes((long)forged.Length).CopyTo(forged, 16);
            BitConverter.GetBytes(0).CopyTo(forged, 28);
        });
        Assert.False(SmallModelFile.Read(stripped).IsSigned);
        Assert.Contains("carries no signature", SmallModelFile.Refusal(stripped, new() { VerificationKey = _key }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_public_key_cannot_sign()
    {
        using ECDsa key = PublicPart(_key);
        string message = Assert.Throws<SegmentationException>(() => SmallModelFile.Bytes(key)).Message;
        Assert.StartsWith("The model cannot be signed: ", message, StringComparison.Ordinal);
        Assert.EndsWith(" Give a key that holds its private part.", message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _key.Dispose();
        _other.Dispose();
    }

    private static ECDsa PublicPart(ECDsa key) => ECDsa.Create(key.ExportParameters(includePrivateParameters: false));
}

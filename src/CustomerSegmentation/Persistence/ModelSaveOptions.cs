using System.Security.Cryptography;

namespace CustomerSegmentation;

/// <summary>How a model is saved.</summary>
public sealed record ModelSaveOptions
{
    /// <summary>
    /// The private key that signs the file, so that <see cref="ModelLoadOptions.VerificationKey"/> can demand that it comes from the
    /// holder of this key; null (the default) leaves it unsigned. ECDSA over SHA-256, on any curve (P-256 is the usual one). The
    /// caller keeps and disposes the key.
    /// </summary>
    public ECDsa? SigningKey { get; init; }
}

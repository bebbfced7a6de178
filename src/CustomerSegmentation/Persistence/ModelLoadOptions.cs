using System.Security.Cryptography;

namespace CustomerSegmentation;

/// <summary>How a model is loaded, and what is accepted.</summary>
public sealed record ModelLoadOptions
{
    /// <summary>
    /// The public key of whoever may make models. Where it is set, a file that is unsigned, or signed with another key, is refused.
    /// Null (the default) demands nothing: a signature that is there is not looked at. Without it nothing proves where a file comes
    /// from; its checksum only finds damage. The caller keeps and disposes the key.
    /// </summary>
    public ECDsa? VerificationKey { get; init; }

    /// <summary>How preparation steps are read back; by default the built-in ones. Add an application's own with its <c>With</c>.</summary>
    public TransformerTypes Transformers { get; init; } = TransformerTypes.Default;

    /// <summary>The largest file that is accepted, in bytes; 2 GiB by default. A larger one is refused before it is read.</summary>
    public long MaximumSize { get; init; } = 2L << 30;
}

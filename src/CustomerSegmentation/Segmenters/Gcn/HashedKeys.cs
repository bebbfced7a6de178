using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CustomerSegmentation;

/// <summary>
/// Keys that can be recognised but not read: the first 64 bits of SHA-256 over a salt and the key. Who has the salt and a list of likely
/// keys can still try them, so a model file with a graph stays personal data.
/// </summary>
internal sealed class HashedKeys
{
    [ThreadStatic]
    private static IncrementalHash? _sha;

    private readonly byte[] _salt;
    private readonly Dictionary<ulong, int> _rows;

    private HashedKeys(byte[] salt, ulong[] hashes)
    {
        (_salt, Hashes, _rows) = (salt, hashes, new(hashes.Length));
        for (int row = 0; row < hashes.Length; row++) _rows.TryAdd(hashes[row], row);
    }

    /// <summary>The hash of each row's key.</summary>
    public ulong[] Hashes { get; }

    public ReadOnlySpan<byte> Salt => _salt;

    /// <summary>Whether no two keys share a hash.</summary>
    public bool Distinct => _rows.Count == Hashes.Length;

    /// <summary>Hashes keys with a salt from the seed; another salt is taken in the rare case that two keys meet.</summary>
    public static HashedKeys Of(IReadOnlyList<string> keys, ulong seed)
    {
        for (ulong attempt = 0; ; attempt++)
        {
            byte[] salt = new byte[16];
            RandomSource random = RandomSource.For(seed, "key salt", attempt);
            BinaryPrimitives.WriteUInt64LittleEndian(salt, random.NextUInt64());
            BinaryPrimitives.WriteUInt64LittleEndian(salt.AsSpan(8), random.NextUInt64());
            ulong[] hashes = new ulong[keys.Count];
            for (int row = 0; row < hashes.Length; row++) hashes[row] = Hash(salt, keys[row]);
            HashedKeys made = new(salt, hashes);
            if (made.Distinct) return made;
        }
    }

    /// <summary>Takes back what a file kept.</summary>
    public static HashedKeys Read(byte[] salt, ulong[] hashes) => new(salt, hashes);

    /// <summary>The row of a key, −1 where it is unknown.</summary>
    public int Row(string key) => _rows.GetValueOrDefault(Hash(_salt, key), -1);

    private static ulong Hash(byte[] salt, string key)
    {
        int most = salt.Length + Encoding.UTF8.GetMaxByteCount(key.Length);
        Span<byte> text = most <= 512 ? stackalloc byte[512] : new byte[most], hash = stackalloc byte[SHA256.HashSizeInBytes];
        salt.CopyTo(text);
        int length = salt.Length + Encoding.UTF8.GetBytes(key, text[salt.Length..]);
        _sha ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256); // kept, since making one costs as much as hashing
        _sha.AppendData(text[..length]);
        _sha.GetHashAndReset(hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }
}

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Xunit;

namespace CustomerSegmentation.Tests;

/// <summary>A small container with a JSON, a tensor and an empty section, and the means to damage it.</summary>
internal static class SmallModelFile
{
    public static IReadOnlyList<ModelSection> Sections { get; } =
    [
        ModelSection.FromJson("plan", new JsonObject { ["label"] = "Segment", ["mean"] = 0.1, ["levels"] = new JsonArray("a", "ä", "客") }),
        TensorSection.Write("weights", [new("w", [2, 3], [1, 2, 3, 4, 5, float.Epsilon]), new("b", [0], []), new("s", [], [float.NaN])]),
        new("empty", ReadOnlyMemory<byte>.Empty),
    ];

    public static byte[] Bytes(ECDsa? key = null)
    {
        using MemoryStream stream = new();
        ModelFile.Write(stream, Sections, new() { SigningKey = key });
        return stream.ToArray();
    }

    public static ModelFile Read(byte[] bytes, ModelLoadOptions? options = null) => ModelFile.Read(new MemoryStream(bytes), options);

    public static string Refusal(byte[] bytes, ModelLoadOptions? options = null) =>
        Assert.Throws<SegmentationException>(() => Read(bytes, options)).Message;

    /// <summary>The bytes changed and, as an attacker would, given the right checksum again.</summary>
    public static byte[] Forged(byte[] bytes, Action<byte[]> change)
    {
        byte[] forged = [.. bytes];
        change(forged);
        SHA256.HashData(forged.AsSpan(0, forged.Length - 32), forged.AsSpan(forged.Length - 32));
        return forged;
    }

    public static byte[] Forged(byte[] bytes, int at, long number) =>
        Forged(bytes, forged => BinaryPrimitives.WriteInt64LittleEndian(forged.AsSpan(at), number));

    public static byte[] Forged(byte[] bytes, int at, int number) =>
        Forged(bytes, forged => BinaryPrimitives.WriteInt32LittleEndian(forged.AsSpan(at), number));

    /// <summary>The most bytes that <paramref name="action"/> allocates, on this thread.</summary>
    public static long Allocated(Action action)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}

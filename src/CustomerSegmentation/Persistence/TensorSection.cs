using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace CustomerSegmentation;

/// <summary>
/// The tensors of one section: the length of a JSON header (4 bytes, little-endian), the header with names and shapes, then the values
/// of all tensors one after the other as little-endian float32. Immutable by custom: callers do not change the arrays.
/// </summary>
internal sealed class TensorSection
{
    private const int MaxRank = 8;
    private const int MaxTensors = 100_000;

    private readonly Dictionary<string, NamedTensor> _tensors;
    private readonly string _where;

    private TensorSection(IReadOnlyList<NamedTensor> tensors, string where)
    {
        (Tensors, _where) = (tensors, where);
        _tensors = tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
    }

    /// <summary>The tensors in the order of the section.</summary>
    public IReadOnlyList<NamedTensor> Tensors { get; }

    /// <summary>Whether there is a tensor of that name.</summary>
    public bool Contains(string name) => _tensors.ContainsKey(name);

    /// <summary>The values of the tensor of that name, which must have exactly that shape.</summary>
    /// <exception cref="SegmentationException">It is missing or has another shape.</exception>
    public float[] Values(string name, params ReadOnlySpan<int> shape)
    {
        if (!_tensors.TryGetValue(name, out NamedTensor? tensor)) throw Wrong(_where, $"has no tensor {Show.Value(name)}");
        return tensor.Shape.AsSpan().SequenceEqual(shape) ? tensor.Values
            : throw Wrong(_where, $"holds tensor {Show.Value(name)} of shape {tensor.ShapeText}, expected {NamedTensor.Text(shape.ToArray())}");
    }

    /// <summary>A section of tensors, what <see cref="Read"/> reads back to the same bits.</summary>
    public static ModelSection Write(string name, IReadOnlyList<NamedTensor> tensors)
    {
        JsonArray entries = [];
        long count = 0;
        foreach (NamedTensor tensor in tensors)
        {
            if (Size(tensor.Shape) != tensor.Values.Length)
                throw new ArgumentException($"Tensor {Show.Value(tensor.Name)} has {tensor.Values.Length} values, its shape {tensor.ShapeText} needs another number.", nameof(tensors));
            entries.Add(new JsonObject { ["name"] = tensor.Name, ["shape"] = new JsonArray([.. tensor.Shape.Select(size => (JsonNode)size)]) });
            count += tensor.Values.Length;
        }
        byte[] header = ModelJson.Write(new JsonObject { ["tensors"] = entries });
        byte[] data = new byte[checked(4 + header.Length + 4 * count)];
        BinaryPrimitives.WriteInt32LittleEndian(data, header.Length);
        header.CopyTo(data, 4);
        int at = 4 + header.Length;
        foreach (NamedTensor tensor in tensors)
        {
            Copy(tensor.Values, data.AsSpan(at));
            at += 4 * tensor.Values.Length;
        }
        return new(name, data);
    }

    /// <summary>Reads a section; <paramref name="where"/> names it in messages.</summary>
    /// <exception cref="SegmentationException">Header, shapes and data do not fit each other.</exception>
    public static TensorSection Read(ReadOnlySpan<byte> data, string where)
    {
        if (data.Length < 4) throw Wrong(where, $"has {Show.Count(data.Length, "byte")}, too few for tensors");
        int headerLength = BinaryPrimitives.ReadInt32LittleEndian(data);
        if (headerLength < 0 || headerLength > data.Length - 4)
            throw Wrong(where, $"claims a header of {headerLength} bytes, where {data.Length - 4} are left");
        SettingsReader[] entries = ModelJson.Settings(data.Slice(4, headerLength), where).Objects("tensors");
        if (entries.Length > MaxTensors) throw Wrong(where, $"claims {entries.Length} tensors, more than the {MaxTensors} that are read");
        ReadOnlySpan<byte> values = data[(4 + headerLength)..];
        List<NamedTensor> tensors = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (SettingsReader entry in entries)
        {
            string name = entry.Text("name");
            int[] shape = entry.Wholes("shape", 0, int.MaxValue);
            if (shape.Length > MaxRank) throw Wrong(where, $"claims tensor {Show.Value(name)} of {shape.Length} dimensions, more than the {MaxRank} that are read");
            if (!names.Add(name)) throw Wrong(where, $"holds two tensors {Show.Value(name)}");
            if (Size(shape) is not { } size || size > values.Length / 4)
                throw Wrong(where, $"claims tensor {Show.Value(name)} of shape {NamedTensor.Text(shape)}, where {Show.Count(values.Length / 4, "value")} are left");
            float[] numbers = new float[size];
            Copy(values, numbers);
            values = values[(4 * numbers.Length)..];
            tensors.Add(new(name, shape, numbers));
        }
        return values.Length == 0 ? new(tensors, where) : throw Wrong(where, $"holds {Show.Count(values.Length, "byte")} that belong to no tensor");
    }

    /// <summary>The product of a shape, or null where it is more than an array can hold or a size is negative.</summary>
    private static int? Size(int[] shape)
    {
        if (shape.Contains(0)) return 0;
        long size = 1;
        foreach (int length in shape)
        {
            if (length < 0) return null;
            size *= length; // below 2³¹ times below 2³¹: no overflow
            if (size > Array.MaxLength) return null;
        }
        return (int)size;
    }

    private static void Copy(float[] values, Span<byte> bytes)
    {
        if (BitConverter.IsLittleEndian) MemoryMarshal.AsBytes(values.AsSpan()).CopyTo(bytes);
        else
            for (int i = 0; i < values.Length; i++) BinaryPrimitives.WriteSingleLittleEndian(bytes[(4 * i)..], values[i]);
    }

    private static void Copy(ReadOnlySpan<byte> bytes, float[] values)
    {
        if (BitConverter.IsLittleEndian) bytes[..(4 * values.Length)].CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
        else
            for (int i = 0; i < values.Length; i++) values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(4 * i)..]);
    }

    private static SegmentationException Wrong(string where, string what) => new(
        $"The {where} {what}. The file is damaged, or another program or version wrote it: save the model again.");
}

using System.Runtime.InteropServices;

namespace CustomerSegmentation;

/// <summary>
/// The carried graph in a model file: for each space its features <c>[rows, d]</c>, for each relation the starts, targets and weights of what
/// customers hear; the way back and the sums are made again. Little-endian; everything is checked before it is used as an index.
/// </summary>
internal static class GraphSections
{
    private const int SaltLength = 16;

    public static byte[] WriteKeys(HashedKeys keys) => [.. keys.Salt, .. MemoryMarshal.AsBytes(keys.Hashes.AsSpan())];

    public static HashedKeys ReadKeys(ReadOnlySpan<byte> data, string source)
    {
        if (data.Length < SaltLength || (data.Length - SaltLength) % sizeof(ulong) != 0) throw Wrong(source, $"holds keys of {Show.Count(data.Length, "byte")}");
        HashedKeys keys = HashedKeys.Read(data[..SaltLength].ToArray(), MemoryMarshal.Cast<byte, ulong>(data[SaltLength..]).ToArray());
        return keys.Distinct ? keys : throw Wrong(source, "holds a key twice");
    }

    public static IEnumerable<ModelSection> Write(string prefix, GcnData data)
    {
        List<ModelSection> sections = [];
        for (int space = 0; space < data.Rows.Length; space++)
            if (data.Features[space] is not null) sections.Add(new($"{prefix}.features{space}", MemoryMarshal.AsBytes(data.Plain(space).AsSpan()).ToArray()));
        for (int r = 0; r < data.Relations.Length; r++)
        {
            Adjacency edges = data.Relations[r].ToUsers;
            sections.Add(new($"{prefix}.starts{r + 1}", MemoryMarshal.AsBytes(edges.Starts.AsSpan()).ToArray()));
            sections.Add(new($"{prefix}.targets{r + 1}", MemoryMarshal.AsBytes(edges.Targets.AsSpan()).ToArray()));
            if (edges.Weights is { } weights) sections.Add(new($"{prefix}.weights{r + 1}", MemoryMarshal.AsBytes(weights.AsSpan()).ToArray()));
        }
        return sections;
    }

    public static GcnData Read(ModelFile file, string prefix, int[] rows, int[] widths, CarriedRelation[] relations)
    {
        GcnEdges[] edges = [.. relations.Select((relation, r) => ReadEdges(file, prefix, r + 1, rows[0], rows[relation.Space], relation is { Space: 0, Directed: false }))];
        TensorBuffer?[] features = new TensorBuffer?[rows.Length];
        try
        {
            for (int space = 0; space < rows.Length; space++)
            {
                if (widths[space] == 0) continue;
                float[] values = Values<float>(file, $"{prefix}.features{space}", (long)rows[space] * widths[space]);
                if (Array.FindIndex(values, value => !float.IsFinite(value)) is >= 0 and int bad) throw Wrong(file.Source, $"holds the feature {Show.Value(values[bad])}");
                features[space] = GcnData.Padded(values, rows[space], widths[space]);
            }
            return new(rows, widths, features, edges);
        }
        catch
        {
            foreach (TensorBuffer? buffer in features) buffer?.Dispose();
            throw;
        }
    }

    private static GcnEdges ReadEdges(ModelFile file, string prefix, int number, int rows, int columns, bool mirrored)
    {
        int[] starts = Values<int>(file, $"{prefix}.starts{number}", rows + 1L);
        if (starts[0] != 0) throw Wrong(file.Source, "holds edges that do not start at the first");
        for (int row = 0; row < rows; row++) if (starts[row + 1] < starts[row]) throw Wrong(file.Source, "holds rows of edges that overlap");
        int[] targets = Values<int>(file, $"{prefix}.targets{number}", starts[rows]);
        for (int row = 0; row < rows; row++)
            for (int e = starts[row]; e < starts[row + 1]; e++)
                if ((uint)targets[e] >= (uint)columns || e > starts[row] && targets[e] <= targets[e - 1]) throw Wrong(file.Source, $"holds an edge to row {targets[e]} of {columns}, or one twice");
        float[]? weights = file.Contains($"{prefix}.weights{number}") ? Values<float>(file, $"{prefix}.weights{number}", targets.Length) : null;
        if (weights is not null && Array.Find(weights, weight => !(weight > 0 && float.IsFinite(weight))) is not 0 and float bad) throw Wrong(file.Source, $"holds the weight {Show.Value(bad)}");
        Adjacency toUsers = new(rows, columns, starts, targets, weights);
        if (mirrored)
        {
            if (!IsSymmetric(toUsers)) throw Wrong(file.Source, "holds an edge without its way back");
            toUsers = new(rows, columns, starts, targets, weights, symmetric: true);
        }
        double[] users = EdgeForms.RowSums(toUsers);
        return new(toUsers, toUsers.Transposed(), users, mirrored ? users : EdgeForms.RowSums(toUsers.Transposed()));
    }

    private static bool IsSymmetric(Adjacency edges)
    {
        Adjacency turned = edges.Transposed();
        return edges.Starts.AsSpan().SequenceEqual(turned.Starts) && edges.Targets.AsSpan().SequenceEqual(turned.Targets)
            && (edges.Weights is null || edges.Weights.AsSpan().SequenceEqual(turned.Weights));
    }

    public static T[] Values<T>(ModelFile file, string section, long count) where T : unmanaged
    {
        ReadOnlySpan<byte> data = file.Bytes(section).Span;
        int size = System.Runtime.CompilerServices.Unsafe.SizeOf<T>();
        return data.Length == count * size ? MemoryMarshal.Cast<byte, T>(data).ToArray()
            : throw Wrong(file.Source, $"holds {Show.Count(data.Length, "byte")} in section {Show.Value(section)}, expected {count * size}");
    }

    private static SegmentationException Wrong(string source, string what) => new($"The {source} {what}. The file is damaged, or another program wrote it: save the model again.");
}

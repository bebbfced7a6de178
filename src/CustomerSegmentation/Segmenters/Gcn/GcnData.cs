namespace CustomerSegmentation;

/// <summary>A graph as numbers: the rows and features of each space (0 customers, then each set of items) and the edges of each relation.</summary>
/// <remarks>Owns the features; immutable, safe to share between threads.</remarks>
internal sealed class GcnData(int[] rows, int[] widths, TensorBuffer?[] features, GcnEdges[] relations) : IDisposable
{
    /// <summary>The rows of each space.</summary>
    public int[] Rows { get; } = rows;

    /// <summary>The features of each space's rows.</summary>
    public int[] Widths { get; } = widths;

    /// <summary>The features <c>[rows, padded]</c> of each space, null where it has none.</summary>
    public TensorBuffer?[] Features { get; } = features;

    public GcnEdges[] Relations { get; } = relations;

    /// <summary>For each space the row of the learned tables that each of its rows is, −1 for one that was not there in training; null where they are the same.</summary>
    public int[]?[] TableRows { get; init; } = new int[]?[rows.Length];

    /// <summary>Where this is a part around a few customers: how many rows of each space matter so many steps away from them; null for a whole graph.</summary>
    public int[][]? Reach { get; init; }

    /// <summary>The same with rows of the learned tables; the features pass to the new one.</summary>
    public GcnData With(int[]?[] tableRows) => new(Rows, Widths, Features, Relations) { TableRows = tableRows, Reach = Reach };

    /// <summary>All of it for a network.</summary>
    public ProgramView View(GcnNetwork network) => new()
    {
        Rows = Rows,
        Matrices = [.. network.Slots.Select(slot => Relations[slot.Relation].Matrix(slot))],
        Inputs = [.. network.InputSpaces.Select(space => Features[space]!)],
        TableRows = TableRows,
        Reach = Reach,
    };

    /// <summary>Rows <c>[n, d]</c> side by side as <c>[n, padded]</c>.</summary>
    public static unsafe TensorBuffer? Padded(float[] values, int rows, int width)
    {
        if (width == 0) return null;
        int padded = MatrixProduct.Padded(width);
        TensorBuffer buffer = new((long)rows * padded);
        for (int row = 0; row < rows; row++) values.AsSpan(row * width, width).CopyTo(new(buffer.Pointer + (long)row * padded, width));
        return buffer;
    }

    /// <summary>The features of a space without padding, <c>[rows, d]</c>.</summary>
    public unsafe float[] Plain(int space)
    {
        int width = Widths[space], padded = MatrixProduct.Padded(width);
        float[] values = new float[checked(Rows[space] * width)];
        for (int row = 0; width > 0 && row < Rows[space]; row++) new Span<float>(Features[space]!.Pointer + (long)row * padded, width).CopyTo(values.AsSpan(row * width));
        return values;
    }

    public void Dispose()
    {
        foreach (TensorBuffer? buffer in Features) buffer?.Dispose();
    }
}

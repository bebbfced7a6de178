namespace CustomerSegmentation;

/// <summary>
/// Who reaches whom, as compressed sparse rows with 32-bit indices: row <c>i</c> is reached by <c>Targets[Starts[i] .. Starts[i + 1]]</c>, rising and
/// without repeats. Immutable, safe to share between threads; the arrays are not copied, so nobody may change them.
/// </summary>
internal sealed class Adjacency
{
    private Adjacency? _transposed;

    /// <summary>Takes over the arrays.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns; targets lie below it.</param>
    /// <param name="starts">Where each row begins, <c>[rows + 1]</c>.</param>
    /// <param name="targets">The columns of the entries, row by row.</param>
    /// <param name="weights">The weight of each entry, or null where all are 1.</param>
    /// <param name="symmetric">Whether every entry (i, j) has its twin (j, i) of the same weight.</param>
    public Adjacency(int rows, int columns, int[] starts, int[] targets, float[]? weights, bool symmetric = false)
    {
        if (starts.Length != rows + 1 || starts[rows] != targets.Length || weights is not null && weights.Length != targets.Length || symmetric && rows != columns)
            throw new ArgumentException($"{rows} × {columns} with {starts.Length} starts, {targets.Length} targets and {weights?.Length.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "no"} weights is no adjacency.");
        (Rows, Columns, Starts, Targets, Weights, Symmetric) = (rows, columns, starts, targets, weights, symmetric);
    }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>Where each row begins, and behind the last the number of entries; <c>[Rows + 1]</c>.</summary>
    public int[] Starts { get; }

    /// <summary>The columns of the entries, row by row, rising in each; <c>[Count]</c>.</summary>
    public int[] Targets { get; }

    /// <summary>The weight of each entry, <c>[Count]</c>; null where all are 1.</summary>
    public float[]? Weights { get; }

    /// <summary>The number of entries.</summary>
    public int Count => Targets.Length;

    /// <summary>Whether it is its own transpose.</summary>
    public bool Symmetric { get; }

    /// <summary>An adjacency without entries.</summary>
    public static Adjacency Empty(int rows, int columns, bool symmetric = false) => new(rows, columns, new int[rows + 1], [], null, symmetric);

    /// <summary>The targets of a row.</summary>
    public ReadOnlySpan<int> Row(int row) => Targets.AsSpan(Starts[row], Starts[row + 1] - Starts[row]);

    /// <summary>How many entries a row has.</summary>
    public int Degree(int row) => Starts[row + 1] - Starts[row];

    /// <summary>Rows and columns changed over: made at the first call, then kept; a symmetric one returns itself.</summary>
    public Adjacency Transposed()
    {
        if (Symmetric) return this;
        if (Volatile.Read(ref _transposed) is { } known) return known;
        Adjacency made = AdjacencyBuild.Transpose(this);
        made._transposed = this;
        return Interlocked.CompareExchange(ref _transposed, made, null) ?? made;
    }
}

namespace CustomerSegmentation;

/// <summary>Customers as numbers, ready for a model. Immutable by agreement: nobody changes the arrays. Safe to share between threads.</summary>
public sealed class FeatureMatrix
{
    internal FeatureMatrix(int columns, float[] values, int[] sourceRows, IReadOnlyList<DataNote> notes) =>
        (Columns, Values, SourceRows, Notes) = (columns, values, sourceRows, notes);

    /// <summary>The number of customers, <c>n</c>.</summary>
    public int Rows => SourceRows.Length;

    /// <summary>The number of features, <c>d</c>.</summary>
    public int Columns { get; }

    /// <summary>The features row by row, finite; shape <c>[n, d]</c>. Owned by this object: do not change it.</summary>
    public float[] Values { get; }

    /// <summary>For each row its row (from 0) in the table it came from, ascending; shape <c>[n]</c>. Owned by this object: do not change it.</summary>
    public int[] SourceRows { get; }

    /// <summary>What was filled, clipped, unseen, coerced or dropped on the way, counted.</summary>
    public IReadOnlyList<DataNote> Notes { get; }

    /// <summary>The features of one row; shape <c>[d]</c>.</summary>
    public ReadOnlySpan<float> Row(int row) => Values.AsSpan(checked(row * Columns), Columns);
}

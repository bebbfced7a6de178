namespace CustomerSegmentation;

/// <summary>
/// One named, typed column: immutable, safe to share between threads. Values lie side by side in one array, never one object
/// per row. Every kind can say that a value is missing.
/// </summary>
public abstract class Column
{
    private protected Column(string name, int count)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        Count = count;
    }

    /// <summary>The column's name, unique in its table.</summary>
    public string Name { get; }

    /// <summary>The number of rows, missing values included.</summary>
    public int Count { get; }

    /// <summary>What the column holds.</summary>
    public abstract ColumnKind Kind { get; }

    /// <summary>How many rows have no value.</summary>
    public int MissingCount
    {
        get
        {
            int missing = 0;
            for (int row = 0; row < Count; row++) if (IsMissing(row)) missing++;
            return missing;
        }
    }

    /// <summary>Whether the row (from 0) has no value.</summary>
    public abstract bool IsMissing(int row);

    /// <summary>The row's value as text in the invariant culture, which reads back to the same value; null where it is missing.</summary>
    public abstract string? Text(int row);

    /// <summary>A column of the given rows (from 0), in the given order; a row may come more than once.</summary>
    public abstract Column SelectRows(ReadOnlySpan<int> rows);

    /// <summary>The same values under another name.</summary>
    public abstract Column WithName(string name);

    /// <summary>The text of every row, null where it is missing; <c>[n]</c>.</summary>
    internal string?[] Texts()
    {
        string?[] texts = new string?[Count];
        for (int row = 0; row < texts.Length; row++) texts[row] = Text(row);
        return texts;
    }

    /// <summary>The rows (from 0) that have a value, in order.</summary>
    internal int[] PresentRows() => [.. Enumerable.Range(0, Count).Where(row => !IsMissing(row))];

    private protected static T[] Pick<T>(T[] values, ReadOnlySpan<int> rows)
    {
        T[] picked = new T[rows.Length];
        for (int i = 0; i < rows.Length; i++) picked[i] = values[rows[i]];
        return picked;
    }
}

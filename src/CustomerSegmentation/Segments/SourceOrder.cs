namespace CustomerSegmentation;

/// <summary>All customers in the order of the input, those who got no segment included.</summary>
internal sealed class SourceOrder
{
    private SourceOrder(string[] leftOut, string[] keys, int[] rows) => (LeftOut, Keys, Rows) = (leftOut, keys, rows);

    /// <summary>The keys of those without a segment.</summary>
    public string[] LeftOut { get; }

    /// <summary>The keys of all.</summary>
    public string[] Keys { get; }

    /// <summary>For each of <see cref="Keys"/> its row in the segmentation, −1 where it has no segment.</summary>
    public int[] Rows { get; }

    /// <summary>Where only the left-out are known: they come last.</summary>
    public static SourceOrder Of(string[] keys, IReadOnlyList<string> leftOut)
    {
        int[] rows = new int[keys.Length + leftOut.Count];
        for (int i = 0; i < rows.Length; i++) rows[i] = i < keys.Length ? i : -1;
        return new([.. leftOut], leftOut.Count == 0 ? keys : [.. keys, .. leftOut], rows);
    }

    /// <summary>Where the row of the source is known for each customer with a segment.</summary>
    public static SourceOrder Of(int[] sourceRows, IReadOnlyList<string> allKeys)
    {
        int[] rows = new int[allKeys.Count];
        Array.Fill(rows, -1);
        for (int i = 0; i < sourceRows.Length; i++) rows[sourceRows[i]] = i;
        return new([.. allKeys.Where((_, row) => rows[row] < 0)], [.. allKeys], rows);
    }
}

namespace CustomerSegmentation;

/// <summary>The labels of a table as codes of a model's label values.</summary>
internal static class LabelCodes
{
    public const string NoSegment = "customers without a segment left out of the evaluation";

    /// <summary>The code of each row, −1 where the label is missing or unknown, both noted; <c>[n]</c>.</summary>
    public static int[] Encode(Column column, IReadOnlyList<string> values, DataNotes notes)
    {
        Dictionary<string, int> index = new(StringComparer.Ordinal);
        for (int i = 0; i < values.Count; i++) index[values[i]] = i;
        int[] codes = new int[column.Count];
        for (int row = 0; row < codes.Length; row++)
        {
            string? text = column.Text(row);
            codes[row] = text is not null && index.TryGetValue(text, out int code) ? code : -1;
            if (text is null) notes.Add(column.Name, "rows without a label left out", 1);
            else if (codes[row] < 0) notes.Add(column.Name, "rows left out with a label that the model does not know", 1, text);
        }
        return codes;
    }
}

namespace CustomerSegmentation;

/// <summary>
/// The labels of some customers as codes, read from these customers' rows only; −1 for everyone else. Health report and audit know
/// labels from nowhere but here.
/// </summary>
internal sealed class GraphLabels
{
    /// <summary>More label values than this are taken for a mistake.</summary>
    public const int Most = 100;

    private GraphLabels(string name, string[] values, int[] codes, int[] counts) => (Name, Values, Codes, Counts) = (name, values, codes, counts);

    /// <summary>The label column's name.</summary>
    public string Name { get; }

    /// <summary>The label values in ordinal order.</summary>
    public string[] Values { get; }

    /// <summary>The code of each customer, −1 where the label is missing or not to be read; <c>[n]</c>.</summary>
    public int[] Codes { get; }

    /// <summary>How many customers have each value.</summary>
    public int[] Counts { get; }

    /// <summary>How many customers have a label that may be read.</summary>
    public int Labelled => Counts.Sum();

    /// <summary>Reads the labels of the given rows; of all rows where none are given.</summary>
    /// <exception cref="SegmentationException">There is no such column, no row has a label, or there are too many values.</exception>
    public static GraphLabels Read(CustomerTable customers, string label, IReadOnlyList<int>? rows)
    {
        Column column = customers[label];
        string?[] texts = new string?[customers.RowCount];
        for (int i = 0; i < (rows?.Count ?? texts.Length); i++)
        {
            int row = rows?[i] ?? i;
            if ((uint)row >= (uint)texts.Length)
                throw new ArgumentOutOfRangeException(nameof(rows), row, $"Row {row} is not one of the {texts.Length} customers, counted from 0.");
            texts[row] = column.Text(row);
        }
        string[] values = [.. texts.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (values.Length == 0)
            throw new SegmentationException(
                $"None of the {Show.Count(rows?.Count ?? texts.Length, "customer")} whose label may be read has one in column {Show.Value(label)} of {customers.Source}. Give rows with a label, or leave the label out.");
        if (values.Length > Most)
            throw new SegmentationException(
                $"The label column {Show.Value(label)} of {customers.Source} has {values.Length} different values, for example {Show.List(values, 3)}; a label has at most {Most}. " +
                "Choose a column of classes, or cut numbers into ranges first.");
        Dictionary<string, int> index = new(StringComparer.Ordinal);
        for (int i = 0; i < values.Length; i++) index[values[i]] = i;
        int[] codes = new int[texts.Length], counts = new int[values.Length];
        for (int row = 0; row < codes.Length; row++)
        {
            codes[row] = texts[row] is { } text ? index[text] : -1;
            if (codes[row] >= 0) counts[codes[row]]++;
        }
        return new(label, values, codes, counts);
    }
}

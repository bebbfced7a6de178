using System.Globalization;

namespace CustomerSegmentation;

/// <summary>The label values of a column as codes: numbers in rising order, no before yes, levels by ordinal.</summary>
internal sealed class LabelEncoding
{
    /// <summary>More label values than this are taken for a mistake.</summary>
    public const int MostLabels = 100;

    private LabelEncoding(string column, string[] names, int[] codes) => (Column, Names, Codes) = (column, names, codes);

    /// <summary>The name of the column.</summary>
    public string Column { get; }

    /// <summary>The label values in code order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The code of each row, −1 where the label is missing.</summary>
    public int[] Codes { get; }

    /// <summary>The number of label values.</summary>
    public int Count => Names.Count;

    /// <summary>Reads a label column; values that no row has are left out.</summary>
    /// <exception cref="SegmentationException">There are more than <see cref="MostLabels"/> values.</exception>
    public static LabelEncoding From(Column column)
    {
        string?[] texts = column.Texts();
        string[] names = [.. texts.OfType<string>().Distinct(StringComparer.Ordinal)];
        if (names.Length > MostLabels)
            throw new SegmentationException(
                $"The label column {Show.Value(column.Name)} has {names.Length} different values, for example {Show.List(names, 3)}; a label has at most {MostLabels}. " +
                "Choose a column of classes, or cut numbers into ranges first.");
        if (column is NumberColumn) Array.Sort(names, (a, b) => Number(a).CompareTo(Number(b)));
        else if (column is YesNoColumn yesNo) names = [.. new[] { yesNo.No, yesNo.Yes }.Where(names.Contains)];
        else Array.Sort(names, StringComparer.Ordinal);
        return new(column.Name, names, Encode(texts, names));
    }

    /// <summary>The codes of another table's column, −1 for missing and for values that are not among the names.</summary>
    public int[] Encode(Column column) => Encode(column.Texts(), Names);

    private static int[] Encode(string?[] texts, IReadOnlyList<string> names)
    {
        Dictionary<string, int> index = new(StringComparer.Ordinal);
        for (int i = 0; i < names.Count; i++) index[names[i]] = i;
        return [.. texts.Select(text => text is not null && index.TryGetValue(text, out int code) ? code : -1)];
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}

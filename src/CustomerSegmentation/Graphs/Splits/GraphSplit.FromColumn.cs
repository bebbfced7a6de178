using System.Globalization;

namespace CustomerSegmentation;

public sealed partial class GraphSplit
{
    private static readonly string[] Words = ["train", "val", "validation", "test", "none", "unlabelled"];

    /// <summary>The split that a column names: <c>train</c>, <c>val</c> or <c>validation</c>, <c>test</c>, in any case; empty, <c>none</c> and <c>unlabelled</c> are in no part.</summary>
    /// <param name="customers">The customers of the graph.</param>
    /// <param name="column">The column.</param>
    /// <exception cref="SegmentationException">There is no such column, it has another word, or nobody is to train on.</exception>
    public static GraphSplit FromColumn(CustomerTable customers, string column)
    {
        ArgumentNullException.ThrowIfNull(customers);
        Column words = customers[column];
        List<int>[] parts = [[], [], []];
        for (int row = 0; row < words.Count; row++)
        {
            string word = words.Text(row)?.Trim() ?? "";
            int part = word.ToUpperInvariant() switch
            {
                "TRAIN" => 0,
                "VAL" or "VALIDATION" => 1,
                "TEST" => 2,
                "" or "NONE" or "UNLABELLED" or "UNLABELED" => -1,
                _ => throw new SegmentationException(
                    $"Column {Show.Value(column)} of {customers.Source} has the word {Show.Value(word)} in data row {row + 1}"
                    + $"{CustomerTable.Nearest(word, Words)} Expected: train, val or validation, test, in any case; empty, none or unlabelled for customers in no part."),
            };
            if (part >= 0) parts[part].Add(row);
        }
        int[][] rows = [[.. parts[0]], [.. parts[1]], [.. parts[2]]];
        return rows[0].Length == 0
            ? throw new SegmentationException(
                $"Column {Show.Value(column)} of {customers.Source} puts none of {Show.Count(words.Count, "customer")} into the training part ({rows[1].Length} validate, {rows[2].Length} test). Write train for some of them.")
            : new(customers.RowCount, rows[0], rows[1], rows[2], inductive: false, Outside(rows, customers.RowCount));
    }

    /// <summary>
    /// The splits that columns of one prefix name, in the order of their numbers: <c>split</c> finds <c>split0</c>, <c>split1</c>, …; where a column is called just so,
    /// it is the only one.
    /// </summary>
    /// <param name="customers">The customers of the graph.</param>
    /// <param name="prefix">The name before the number.</param>
    /// <exception cref="SegmentationException">There is no such column, or one of them is not a split; see <see cref="FromColumn"/>.</exception>
    public static IReadOnlyList<GraphSplit> FromColumns(CustomerTable customers, string prefix)
    {
        ArgumentNullException.ThrowIfNull(customers);
        ArgumentNullException.ThrowIfNull(prefix);
        return [.. ColumnsOf(customers, prefix).Select(column => FromColumn(customers, column))];
    }

    /// <summary>The columns that <see cref="FromColumns"/> reads.</summary>
    internal static IReadOnlyList<string> ColumnsOf(CustomerTable customers, string prefix)
    {
        if (customers.Contains(prefix)) return [prefix];
        string[] found = [.. customers.ColumnNames.Where(name => Number(name, prefix) is not null).OrderBy(name => Number(name, prefix))];
        return found.Length > 0 ? found : throw new SegmentationException(
            $"There is no column {Show.Value(prefix)} in {customers.Source}, and none that is that and a number, such as {Show.Value(prefix + "0")}. It has: {Show.List(customers.ColumnNames, 20)}. Name the split column, or leave it out.");
    }

    private static int? Number(string name, string prefix) =>
        name.Length > prefix.Length && name.StartsWith(prefix, StringComparison.Ordinal)
        && int.TryParse(name.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}

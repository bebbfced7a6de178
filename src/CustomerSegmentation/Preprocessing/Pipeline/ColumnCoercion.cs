using System.Globalization;

namespace CustomerSegmentation;

/// <summary>
/// Takes a column as another kind where nothing is lost, since a small table may have been read as other kinds than the training
/// table: a number column that holds only 0 and 1, a category whose levels look like numbers, a column that is all blank.
/// </summary>
/// <remarks>
/// All missing → any kind. Category, text → number where every value is a finite number; → yes/no where every value is one of the two
/// words; → time where every value is an ISO date. Yes/no → number where its words are numbers. Number → yes/no where every value is
/// 0 or 1. Number, yes/no, text → category by their text; a number whose text is not a known level is taken as the one known level
/// that is the same number ("007" for 7). Time → category where every text is a known level. Anything → text. Everything else is an error that names both kinds.
/// </remarks>
internal static class ColumnCoercion
{
    private static readonly string[] TimeFormats =
        ["yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF"];

    /// <summary>The column as the kind that is needed; noted where that changed it.</summary>
    /// <param name="column">The column as it came.</param>
    /// <param name="need">What it is needed as.</param>
    /// <param name="table">The table, for messages.</param>
    /// <param name="levels">The levels known from training, or null.</param>
    /// <param name="notes">Receives how many values were taken as the other kind.</param>
    public static Column To(Column column, ColumnNeed need, CustomerTable table, IReadOnlyList<string>? levels, DataNotes notes)
    {
        if (column.Kind == need.Kind) return column;
        int present = column.Count - column.MissingCount;
        Column coerced = present == 0 ? AllMissing(need, column.Count) : need.Kind switch
        {
            ColumnKind.Number when column is CategoryColumn or TextColumn or YesNoColumn => ToNumber(column, need, table),
            ColumnKind.Category => ToCategory(column, need, table, levels),
            ColumnKind.YesNo when column is CategoryColumn or TextColumn or NumberColumn => ToYesNo(column, need, table),
            ColumnKind.Time when column is CategoryColumn or TextColumn => ToTime(column, need, table),
            ColumnKind.Text => new TextColumn(column.Name, column.Texts()),
            _ => throw Changed(column, need, table, Enumerable.Range(0, column.Count).First(row => !column.IsMissing(row))),
        };
        // Text is regularly taken as a category by its frequent values: nothing to tell.
        if (column.Kind != ColumnKind.Text || need.Kind != ColumnKind.Category) notes.Add(column.Name, $"values of a {column.Kind} column taken as {need.Kind}", present);
        return coerced;
    }

    /// <summary>A column without any value.</summary>
    public static Column AllMissing(ColumnNeed need, int count)
    {
        switch (need.Kind)
        {
            case ColumnKind.Number:
                double[] numbers = new double[count];
                Array.Fill(numbers, double.NaN);
                return new NumberColumn(need.Name, numbers);
            case ColumnKind.Category:
                int[] codes = new int[count];
                Array.Fill(codes, -1);
                return new CategoryColumn(need.Name, codes, []);
            case ColumnKind.YesNo:
                sbyte[] flags = new sbyte[count];
                Array.Fill(flags, (sbyte)-1);
                return new YesNoColumn(need.Name, flags, need.Yes, need.No);
            case ColumnKind.Time:
                long[] ticks = new long[count];
                Array.Fill(ticks, TimeColumn.Missing);
                return new TimeColumn(need.Name, ticks);
            default:
                return new TextColumn(need.Name, new string?[count]);
        }
    }

    private static NumberColumn ToNumber(Column column, ColumnNeed need, CustomerTable table)
    {
        double[] values = new double[column.Count];
        for (int row = 0; row < values.Length; row++)
            values[row] = column.Text(row) is not { } text ? double.NaN
                : Parse(text) ?? throw Changed(column, need, table, row);
        return new(column.Name, values);
    }

    private static CategoryColumn ToCategory(Column column, ColumnNeed need, CustomerTable table, IReadOnlyList<string>? levels)
    {
        string?[] texts = column.Texts();
        if (column is TimeColumn)
            for (int row = 0; row < texts.Length; row++)
                if (texts[row] is { } text && levels?.Contains(text) != true) throw Changed(column, need, table, row);
        if (column is NumberColumn && levels is not null)
        {
            HashSet<string> known = new(levels, StringComparer.Ordinal);
            Dictionary<double, string?> byNumber = [];
            foreach (string level in levels)
                if (Parse(level) is { } number) byNumber[number] = byNumber.ContainsKey(number) ? null : level;
            for (int row = 0; row < texts.Length; row++)
                if (texts[row] is { } text && !known.Contains(text) && Parse(text) is { } number && byNumber.GetValueOrDefault(number) is { } level)
                    texts[row] = level;
        }
        return CategoryColumn.FromTexts(column.Name, texts);
    }

    private static YesNoColumn ToYesNo(Column column, ColumnNeed need, CustomerTable table)
    {
        sbyte[] values = new sbyte[column.Count];
        for (int row = 0; row < values.Length; row++)
            values[row] = column.Text(row) is not { } text ? (sbyte)-1
                : YesNoMeaning.Read(text, need.Yes, need.No) is { } yes ? yes ? (sbyte)1 : (sbyte)0 : throw Changed(column, need, table, row);
        return new(column.Name, values, need.Yes, need.No);
    }

    private static TimeColumn ToTime(Column column, ColumnNeed need, CustomerTable table)
    {
        long[] ticks = new long[column.Count];
        for (int row = 0; row < ticks.Length; row++)
            ticks[row] = column.Text(row) is not { } text ? TimeColumn.Missing
                : DateTime.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime moment) ? moment.Ticks
                : throw Changed(column, need, table, row);
        return new(column.Name, ticks);
    }

    private static double? Parse(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null;

    private static SegmentationException Changed(Column column, ColumnNeed need, CustomerTable table, int row) => new(
        $"Column {Show.Value(column.Name)} is needed as {need.Kind}{(need.Kind == ColumnKind.YesNo ? $" ({Show.Value(need.Yes)} or {Show.Value(need.No)})" : "")} " +
        $"but is {column.Kind} in {table.Source}: {Show.Value(column.Text(row))} in row {table.RowNumber(row)} ({table.KeyName} {Show.Value(table.Keys[row])}) cannot be taken as {need.Kind}. " +
        $"Read the column as {need.Kind}, or correct the value.");
}

namespace CustomerSegmentation;

/// <summary>Picks rows of a column where −1 stands for a row that is not there, whose value is missing.</summary>
internal static class MissingRows
{
    public static Column Select(Column column, string name, int[] rows) => column switch
    {
        NumberColumn number => new NumberColumn(name, Pick(number.Values, rows, double.NaN)),
        CategoryColumn category => new CategoryColumn(name, Pick(category.Codes, rows, -1), [.. category.Levels]),
        YesNoColumn yesNo => new YesNoColumn(name, Pick(yesNo.Values, rows, (sbyte)-1), yesNo.Yes, yesNo.No),
        TimeColumn time => new TimeColumn(name, Pick(time.Ticks, rows, TimeColumn.Missing)),
        TextColumn text => new TextColumn(name, Pick(text.Values, rows, null)),
        _ => throw new NotSupportedException($"A column of type {column.GetType().Name} cannot be joined."),
    };

    private static T[] Pick<T>(ReadOnlySpan<T> values, int[] rows, T missing)
    {
        T[] picked = new T[rows.Length];
        for (int i = 0; i < rows.Length; i++) picked[i] = rows[i] < 0 ? missing : values[rows[i]];
        return picked;
    }
}

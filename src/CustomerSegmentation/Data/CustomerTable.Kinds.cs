namespace CustomerSegmentation;

public sealed partial class CustomerTable
{
    /// <summary>
    /// The table with a column turned to another kind through its texts: numbers to levels, levels to numbers, 1/0 to yes/no and so on.
    /// Missing stays missing.
    /// </summary>
    /// <exception cref="SegmentationException">There is no such column, or a value does not fit the kind.</exception>
    public CustomerTable WithKind(string name, ColumnKind kind)
    {
        Column column = this[name];
        return column.Kind == kind ? this : WithColumn(ColumnKinds.Convert(column, kind, Source));
    }
}

/// <summary>Turns columns into other kinds.</summary>
internal static class ColumnKinds
{
    public static Column Convert(Column column, ColumnKind kind, string source)
    {
        InferredBuilder builder = new(column.Name, new TextRules(new HashSet<string>()), source, new DataNotes());
        for (int row = 0; row < column.Count; row++)
            if (column.Text(row) is { } text) builder.Add(text);
            else builder.AddMissing();
        return builder.Build(kind);
    }
}

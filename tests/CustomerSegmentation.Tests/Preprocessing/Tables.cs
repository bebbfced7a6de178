namespace CustomerSegmentation.Tests;

/// <summary>Small columns for tests of the preparation.</summary>
internal static class Tables
{
    public static NumberColumn Number(string name, params double[] values) => new(name, values);

    public static CategoryColumn Category(string name, params string?[] values) => CategoryColumn.FromTexts(name, values);

    public static YesNoColumn YesNo(string name, params int[] values) => new(name, [.. values.Select(value => (sbyte)value)]);

    public static TextColumn Text(string name, params string?[] values) => new(name, values);

    public static TimeColumn Time(string name, params string?[] values) =>
        new(name, [.. values.Select(value => value is null ? TimeColumn.Missing : DateTime.Parse(value, System.Globalization.CultureInfo.InvariantCulture).Ticks)]);

    public static CustomerTable Table(params Column[] columns) => CustomerTable.FromColumns(columns);

    /// <summary>Eight customers of every kind of column.</summary>
    public static CustomerTable Shop { get; } = Table(
        Number("Age", 20, 30, double.NaN, 50, 60, 20, 35, 41.5),
        Number("Visits", 1, 0, 3, 2, 5, 8, 0, 1),
        Category("City", "Rome", "Oslo", null, "Rome", "Oslo", "Rome", "Bonn", "Oslo"),
        YesNo("Member", 1, 0, -1, 1, 1, 0, 1, 1),
        Time("Joined", "2024-01-01", "2024-02-15", null, "2024-03-31 12:00", "2023-12-24", "2024-01-07", "2024-01-08", "2022-06-30"),
        Text("Comment", "a", "b", "c", "d", "e", "f", "g", "h"),
        Number("Nothing", double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN),
        Number("Always", 7, 7, 7, 7, 7, 7, 7, 7),
        Category("Label", "A", "B", "A", "B", "A", "B", "A", "B"));

    /// <summary>A fitted step and what it gives for the column it was fitted on.</summary>
    public static IReadOnlyList<Column> FitTransform(ITransformer step, params Column[] columns) => step.Fit(columns).Transform(columns, new DataNotes());
}

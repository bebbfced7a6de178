namespace CustomerSegmentation;

public sealed partial class CustomerTable
{
    /// <summary>
    /// What is in the table: for each column its kind, missing and different values, and how it was read; for a CSV its delimiter, encoding
    /// and line ends. It prints itself.
    /// </summary>
    /// <param name="use">What is done with a column, shown in a column of its own; null leaves it out.</param>
    public TableProfile Profile(Func<Column, string?>? use = null) => new(
        Source, KeyName, RowCount, _reading?.Format,
        [.. _columns.Select(column => new ColumnProfile(
            column.Name, column.Kind, column.MissingCount, DistinctValues.Count(column), _reading?.Remarks.GetValueOrDefault(column.Name), use?.Invoke(column)))],
        Notes);
}

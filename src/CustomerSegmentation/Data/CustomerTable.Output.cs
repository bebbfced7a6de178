using System.Data.Common;

namespace CustomerSegmentation;

public sealed partial class CustomerTable
{
    /// <summary>The kind of each column by name, for <see cref="CsvOptions.Kinds"/>: so a written table reads back as it was.</summary>
    public IReadOnlyDictionary<string, ColumnKind> Kinds => _columns.ToDictionary(column => column.Name, column => column.Kind, StringComparer.Ordinal);

    /// <summary>
    /// Writes the table as CSV in UTF-8, key first, missing values empty, numbers and times invariant. The file is written under a temporary
    /// name and renamed, so that nobody sees half of it.
    /// </summary>
    /// <exception cref="SegmentationException">The file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; the old file, if any, is as it was.</exception>
    public void ToCsv(string path, CsvWriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        CsvTableWriter.WriteFile(path, options ?? new(), writer => writer.Write(this, cancellationToken));
    }

    /// <summary>Writes the table as CSV to a writer, which the caller flushes and disposes; its encoding is the writer's.</summary>
    /// <inheritdoc cref="ToCsv(string, CsvWriteOptions?, CancellationToken)"/>
    public void ToCsv(TextWriter writer, CsvWriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(writer);
        new CsvTableWriter(writer, (options ?? new()).Delimiter).Write(this, cancellationToken);
    }

    /// <summary>
    /// A reader over the table for bulk copy and the like: the key, then the columns, as string, double, bool and <see cref="DateTime"/>,
    /// <see cref="DBNull"/> where missing. The caller disposes it; it belongs to one thread.
    /// </summary>
    public DbDataReader ToDataReader() => new TableDataReader(this);

    /// <summary>One object a customer, made by the caller's function, in the order of the rows, as they are asked for.</summary>
    public IEnumerable<T> ToObjects<T>(Func<CustomerRow, T> make)
    {
        ArgumentNullException.ThrowIfNull(make);
        return Enumerable.Range(0, RowCount).Select(row => make(new(this, row)));
    }
}

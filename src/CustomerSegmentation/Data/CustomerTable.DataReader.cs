using System.Data.Common;

namespace CustomerSegmentation;

public sealed partial class CustomerTable
{
    /// <summary>Reads the rows of a data reader from where it stands, through typed getters; the caller disposes the reader.</summary>
    /// <param name="reader">Any ADO.NET reader.</param>
    /// <param name="key">The field whose values name the customers; null for the row number, from 1.</param>
    /// <exception cref="SegmentationException">The rows do not make a table; the message says where and what to do. What the reader itself throws passes through.</exception>
    public static CustomerTable FromDataReader(DbDataReader reader, string? key = null) => FromDataReader(reader, new DataReaderOptions { Key = key });

    /// <summary>
    /// Reads the rows of a data reader, as the options say: numbers of any type become doubles, bool yes/no, dates and moments times (those with
    /// an offset UTC), text what it looks like, all else its invariant text; <see cref="DBNull"/> is missing. No rows give a table without rows.
    /// </summary>
    /// <param name="reader">Any ADO.NET reader.</param>
    /// <param name="options">What the fields' types do not say.</param>
    /// <param name="progress">Told the number of rows read, every 50,000 rows and at the end, on the reading thread.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="SegmentationException">The rows do not make a table; the message says where and what to do. What the reader itself throws passes through.</exception>
    public static CustomerTable FromDataReader(
        DbDataReader reader, DataReaderOptions options, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(options);
        return DataReaderTable.ReadAsync(reader, options, wait: false, progress, cancellationToken).AsTask().GetAwaiter().GetResult();
    }

    /// <summary>The same without blocking a thread while the database works.</summary>
    /// <inheritdoc cref="FromDataReader(DbDataReader, DataReaderOptions, IProgress{long}, CancellationToken)"/>
    public static Task<CustomerTable> FromDataReaderAsync(
        DbDataReader reader, DataReaderOptions? options = null, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return DataReaderTable.ReadAsync(reader, options ?? new(), wait: true, progress, cancellationToken).AsTask();
    }
}

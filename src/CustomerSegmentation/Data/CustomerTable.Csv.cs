namespace CustomerSegmentation;

public sealed partial class CustomerTable
{
    /// <summary>
    /// Reads a CSV file with a header line. Delimiter, encoding, line ends and the kinds of columns are found from the whole file and shown by
    /// <see cref="Profile"/>; blank cells are missing.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="key">The column whose values name the customers; null for the row number, from 1.</param>
    /// <exception cref="SegmentationException">The file cannot be read as a table; the message says where and what to do.</exception>
    public static CustomerTable FromCsv(string path, string? key = null) => FromCsv(path, new CsvOptions { Key = key });

    /// <summary>Reads a CSV file with a header line, as the options say.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What is not to be detected.</param>
    /// <param name="progress">Told the number of rows read, every 50,000 rows and at the end, on the reading thread.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="SegmentationException">The file cannot be read as a table; the message says where and what to do.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static CustomerTable FromCsv(string path, CsvOptions options, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        using Stream stream = DataFile.Open(path);
        return FromCsv(stream, options, path, progress, cancellationToken);
    }

    /// <summary>Reads CSV with a header line from a stream, from where it stands to its end; the caller disposes the stream.</summary>
    /// <inheritdoc cref="FromCsv(string, CsvOptions, IProgress{long}, CancellationToken)"/>
    public static CustomerTable FromCsv(Stream stream, CsvOptions? options = null, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return FromCsv(stream, options ?? new(), "the stream", progress, cancellationToken);
    }

    /// <summary>Reads CSV with a header line from text; <see cref="CsvOptions.Encoding"/> is not used. The caller disposes the reader.</summary>
    /// <inheritdoc cref="FromCsv(string, CsvOptions, IProgress{long}, CancellationToken)"/>
    public static CustomerTable FromCsv(TextReader reader, CsvOptions? options = null, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        using CsvSource source = new("the text", reader, cancellationToken);
        return new CsvTableReader("the text", options ?? new(), progress, cancellationToken).ReadAsync(source, wait: false).AsTask().GetAwaiter().GetResult();
    }

    /// <summary>Reads CSV with a header line from a stream without blocking a thread while it waits; the caller disposes the stream.</summary>
    /// <inheritdoc cref="FromCsv(string, CsvOptions, IProgress{long}, CancellationToken)"/>
    public static async Task<CustomerTable> FromCsvAsync(
        Stream stream, CsvOptions? options = null, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using CsvSource source = new("the stream", stream, options?.Encoding, cancellationToken);
        return await new CsvTableReader("the stream", options ?? new(), progress, cancellationToken).ReadAsync(source, wait: true).ConfigureAwait(false);
    }

    private static CustomerTable FromCsv(Stream stream, CsvOptions options, string name, IProgress<long>? progress, CancellationToken cancellation)
    {
        using CsvSource source = new(name, stream, options.Encoding, cancellation);
        return new CsvTableReader(name, options, progress, cancellation).ReadAsync(source, wait: false).AsTask().GetAwaiter().GetResult();
    }
}

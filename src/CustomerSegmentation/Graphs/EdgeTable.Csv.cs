namespace CustomerSegmentation;

public sealed partial class EdgeTable
{
    /// <summary>
    /// Reads a CSV file with a header line, one edge a row, as <see cref="CustomerTable.FromCsv(string, string)"/> reads customers: delimiter and encoding are found,
    /// ends are kept as they are written. A file with a header and no rows gives no edges.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="columns">Which columns; null for the first two.</param>
    /// <param name="options">What is not to be detected; <see cref="CsvOptions.Key"/> and <see cref="CsvOptions.Kinds"/> must stay as they are.</param>
    /// <param name="progress">Told the number of rows read, every 1,000,000 rows and at the end, on the reading thread.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="SegmentationException">The file cannot be read as edges; the message says where and what to do.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static EdgeTable FromCsv(
        string path, EdgeColumns? columns = null, CsvOptions? options = null, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new();
        if (options.Key is not null || options.Kinds.Count > 0)
            throw new SegmentationException("Key and Kinds of CsvOptions are for tables of customers and say nothing about edges. Leave them out; name the columns of edges in EdgeColumns.");
        using FileStream stream = DataFile.Open(path);
        using CsvSource source = new(path, stream, options.Encoding, cancellationToken);
        return new EdgeCsvReader(path, columns, options, progress, cancellationToken).Read(source);
    }
}

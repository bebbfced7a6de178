using System.Buffers;
using System.Text;

namespace CustomerSegmentation;

/// <summary>Writes CSV as RFC 4180 has it, but with LF: quotes only where they are needed, doubled inside.</summary>
internal sealed class CsvTableWriter
{
    private readonly TextWriter _writer;
    private readonly char _delimiter;
    private readonly SearchValues<char> _special;
    private bool _lineStarted;

    public CsvTableWriter(TextWriter writer, char delimiter)
    {
        if (delimiter is '"' or '\r' or '\n' or '\0')
            throw new ArgumentException($"The delimiter {Show.Value(delimiter.ToString())} cannot stand between fields.", nameof(delimiter));
        (_writer, _delimiter, _special) = (writer, delimiter, SearchValues.Create([delimiter, '"', '\r', '\n']));
    }

    /// <summary>The header, then one line a row, key first; missing values are empty fields.</summary>
    public void Write(CustomerTable table, CancellationToken cancellation)
    {
        Field(table.KeyName);
        foreach (Column column in table.Columns) Field(column.Name);
        EndLine();
        for (int row = 0; row < table.RowCount; row++)
        {
            if (row % 4096 == 0) cancellation.ThrowIfCancellationRequested();
            Field(table.Keys[row]);
            foreach (Column column in table.Columns) Field(column.Text(row));
            EndLine();
        }
    }

    /// <summary>One field of the line; null is empty without quotes.</summary>
    public void Field(string? text)
    {
        if (_lineStarted) _writer.Write(_delimiter);
        _lineStarted = true;
        if (text is null) return;
        bool quoted = text.Length == 0 || text.AsSpan().ContainsAny(_special) || char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]);
        if (!quoted)
        {
            _writer.Write(text);
            return;
        }
        _writer.Write('"');
        _writer.Write(text.Replace("\"", "\"\"", StringComparison.Ordinal));
        _writer.Write('"');
    }

    /// <summary>Ends the line.</summary>
    public void EndLine()
    {
        _writer.Write('\n');
        _lineStarted = false;
    }

    /// <summary>Writes a whole file: UTF-8, strict, through <see cref="AtomicFile"/>.</summary>
    public static void WriteFile(string path, CsvWriteOptions options, Action<CsvTableWriter> write) => AtomicFile.Write(path, stream =>
    {
        try
        {
            using StreamWriter writer = new(stream, new UTF8Encoding(options.ByteOrderMark, throwOnInvalidBytes: true), 1 << 16, leaveOpen: true);
            write(new(writer, options.Delimiter));
            writer.Flush();
        }
        catch (EncoderFallbackException error)
        {
            throw new SegmentationException($"{Show.Value(path)} cannot be written: a text holds half a character (an unpaired surrogate). Correct it where it comes from.", error);
        }
    });
}

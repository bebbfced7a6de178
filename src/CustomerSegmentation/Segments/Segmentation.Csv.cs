using System.Buffers;
using System.Globalization;
using System.Text;

namespace CustomerSegmentation;

public sealed partial class Segmentation
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    /// <summary>
    /// Writes a CSV file (UTF-8, commas, <c>\n</c>): key, segment, one probability column a segment; the rows in the order of the input,
    /// the left-out with blank cells at their place. Probabilities are written so that they read back to the same bits.
    /// The file is written under a temporary name beside its place and renamed: whoever reads it sees all or nothing.
    /// </summary>
    /// <param name="path">The file; one of that name is replaced.</param>
    /// <param name="columns">The names of the columns; null is the defaults: <c>segment</c>, <c>probability_&lt;name&gt;</c>.</param>
    /// <param name="cancellationToken">Ends the writing; the target stays as it was.</param>
    /// <exception cref="SegmentationException">The file cannot be written, or a name of a column comes twice.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void ToCsv(string path, SegmentColumns? columns = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        columns ??= new();
        string[] header = [columns.Segment, .. _segments.Select(columns.Probability)];
        SegmentColumns.Check(header, [KeyName], "the key");
        AtomicFile.Write(path, stream =>
        {
            using StreamWriter writer = new(stream, leaveOpen: true);
            WriteCsv(writer, header, cancellationToken);
        });
    }

    private void WriteCsv(TextWriter writer, string[] header, CancellationToken cancellationToken)
    {
        StringBuilder line = new();
        AppendField(line, KeyName);
        foreach (string name in header) AppendField(line.Append(','), name);
        writer.Write(line.Append('\n'));
        for (int i = 0; i < _order.Keys.Length; i++)
        {
            if (i % 1024 == 0) cancellationToken.ThrowIfCancellationRequested();
            line.Clear();
            AppendField(line, _order.Keys[i]);
            int row = _order.Rows[i];
            AppendField(line.Append(','), row < 0 ? "" : _segments[_assigned[row]]);
            for (int k = 0; k < _segments.Length; k++)
            {
                line.Append(',');
                if (row >= 0) line.Append(CultureInfo.InvariantCulture, $"{_probabilities[row * _segments.Length + k]:R}");
            }
            writer.Write(line.Append('\n'));
        }
    }

    private static void AppendField(StringBuilder line, string field)
    {
        // Outer spaces and a leading # are quoted too: many readers trim the ones and take the other for a comment.
        if (!field.AsSpan().ContainsAny(Quoted) && (field.Length == 0 || field[0] is not (' ' or '#') && field[^1] != ' ')) line.Append(field);
        else line.Append('"').Append(field.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }
}

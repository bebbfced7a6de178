using System.Net;
using System.Text;

namespace CustomerSegmentation;

/// <summary>
/// A table as text no wider than 100 columns, as Markdown or as HTML. Add the columns (<see cref="Left"/>, <see cref="Right"/>,
/// <see cref="Wrapped"/>), then the rows. Cells are made harmless here: give them as they are.
/// </summary>
/// <remarks>Too wide, left columns are shortened and wrapped ones wrapped; what still does not fit goes into a further block below, with
/// the first column repeated. Numbers are never shortened. Not safe to share between threads.</remarks>
internal sealed class TextTable
{
    /// <summary>The widest that anything this library prints may be.</summary>
    public const int MaxWidth = 100;

    private const string Gap = "  ";

    private readonly List<Heading> _headings = [];
    private readonly List<string[]> _rows = [];

    private enum Layout { Left, Right, Wrapped }

    /// <summary>How many rows there are.</summary>
    public int RowCount => _rows.Count;

    /// <summary>A column of text, aligned left and shortened where the table is too wide.</summary>
    public TextTable Left(string title) => Add(title, Layout.Left);

    /// <summary>A column of numbers, aligned right and never shortened.</summary>
    public TextTable Right(string title) => Add(title, Layout.Right);

    /// <summary>A column of longer text, aligned left and wrapped over lines where the table is too wide.</summary>
    public TextTable Wrapped(string title) => Add(title, Layout.Wrapped);

    /// <summary>A row with one cell a column; null is an empty cell.</summary>
    public TextTable Row(params ReadOnlySpan<string?> cells)
    {
        if (cells.Length != _headings.Count)
            throw new ArgumentException($"The row has {cells.Length} cells, the table {_headings.Count} columns.", nameof(cells));
        string[] row = new string[cells.Length];
        for (int i = 0; i < row.Length; i++) row[i] = CellText.Clean(cells[i] ?? string.Empty);
        _rows.Add(row);
        return this;
    }

    /// <summary>The table with a header line and a rule, lines separated by <c>\n</c>, no line end at the end.</summary>
    public override string ToString() => ToString(MaxWidth);

    /// <summary>The same with another greatest width, at least 20.</summary>
    public string ToString(int maxWidth)
    {
        if (_headings.Count == 0) return string.Empty;
        int[] widths = Widths(maxWidth);
        StringBuilder text = new();
        for (int next = 1; next == 1 || next < _headings.Count;)
        {
            List<int> block = [0];
            int used = widths[0];
            while (next < _headings.Count && (block.Count == 1 || used + Gap.Length + widths[next] <= maxWidth))
            {
                used += Gap.Length + widths[next];
                block.Add(next++);
            }
            if (text.Length > 0) text.Append("\n\n");
            AppendBlock(text, block, widths);
            if (_headings.Count == 1) break;
        }
        return text.ToString();
    }

    /// <summary>The table as GitHub Markdown; nothing is shortened.</summary>
    public string ToMarkdown()
    {
        StringBuilder text = new("|");
        foreach (Heading heading in _headings) text.Append(' ').Append(Markdown(heading.Title)).Append(" |");
        text.Append("\n|");
        foreach (Heading heading in _headings) text.Append(heading.Layout == Layout.Right ? "---:|" : "---|");
        foreach (string[] row in _rows)
        {
            text.Append("\n|");
            foreach (string cell in row) text.Append(' ').Append(Markdown(cell)).Append(" |");
        }
        return text.ToString();
    }

    /// <summary>The table as one HTML element; nothing is shortened, all text is encoded.</summary>
    public string ToHtml()
    {
        StringBuilder text = new("<table><thead><tr>");
        foreach (Heading heading in _headings) AppendHtml(text, "th", heading, heading.Title);
        text.Append("</tr></thead><tbody>");
        foreach (string[] row in _rows)
        {
            text.Append("<tr>");
            for (int i = 0; i < row.Length; i++) AppendHtml(text, "td", _headings[i], row[i]);
            text.Append("</tr>");
        }
        return text.Append("</tbody></table>").ToString();
    }

    /// <summary>Text that Markdown shows as it is, inside a table too.</summary>
    public static string Markdown(string text)
    {
        StringBuilder escaped = new(text.Length);
        foreach (char c in text)
        {
            if (c is '\\' or '|' or '<' or '>' or '*' or '`' or '[' or ']' or '&' or '~') escaped.Append('\\');
            escaped.Append(c);
        }
        return escaped.ToString();
    }

    private TextTable Add(string title, Layout layout)
    {
        if (_rows.Count > 0) throw new InvalidOperationException("Columns come before rows.");
        _headings.Add(new(CellText.Clean(title), layout));
        return this;
    }

    private static void AppendHtml(StringBuilder text, string tag, Heading heading, string cell) =>
        text.Append('<').Append(tag).Append(heading.Layout == Layout.Right ? " style=\"text-align:right\">" : " style=\"text-align:left\">")
            .Append(WebUtility.HtmlEncode(cell)).Append("</").Append(tag).Append('>');

    private void AppendBlock(StringBuilder text, List<int> block, int[] widths)
    {
        AppendRow(text, block, widths, [.. _headings.Select(heading => heading.Title)]);
        text.Append('\n').Append(string.Join(Gap, block.Select(i => new string('─', widths[i]))));
        foreach (string[] row in _rows)
        {
            text.Append('\n');
            AppendRow(text, block, widths, row);
        }
    }

    private void AppendRow(StringBuilder text, List<int> block, int[] widths, string[] row)
    {
        string[][] cells = [.. block.Select(i => Lines(i, row[i], widths[i]))];
        int height = cells.Max(lines => lines.Length);
        for (int line = 0; line < height; line++)
        {
            if (line > 0) text.Append('\n');
            IEnumerable<string> padded = block.Select((i, at) => CellText.Pad(
                line < cells[at].Length ? cells[at][line] : string.Empty, widths[i], _headings[i].Layout == Layout.Right));
            text.Append(string.Join(Gap, padded).TrimEnd(' '));
        }
    }

    private string[] Lines(int column, string cell, int width) => _headings[column].Layout == Layout.Wrapped
        ? [.. CellText.Wrap(cell, width)]
        : [CellText.Shorten(cell, width)];

    /// <summary>Natural widths, the widest of the flexible columns narrowed column by column until the table fits or all are at their least.</summary>
    private int[] Widths(int maxWidth)
    {
        int[] widths = new int[_headings.Count], least = new int[widths.Length];
        for (int i = 0; i < widths.Length; i++)
        {
            int natural = Math.Max(CellText.Width(_headings[i].Title), _rows.Count == 0 ? 0 : _rows.Max(row => CellText.Width(row[i])));
            widths[i] = Math.Clamp(natural, 1, maxWidth);
            int share = (maxWidth - Gap.Length) / 2; // two columns always fit beside each other
            least[i] = _headings[i].Layout switch
            {
                Layout.Left => Math.Min(widths[i], Math.Min(12, share)),
                Layout.Wrapped => Math.Min(widths[i], Math.Min(24, share)),
                _ => widths[i] = Math.Min(widths[i], share),
            };
        }
        if (_headings.Count == 1) least[0] = Math.Min(widths[0], maxWidth);
        while (widths.Sum() + Gap.Length * (widths.Length - 1) > maxWidth)
        {
            int widest = -1;
            for (int i = 0; i < widths.Length; i++)
                if (widths[i] > least[i] && (widest < 0 || widths[i] > widths[widest])) widest = i;
            if (widest < 0) break;
            widths[widest]--;
        }
        return widths;
    }

    private readonly record struct Heading(string Title, Layout Layout);
}

using System.Globalization;

namespace CustomerSegmentation;

[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed partial class CustomerTable : IHtmlView
{
    private const int ShownRows = 20, ShownColumns = 50, LongestCell = 60;

    string IHtmlView.ToHtml()
    {
        Column[] shown = [.. _columns.Take(ShownColumns)];
        TextTable table = new TextTable().Left(KeyName);
        foreach (Column column in shown)
            _ = column.Kind == ColumnKind.Number ? table.Right(column.Name) : table.Left(column.Name);
        for (int row = 0; row < Math.Min(RowCount, ShownRows); row++)
            table.Row([Cell(_keys[row]), .. shown.Select(column => column.IsMissing(row) ? Figures.None : Cell(column.Text(row)!))]);
        List<string> hidden = [];
        if (RowCount > ShownRows) hidden.Add(string.Create(CultureInfo.InvariantCulture, $"the first {ShownRows} rows"));
        if (_columns.Length > ShownColumns) hidden.Add(string.Create(CultureInfo.InvariantCulture, $"{(RowCount > ShownRows ? "" : "the first ")}{ShownColumns} columns"));
        return HtmlView.Frame(
            HtmlView.Paragraph(
                $"{Show.Count(RowCount, "customer")} with {Show.Count(_columns.Length, "column")} from {Source}" +
                (hidden.Count == 0 ? "" : $"; {string.Join(" and ", hidden)} are shown")),
            table.ToHtml(),
            HtmlView.List([.. Notes.Select(note => note.ToString())]));
    }

    private static string Cell(string text) => CellText.Shorten(CellText.Clean(text), LongestCell);
}

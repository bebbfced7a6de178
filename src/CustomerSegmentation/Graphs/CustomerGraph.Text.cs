namespace CustomerSegmentation;

[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed partial class CustomerGraph : IHtmlView
{
    /// <summary>A table of the relations, no wider than 100 columns, then the notes.</summary>
    public override string ToString() => string.Join('\n', [
        .. CellText.Wrap(CellText.Clean(TextHeadline()), TextTable.MaxWidth), "", RelationTable().ToString(),
        .. Notes.Count == 0 ? [] : (string[])["", .. NoteLines.Of(Notes)]]);

    string IHtmlView.ToHtml() => HtmlView.Frame(
        HtmlView.Paragraph(TextHeadline()), RelationTable().ToHtml(), HtmlView.List([.. Notes.Select(note => note.ToString())]));

    private string TextHeadline() =>
        $"{Show.Count(Customers.RowCount, "customer")} of {Customers.Source}, {Show.Count(_relations.Length, "relation")}{(CutOff is { } end ? $", edges before {EdgeTimes.Show(end)}" : "")}";

    private TextTable RelationTable()
    {
        TextTable table = new TextTable().Left("relation").Left("links").Right("items").Right("edges").Left("weights").Right("customers with edges").Right("mean").Right("most");
        foreach (GraphRelation relation in _relations)
        {
            Adjacency to = relation.ToUsers;
            int linked = 0, most = 0;
            for (int row = 0; row < to.Rows; row++)
            {
                int degree = to.Degree(row);
                if (degree > 0) linked++;
                most = Math.Max(most, degree);
            }
            table.Row(
                relation.Name,
                $"{(relation.ItemSet is { } items ? $"customers, {items.Name}" : relation.Directed ? "customers, one way" : "customers")}{(relation.Derived ? " (derived)" : "")}",
                relation.ItemSet is null ? null : Figures.Count(relation.ItemSet.Count), Figures.Count(relation.Edges), relation.Weighted ? "yes" : "no",
                Figures.Percent((double)linked / to.Rows), Figures.Short((double)to.Count / to.Rows), Figures.Count(most));
        }
        return table;
    }
}

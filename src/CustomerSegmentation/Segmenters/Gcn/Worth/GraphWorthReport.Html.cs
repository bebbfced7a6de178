namespace CustomerSegmentation;

[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed partial class GraphWorthReport : IHtmlView
{
    string IHtmlView.ToHtml() => HtmlView.Frame(
        [HtmlView.Paragraph(Headline), HtmlView.Paragraph(Verdict), .. Tables().Select(table => table.ToHtml()), HtmlView.List([.. Notes.Select(note => note.ToString())])]);
}

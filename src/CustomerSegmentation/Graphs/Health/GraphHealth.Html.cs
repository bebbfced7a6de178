namespace CustomerSegmentation;

[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed partial class GraphHealth : IHtmlView
{
    string IHtmlView.ToHtml() => HtmlView.Frame(
        [HtmlView.Paragraph(Headline), .. Tables().Select(table => table.ToHtml()), HtmlView.List([.. Notes.Select(note => note.ToString())])]);
}

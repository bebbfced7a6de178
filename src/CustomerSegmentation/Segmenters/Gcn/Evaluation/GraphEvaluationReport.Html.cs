namespace CustomerSegmentation;

[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed partial class GraphEvaluationReport : IHtmlView
{
    string IHtmlView.ToHtml() => HtmlView.Frame(HtmlView.Paragraph(Headline), RunTable().ToHtml(), HtmlView.List([.. Notes.Select(note => note.ToString())]));
}

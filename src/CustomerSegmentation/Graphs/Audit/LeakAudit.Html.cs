namespace CustomerSegmentation;

[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed partial class LeakAudit : IHtmlView
{
    string IHtmlView.ToHtml() => HtmlView.Frame(HtmlView.Paragraph(Headline), Findings.Count == 0 ? "" : FindingTable().ToHtml());
}

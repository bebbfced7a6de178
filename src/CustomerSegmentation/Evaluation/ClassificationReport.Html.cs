namespace CustomerSegmentation;

[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed partial class ClassificationReport : IHtmlView
{
    string IHtmlView.ToHtml() => HtmlView.Frame(
        HtmlView.Paragraph(Headline), MetricTable().ToHtml(), SegmentTable().ToHtml(), ConfusionMatrix.Table().ToHtml(),
        HtmlView.List([.. Notes.Select(note => note.ToString())]));
}

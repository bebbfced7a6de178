namespace CustomerSegmentation;

[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed partial class CrossValidationReport : IHtmlView
{
    string IHtmlView.ToHtml() => HtmlView.Frame(
        HtmlView.Paragraph(Headline), FoldTable().ToHtml(), Pooled.SegmentTable().ToHtml(), Pooled.ConfusionMatrix.Table().ToHtml(),
        HtmlView.List([.. AllNotes.Select(note => note.ToString())]));
}

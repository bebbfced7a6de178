namespace CustomerSegmentation;

[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed partial class Segmentation : IHtmlView
{
    string IHtmlView.ToHtml()
    {
        IEnumerable<string> notes = Notes.Select(note => note.ToString());
        if (LeftOut.Count > 0) notes = notes.Append($"{Show.Count(LeftOut.Count, "customer")} left out, without a segment: {Show.List(LeftOut)}");
        return HtmlView.Frame(HtmlView.Paragraph(Headline()), SummaryTable().ToHtml(), HtmlView.List([.. notes]));
    }
}

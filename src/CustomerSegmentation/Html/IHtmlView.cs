namespace CustomerSegmentation;

/// <summary>Something that shows itself as HTML in a notebook; its class also carries <see cref="TypeFormatterSourceAttribute"/>.</summary>
internal interface IHtmlView
{
    /// <summary>One element that stands alone: <see cref="HtmlView.Frame"/> around encoded parts, no script, no colours of its own.</summary>
    string ToHtml();
}

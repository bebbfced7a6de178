namespace CustomerSegmentation;

/// <summary>Shows whatever is an <see cref="IHtmlView"/> in a notebook.</summary>
internal sealed class HtmlViewFormatter
{
    internal const string HtmlType = "text/html";

    /// <summary>What it writes.</summary>
#pragma warning disable CA1822 // the kernel reads it from an instance
    public string MimeType => HtmlType;

    /// <summary>Writes the view; false leaves the value to the kernel.</summary>
    public bool Format(object instance, TextWriter writer)
    {
        if (instance is not IHtmlView view) return false;
        writer.Write(view.ToHtml());
        return true;
    }
#pragma warning restore CA1822
}

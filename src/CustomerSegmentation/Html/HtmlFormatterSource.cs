namespace CustomerSegmentation;

/// <summary>What <see cref="TypeFormatterSourceAttribute"/> points to; the kernel finds the method by its name.</summary>
internal sealed class HtmlFormatterSource
{
    /// <summary>Objects with a property <c>MimeType</c> and a method <c>Format(object, TextWriter)</c>, which the kernel finds by name too.</summary>
#pragma warning disable CA1822 // the kernel calls it on an instance
    public IEnumerable<object> CreateTypeFormatters() => [new HtmlViewFormatter()];
#pragma warning restore CA1822
}

namespace CustomerSegmentation;

/// <summary>
/// Tells the kernel of a .NET notebook how a type shows itself. The kernel (Microsoft.DotNet.Interactive.Formatting) looks for an attribute
/// of this name on the type, whoever declared it, and reads its two properties: so no package is needed.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    /// <summary>A type with a public constructor without parameters and a public method <c>CreateTypeFormatters()</c>.</summary>
    public Type FormatterSourceType { get; } = formatterSourceType;

    /// <summary>What the type is shown as where nothing else is asked for.</summary>
    public string[] PreferredMimeTypes { get; } = [HtmlViewFormatter.HtmlType];
}

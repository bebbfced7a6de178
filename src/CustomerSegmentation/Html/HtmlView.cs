using System.Net;
using System.Text;

namespace CustomerSegmentation;

/// <summary>
/// The building blocks of what notebooks show. No script; text colours are the notebook's own and lines are half transparent, so that it
/// reads well on light and dark.
/// </summary>
internal static class HtmlView
{
    private const int MostNotes = 20;

    private const string Style =
        ".customer-segmentation{overflow-x:auto}" +
        ".customer-segmentation table{border-collapse:collapse;margin:.4em 0 .8em;font-variant-numeric:tabular-nums}" +
        ".customer-segmentation th,.customer-segmentation td{padding:.2em .7em;border-bottom:1px solid rgba(128,128,128,.3);white-space:nowrap}" +
        ".customer-segmentation th{border-bottom:2px solid rgba(128,128,128,.6)}" +
        ".customer-segmentation p{margin:.4em 0}" +
        ".customer-segmentation ul{margin:.4em 0;padding-left:1.4em;opacity:.8}";

    /// <summary>The parts, already HTML, in one element with the style they need.</summary>
    public static string Frame(params IEnumerable<string> parts) =>
        $"<div class=\"customer-segmentation\"><style>{Style}</style>{string.Concat(parts)}</div>";

    /// <summary>A paragraph of text.</summary>
    public static string Paragraph(string text) => $"<p>{Encode(text)}</p>";

    /// <summary>A list of texts, nothing where there are none; beyond 20 the number of the others.</summary>
    public static string List(IReadOnlyCollection<string> items)
    {
        if (items.Count == 0) return string.Empty;
        StringBuilder list = new("<ul>");
        foreach (string item in items.Take(MostNotes)) list.Append("<li>").Append(Encode(item)).Append("</li>");
        if (items.Count > MostNotes) list.Append("<li>").Append(Encode($"and {Show.Count(items.Count - MostNotes, "more note")}")).Append("</li>");
        return list.Append("</ul>").ToString();
    }

    /// <summary>Text as HTML shows it as it is: control and bidirectional characters escaped, markup encoded.</summary>
    public static string Encode(string text) => WebUtility.HtmlEncode(CellText.Clean(text));
}

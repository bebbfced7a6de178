using System.Globalization;
using System.Text;

namespace CustomerSegmentation;

/// <summary>The choices as a table of at most 100 characters a line; long words are wrapped, long names shortened.</summary>
internal static class ChoiceTable
{
    private const int Width = 100, LongestName = 30;

    public static string Print(IReadOnlyList<FeatureChoice> choices)
    {
        string[] heads = ["column", "kind", "missing", "distinct", "features", "what is done with it"];
        string[][] rows = [.. choices.Select(choice => new[]
        {
            Name(choice.Column), choice.Kind.ToString(), Number(choice.Missing), Number(choice.Distinct), Number(choice.Features), choice.What,
        })];
        int[] widths = [.. heads.Take(5).Select((head, i) => Math.Max(head.Length, rows.Length == 0 ? 0 : rows.Max(row => row[i].Length)))];
        int left = widths.Sum() + 2 * widths.Length;
        StringBuilder table = new();
        Line(table, heads, widths, left);
        foreach (string[] row in rows) Line(table, row, widths, left);
        return table.ToString().TrimEnd();
    }

    private static void Line(StringBuilder table, string[] cells, int[] widths, int left)
    {
        for (int i = 0; i < widths.Length; i++)
            table.Append(i < 2 ? cells[i].PadRight(widths[i]) : cells[i].PadLeft(widths[i])).Append("  ");
        bool first = true;
        foreach (string part in Wrap(cells[5], Width - left))
        {
            if (!first) table.Append(' ', left);
            table.AppendLine(part);
            first = false;
        }
    }

    private static IEnumerable<string> Wrap(string text, int width)
    {
        while (text.Length > width)
        {
            int cut = text.LastIndexOf(' ', width);
            if (cut <= 0) cut = width;
            yield return text[..cut].TrimEnd();
            text = text[cut..].TrimStart();
        }
        yield return text;
    }

    private static string Name(string name)
    {
        string shown = Show.Value(name)[1..^1];
        return shown.Length <= LongestName ? shown : shown[..(LongestName - 1)] + "…";
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

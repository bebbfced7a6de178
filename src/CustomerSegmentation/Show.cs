using System.Globalization;
using System.Text;

namespace CustomerSegmentation;

/// <summary>How values, names and lists appear in messages: shortened, control characters escaped, invariant culture.</summary>
internal static class Show
{
    private const int Longest = 60;

    /// <summary>A value in quotes, at most 60 characters, control characters and quotes escaped: <c>"a\tb…"</c>.</summary>
    public static string Value(object? value) => value switch
    {
        null => "nothing",
        string text => Quote(text),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Quote(value.ToString() ?? string.Empty),
    };

    /// <summary>Up to <paramref name="most"/> values in quotes, then how many more there are.</summary>
    public static string List(IEnumerable<string> values, int most = 5)
    {
        string[] all = [.. values];
        string head = string.Join(", ", all.Take(most).Select(Quote));
        return all.Length > most ? $"{head} and {all.Length - most} more" : head;
    }

    /// <summary>A count with its noun: <c>1 row</c>, <c>2 rows</c>.</summary>
    public static string Count(long count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : noun.EndsWith('s') ? "es" : "s")}");

    /// <summary>"; did you mean …?" with the nearest name, or an empty string where none is near.</summary>
    public static string DidYouMean(string name, IEnumerable<string> known)
    {
        string? nearest = known
            .Select(candidate => (candidate, distance: Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .Where(pair => pair.distance <= Math.Max(2, name.Length / 3))
            .OrderBy(pair => pair.distance).ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Select(pair => pair.candidate).FirstOrDefault();
        return nearest is null ? string.Empty : $"; did you mean {Quote(nearest)}?";
    }

    private static string Quote(string text)
    {
        StringBuilder shown = new(Math.Min(text.Length, Longest) + 2);
        shown.Append('"');
        foreach (char c in text.AsSpan(0, Math.Min(text.Length, Longest)))
            _ = c switch
            {
                '\t' => shown.Append("\\t"),
                '\n' => shown.Append("\\n"),
                '\r' => shown.Append("\\r"),
                '"' => shown.Append("\\\""),
                _ when char.IsControl(c) || char.IsSurrogate(c) && text.Length > Longest || c is '\u2028' or '\u2029' or '\u202e'
                    => shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => shown.Append(c),
            };
        return shown.Append(text.Length > Longest ? "…\"" : "\"").ToString();
    }

    private static int Distance(string a, string b)
    {
        // Levenshtein with one row.
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int cost = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = row[j];
                row[j] = cost;
            }
        }
        return row[b.Length];
    }
}

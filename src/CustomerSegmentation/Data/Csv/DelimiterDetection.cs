namespace CustomerSegmentation;

/// <summary>Finds the delimiter of a CSV by its first lines: the one that cuts most of them into as many fields as the header.</summary>
internal static class DelimiterDetection
{
    private const int MostRecords = 50;

    /// <summary>Comma, semicolon, tab or <c>|</c>; comma where none of them cuts the header.</summary>
    public static char Find(ReadOnlySpan<char> head)
    {
        char best = ',';
        double bestScore = 0;
        foreach (char candidate in (ReadOnlySpan<char>)[',', ';', '\t', '|'])
        {
            double score = Score(head, candidate);
            if (score > bestScore) (best, bestScore) = (candidate, score);
        }
        return best;
    }

    private static double Score(ReadOnlySpan<char> head, char delimiter)
    {
        List<int> fields = [];
        int count = 1;
        bool quoted = false, start = true, any = false;
        for (int i = 0; i < head.Length && fields.Count < MostRecords; i++)
        {
            char c = head[i];
            if (quoted)
            {
                if (c == '"') quoted = false; // a doubled quote closes and opens again
            }
            else if (c == '"' && (start || i > 0 && head[i - 1] == '"')) quoted = true;
            else if (c == delimiter) count++;
            else if (c is '\r' or '\n')
            {
                if (any) fields.Add(count);
                (count, any, start) = (1, false, true);
                continue;
            }
            any = true;
            start = c == delimiter;
        }
        if (any && fields.Count < MostRecords && (fields.Count == 0 || fields.Count == 1)) fields.Add(count); // the last one may be cut off
        if (fields.Count == 0 || fields[0] < 2) return 0;
        // Agreement first; more fields only between equals.
        return fields.Count(n => n == fields[0]) * 1000.0 / fields.Count + Math.Min(fields[0], 999);
    }
}

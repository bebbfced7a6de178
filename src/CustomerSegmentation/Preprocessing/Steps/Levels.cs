namespace CustomerSegmentation;

/// <summary>What the category steps share.</summary>
internal static class Levels
{
    /// <summary>How many rows each level has.</summary>
    public static int[] Count(CategoryColumn column)
    {
        int[] counts = new int[column.Levels.Count];
        foreach (int code in column.Codes) if (code >= 0) counts[code]++;
        return counts;
    }

    public static int IndexOf(IReadOnlyList<string> levels, string level)
    {
        for (int i = 0; i < levels.Count; i++) if (levels[i] == level) return i;
        return -1;
    }
}

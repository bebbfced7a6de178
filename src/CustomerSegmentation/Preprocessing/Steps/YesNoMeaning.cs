namespace CustomerSegmentation;

/// <summary>Words for yes and no.</summary>
internal static class YesNoMeaning
{
    private static readonly string[] Yeses = ["yes", "y", "true", "t", "1", "on"], Noes = ["no", "n", "false", "f", "0", "off"];

    /// <summary>What a word says, by the column's own words first, then by common ones, ignoring case; null where it says neither.</summary>
    public static bool? Read(string word, string yes, string no) =>
        Same(word, yes) ? true : Same(word, no) ? false
        : Yeses.Any(known => Same(word, known)) ? true : Noes.Any(known => Same(word, known)) ? false : null;

    /// <summary>How many rows say yes, and no.</summary>
    public static (int Yes, int No) Count(YesNoColumn column)
    {
        (int yes, int no) = (0, 0);
        foreach (sbyte value in column.Values)
            if (value > 0) yes++;
            else if (value == 0) no++;
        return (yes, no);
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}

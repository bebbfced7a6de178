namespace CustomerSegmentation;

/// <summary>The words for yes and no: yes/no, true/false, y/n, whatever their case. 0 and 1 are numbers unless the kind is given.</summary>
internal static class YesNoPairs
{
    private static readonly (string Yes, string No)[] Pairs = [("yes", "no"), ("true", "false"), ("y", "n"), ("1", "0")];

    /// <summary>The pair a word belongs to and whether it says yes; pair −1 for any other word.</summary>
    public static (int Pair, bool Yes) Find(string word, bool digits)
    {
        string trimmed = word.Trim();
        for (int pair = 0; pair < Pairs.Length - (digits ? 0 : 1); pair++)
        {
            if (trimmed.Equals(Pairs[pair].Yes, StringComparison.OrdinalIgnoreCase)) return (pair, true);
            if (trimmed.Equals(Pairs[pair].No, StringComparison.OrdinalIgnoreCase)) return (pair, false);
        }
        return (-1, false);
    }

    /// <summary>The other word of a pair, in the case of the one that is there.</summary>
    public static string Partner(int pair, bool yes, string like)
    {
        string word = yes ? Pairs[pair].Yes : Pairs[pair].No;
        return like.All(char.IsUpper) ? word.ToUpperInvariant()
            : char.IsUpper(like[0]) ? char.ToUpperInvariant(word[0]) + word[1..] : word;
    }
}

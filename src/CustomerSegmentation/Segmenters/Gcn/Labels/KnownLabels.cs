namespace CustomerSegmentation;

/// <summary>The labels of the training customers as a model keeps them: keys as hashes, label codes. Personal data.</summary>
internal sealed record KnownLabels(HashedKeys Keys, int[] Codes)
{
    /// <summary>The label code of each customer, −1 where it was not learned from.</summary>
    public int[] Of(IReadOnlyList<string> customers)
    {
        int[] codes = new int[customers.Count];
        for (int i = 0; i < codes.Length; i++) codes[i] = Keys.Row(customers[i]) is >= 0 and int row ? Codes[row] : -1;
        return codes;
    }
}

namespace CustomerSegmentation;

/// <summary>
/// Whether labels follow an order: how often one labelled customer has the same label as the next, against all orders of the same labels. Mean and variance of
/// the number of runs are those of Barton and David (1957).
/// </summary>
/// <param name="Same">The share of neighbours in the order with the same label.</param>
/// <param name="Chance">What a random order would give.</param>
/// <param name="Z">Their distance in standard deviations.</param>
internal sealed record LabelRuns(double Same, double Chance, double Z)
{
    /// <summary>From z 5, and a fiftieth of what is possible.</summary>
    public bool Follow => Z >= 5 && (Same - Chance) / (1 - Chance) >= .02;

    public static LabelRuns In(CustomerOrder order, GraphLabels labels)
    {
        int[] codes = [.. order.Rows().Select(row => labels.Codes[row]).Where(code => code >= 0)];
        double n = codes.Length, runs = 1, squares = 0, cubes = 0;
        for (int i = 1; i < codes.Length; i++) if (codes[i] != codes[i - 1]) runs++;
        foreach (double count in labels.Counts) (squares, cubes) = (squares + count * count, cubes + count * count * count);
        double expected = (n * (n + 1) - squares) / n;
        double variance = (squares * (squares + n * (n + 1)) - 2 * n * cubes - n * n * n) / (n * n * (n - 1));
        return new((n - runs) / (n - 1), (n - expected) / (n - 1), (expected - runs) / Math.Sqrt(variance));
    }
}

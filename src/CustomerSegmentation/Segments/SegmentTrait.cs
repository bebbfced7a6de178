using System.Globalization;

namespace CustomerSegmentation;

/// <summary>Something in which a segment differs from all other customers.</summary>
/// <param name="Column">The column's name.</param>
/// <param name="Level">The level of a category or yes/no column; null for numbers and times.</param>
/// <param name="Inside">The mean (of times: in ticks), or the level's share, among the segment's customers with a value.</param>
/// <param name="Outside">The same among all other customers with a segment.</param>
/// <param name="Effect">Cohen's d (numbers, times: difference of means over the pooled standard deviation) or Cohen's h (levels:
/// 2·asin √p − 2·asin √q); positive where the segment has more. Cohen, Statistical Power Analysis, 1988.</param>
/// <param name="Words">For a person: <c>ClickRate high (0.61 vs 0.32)</c>, <c>Gender=Female 71 % vs 48 %</c>.</param>
public sealed record SegmentTrait(string Column, string? Level, double Inside, double Outside, double Effect, string Words)
{
    /// <summary>The least |d| of a number or time that counts as typical.</summary>
    internal const double LeastEffect = 0.3;

    /// <summary>The least difference of shares that counts as typical.</summary>
    internal const double LeastDifference = 0.1;

    /// <summary>Fewer customers with a value than this, in the segment or outside, say nothing.</summary>
    internal const int FewestCustomers = 5;

    /// <summary>How a number (or a time in ticks) differs; null where it does not stand out.</summary>
    internal static SegmentTrait? OfMeans(string column, Moments inside, Moments outside, bool isTime)
    {
        if (inside.Count < FewestCustomers || outside.Count < FewestCustomers || inside.Mean == outside.Mean) return null;
        double pooled = (inside.Deviations + outside.Deviations) / (inside.Count + outside.Count - 2);
        double d = (inside.Mean - outside.Mean) / Math.Sqrt(pooled);
        if (!(Math.Abs(d) >= LeastEffect)) return null; // NaN too: infinite values have no mean to compare
        string word = (d > 0, isTime) switch { (true, true) => "late", (false, true) => "early", (true, false) => "high", _ => "low" };
        return new(column, null, inside.Mean, outside.Mean, d, $"{column} {word} ({(isTime ? Days(inside.Mean, outside.Mean) : Numbers(inside.Mean, outside.Mean))})");
    }

    private static string Days(double a, double b) => string.Create(
        CultureInfo.InvariantCulture, $"{new DateTime((long)a):yyyy-MM-dd} vs {new DateTime((long)b):yyyy-MM-dd}");

    /// <summary>Three digits, or more where these would hide the difference (years).</summary>
    private static string Numbers(double a, double b)
    {
        string first = Figures.Short(a, 3), second = Figures.Short(b, 3);
        return first != second ? $"{first} vs {second}" : $"{Figures.Short(a, 7)} vs {Figures.Short(b, 7)}";
    }

    /// <summary>The level whose share differs most, of equals the one the segment has more of; null where none stands out.</summary>
    internal static SegmentTrait? OfShares(string column, string[] levels, int[] inside, long[] total)
    {
        long here = inside.Sum(count => (long)count), there = total.Sum() - here;
        if (here < FewestCustomers || there < FewestCustomers) return null;
        // Shares in thousandths of a millionth: the two levels of a pair differ alike, whatever the rounding.
        int best = Enumerable.Range(0, levels.Length)
            .OrderByDescending(level => Math.Round(Math.Abs(Difference(level)), 9)).ThenByDescending(Difference).FirstOrDefault(-1);
        if (best < 0 || Math.Round(Math.Abs(Difference(best)), 9) < LeastDifference) return null;
        double p = (double)inside[best] / here, q = (double)(total[best] - inside[best]) / there;
        double h = 2 * Math.Asin(Math.Sqrt(p)) - 2 * Math.Asin(Math.Sqrt(q));
        return new(column, levels[best], p, q, h, $"{column}={levels[best]} {Percent(p)} vs {Percent(q)}");

        double Difference(int level) => (double)inside[level] / here - (double)(total[level] - inside[level]) / there;

        static string Percent(double share) => (share * 100).ToString("0", CultureInfo.InvariantCulture) + " %";
    }
}

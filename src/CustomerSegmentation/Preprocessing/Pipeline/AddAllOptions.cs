namespace CustomerSegmentation;

/// <summary>
/// How columns are prepared automatically by kind. Numbers: missing to the median with an indicator, clipped at quantiles
/// (skewed ones spread to a normal shape by quantiles instead), standardised. Categories, and text that repeats: one column a level, rare levels together, missing as its own. Yes/no: 0 and 1.
/// Times: age in days, weekday and month, clipped and standardised. Left out: what is constant, all missing, or an identifier
/// (text that differs in every row; whole numbers that differ in every row though repeats were to be expected).
/// </summary>
public sealed record AddAllOptions
{
    /// <summary>The lower quantile at which numbers are clipped, 0 for none; default 0.005.</summary>
    public double ClipLower { get; init; } = 0.005;

    /// <summary>The upper quantile at which numbers are clipped, 1 for none; default 0.995.</summary>
    public double ClipUpper { get; init; } = 0.995;

    /// <summary>
    /// The skewness (of the clipped values, by moments) beyond which, on either side, a number column is spread to a normal shape by
    /// <see cref="QuantileNormalizer"/> instead of only clipped; at least 0, null for never; default 1.
    /// </summary>
    public double? SkewLimit { get; init; } = 1;

    /// <summary>The share of the training rows below which a level is rare, from 0 to 1; default 0.001. A level of one row alone is always rare.</summary>
    public double RareShare { get; init; } = 0.001;

    /// <summary>The most levels with a column of their own, at least 1; default 50.</summary>
    public int MaxLevels { get; init; } = 50;

    internal IEnumerable<string> Problems()
    {
        if (!(ClipLower >= 0 && ClipLower < ClipUpper && ClipUpper <= 1))
            yield return $"AddAllOptions.ClipLower {Show.Value(ClipLower)} and ClipUpper {Show.Value(ClipUpper)} must be from 0 to 1, the lower below the upper.";
        if (!(RareShare >= 0 && RareShare <= 1)) yield return $"AddAllOptions.RareShare {Show.Value(RareShare)} must be from 0 to 1.";
        if (SkewLimit is { } limit && !(limit >= 0 && double.IsFinite(limit))) yield return $"AddAllOptions.SkewLimit {Show.Value(limit)} must be at least 0, or null.";
        if (MaxLevels < 1) yield return $"AddAllOptions.MaxLevels {MaxLevels} must be at least 1.";
    }
}

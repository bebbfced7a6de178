namespace CustomerSegmentation;

/// <summary>The automatic choice for one column of the training rows: steps, or why the column is left out.</summary>
internal sealed record AutomaticSteps(ColumnSteps? Steps, string Reason)
{
    /// <summary>How many repeats chance should have brought before a column without any is an identifier.</summary>
    private const double ExpectedRepeats = 10;

    public static AutomaticSteps Choose(Column column, int distinct, AddAllOptions options)
    {
        int missing = column.MissingCount, present = column.Count - missing;
        if (present == 0) return new(null, "left out: all missing");
        if (distinct == 1 && missing == 0) return new(null, $"left out: constant {Show.Value(column.Text(0))}");
        return column switch
        {
            NumberColumn numbers => IsIdentifier(numbers, distinct) ? new(null, "left out: whole numbers, all different, look like an identifier") : Number(numbers, distinct, options),
            YesNoColumn => new(ColumnSteps.None.YesNo(), ""),
            TimeColumn => new(Clip(ColumnSteps.None.TimeParts(), options).Standardize(), ""),
            CategoryColumn category => Category(category, present, distinct, options),
            _ => throw new InvalidOperationException("Text is taken as a category before."),
        };
    }

    private static AutomaticSteps Number(NumberColumn column, int distinct, AddAllOptions options)
    {
        ColumnSteps steps = ColumnSteps.None.ImputeMedian(indicator: true);
        // Of two values any shape is the same after standardising.
        bool skewed = distinct > 2 && options.SkewLimit is { } limit && Math.Abs(Skewness(column, options)) > limit;
        return new((skewed ? steps.NormalizeQuantiles() : Clip(steps, options)).Standardize(), "");
    }

    /// <summary>The third central moment over the deviation cubed, of the values clipped as a plain number column would be; 0 for a constant.</summary>
    private static double Skewness(NumberColumn column, AddAllOptions options)
    {
        double[] values = Numbers.Present(column);
        Array.Sort(values);
        (double low, double high) = (Numbers.Quantile(values, options.ClipLower), Numbers.Quantile(values, options.ClipUpper));
        for (int i = 0; i < values.Length; i++) values[i] = Math.Clamp(values[i], low, high);
        double mean = Sums.Mean(values), deviation = Math.Sqrt(Sums.Variance(values, mean));
        if (!double.IsFinite(deviation)) return double.PositiveInfinity;
        if (deviation <= Math.Abs(mean) * 1e-12) return 0;
        for (int i = 0; i < values.Length; i++) values[i] = Math.Pow((values[i] - mean) / deviation, 3);
        return Sums.Mean(values);
    }

    private static AutomaticSteps Category(CategoryColumn column, int present, int distinct, AddAllOptions options)
    {
        if (distinct == present && distinct > 1) return new(null, "left out: different in every row");
        int least = (int)Math.Max(2, Math.Ceiling(options.RareShare * column.Count));
        int[] counts = Levels.Count(column);
        int kept = counts.Count(count => count >= least);
        if (kept == 0) return new(null, $"left out: all {distinct} values are rare (fewer than {least} rows each)");
        bool rare = kept > options.MaxLevels || kept < distinct;
        // With rare levels in training, "other" has been learned and is the better place for unseen ones.
        OneHotEncoder encoder = new() { MinCount = least, MaxLevels = options.MaxLevels, Unseen = rare ? UnseenLevels.Other : UnseenLevels.AllZero };
        return new(ColumnSteps.None.OneHot(encoder), "");
    }

    private static ColumnSteps Clip(ColumnSteps steps, AddAllOptions options) =>
        options.ClipLower > 0 || options.ClipUpper < 1 ? steps.ClipOutliers(options.ClipLower, options.ClipUpper) : steps;

    /// <summary>
    /// Whole numbers that never repeat although n values from their range would: with n values out of R the expected number of equal
    /// pairs is at least n² / 2R (more where some values are likelier), and the chance of none is below e to the minus that.
    /// </summary>
    private static bool IsIdentifier(NumberColumn column, int distinct)
    {
        if (distinct < column.Count) return false;
        (double least, double most) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (double value in column.Values)
        {
            if (value != Math.Floor(value)) return false;
            (least, most) = (Math.Min(least, value), Math.Max(most, value));
        }
        return (double)column.Count * column.Count / (2 * (most - least + 1)) >= ExpectedRepeats;
    }
}

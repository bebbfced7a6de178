namespace CustomerSegmentation;

/// <summary>
/// The steps of one column, in order: <c>column => column.ImputeMean().ClipOutliers().Standardize()</c>. Immutable: each verb gives a
/// longer copy. A step changes those columns of the step before whose kind it takes; others (an indicator) pass by.
/// </summary>
public sealed record ColumnSteps
{
    /// <summary>No step.</summary>
    public static ColumnSteps None { get; } = new();

    /// <summary>The steps in order.</summary>
    public EquatableList<ITransformer> Steps { get; private init; } = [];

    /// <summary>Fills missing numbers with the training mean (<see cref="SimpleImputer"/>).</summary>
    /// <param name="indicator">Whether <c>name (missing)</c> is added where training had missing values; default false.</param>
    public ColumnSteps ImputeMean(bool indicator = false) => Add(new SimpleImputer { Strategy = ImputeStrategy.Mean, AddIndicator = indicator });

    /// <summary>Fills missing numbers with the training median (<see cref="SimpleImputer"/>).</summary>
    /// <param name="indicator">Whether <c>name (missing)</c> is added where training had missing values; default false.</param>
    public ColumnSteps ImputeMedian(bool indicator = false) => Add(new SimpleImputer { Strategy = ImputeStrategy.Median, AddIndicator = indicator });

    /// <summary>Fills missing numbers, levels or yes/no with the most frequent training value (<see cref="SimpleImputer"/>).</summary>
    /// <param name="indicator">Whether <c>name (missing)</c> is added where training had missing values; default false.</param>
    public ColumnSteps ImputeMostFrequent(bool indicator = false) => Add(new SimpleImputer { Strategy = ImputeStrategy.MostFrequent, AddIndicator = indicator });

    /// <summary>Fills missing numbers with a constant.</summary>
    /// <param name="value">The number, finite.</param>
    /// <param name="indicator">Whether <c>name (missing)</c> is added where training had missing values; default false.</param>
    public ColumnSteps ImputeConstant(double value, bool indicator = false)
    {
        if (!double.IsFinite(value)) throw new ArgumentOutOfRangeException(nameof(value), value, "The constant must be finite.");
        return Add(new SimpleImputer { Strategy = ImputeStrategy.Constant, Number = value, AddIndicator = indicator });
    }

    /// <summary>Fills missing categories with a level, or missing yes/no with one of its words.</summary>
    /// <param name="level">The level, new or known.</param>
    /// <param name="indicator">Whether <c>name (missing)</c> is added where training had missing values; default false.</param>
    public ColumnSteps ImputeConstant(string level, bool indicator = false)
    {
        ArgumentNullException.ThrowIfNull(level);
        return Add(new SimpleImputer { Strategy = ImputeStrategy.Constant, Level = level, AddIndicator = indicator });
    }

    /// <summary>Clips numbers at two quantiles of the training values (<see cref="QuantileClipper"/>).</summary>
    /// <param name="lower">The lower quantile, from 0 to below <paramref name="upper"/>; default 0.005.</param>
    /// <param name="upper">The upper quantile, up to 1; default 0.995.</param>
    public ColumnSteps ClipOutliers(double lower = 0.005, double upper = 0.995)
    {
        if (!(lower >= 0 && lower < upper)) throw new ArgumentOutOfRangeException(nameof(lower), lower, $"The lower quantile must be from 0 to below the upper, {Show.Value(upper)}.");
        if (!(upper <= 1)) throw new ArgumentOutOfRangeException(nameof(upper), upper, "The upper quantile must be at most 1.");
        return Add(new QuantileClipper { Lower = lower, Upper = upper });
    }

    /// <summary>Gives skewed numbers a normal shape by their quantiles (<see cref="QuantileNormalizer"/>).</summary>
    /// <param name="quantiles">How many quantiles are learned, at least 2; default 100.</param>
    public ColumnSteps NormalizeQuantiles(int quantiles = 100)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(quantiles, 2);
        return Add(new QuantileNormalizer { Quantiles = quantiles });
    }

    /// <summary>Scales numbers to mean 0 and standard deviation 1 (<see cref="StandardScaler"/>).</summary>
    public ColumnSteps Standardize() => Add(new StandardScaler());

    /// <summary>Scales numbers to a range (<see cref="MinMaxScaler"/>).</summary>
    /// <param name="low">What the smallest training value becomes; default 0.</param>
    /// <param name="high">What the largest training value becomes; default 1.</param>
    /// <param name="clip">Whether later values beyond the training range are clipped; default false.</param>
    public ColumnSteps MinMax(double low = 0, double high = 1, bool clip = false)
    {
        if (!(double.IsFinite(low) && double.IsFinite(high) && low < high))
            throw new ArgumentOutOfRangeException(nameof(low), low, $"The range must be finite and its low end below its high end, {Show.Value(high)}.");
        return Add(new MinMaxScaler { Low = low, High = high, Clip = clip });
    }

    /// <summary>One column a level.</summary>
    /// <param name="encoder">How unseen, missing and rare levels are treated; null for the defaults of <see cref="OneHotEncoder"/>.</param>
    public ColumnSteps OneHot(OneHotEncoder? encoder = null)
    {
        OneHotEncoder step = encoder ?? new();
        if (step.MinCount < 1 || step.MaxLevels < 1) throw new ArgumentOutOfRangeException(nameof(encoder), "MinCount and MaxLevels must be at least 1.");
        return Add(step);
    }

    /// <summary>Yes 1, no 0; missing as the more frequent, with an indicator (<see cref="YesNoEncoder"/>).</summary>
    public ColumnSteps YesNo() => Add(new YesNoEncoder());

    /// <summary>Age in days, weekday, month.</summary>
    /// <param name="encoder">The reference and which parts; null for the defaults of <see cref="TimeEncoder"/>.</param>
    public ColumnSteps TimeParts(TimeEncoder? encoder = null)
    {
        TimeEncoder step = encoder ?? new();
        if (!(step.Age || step.Weekday || step.Month)) throw new ArgumentException("At least one of Age, Weekday and Month must be true.", nameof(encoder));
        return Add(step);
    }

    /// <summary>A step of your own, or a built-in one.</summary>
    public ColumnSteps Add(ITransformer step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return new() { Steps = [.. Steps, step] };
    }
}

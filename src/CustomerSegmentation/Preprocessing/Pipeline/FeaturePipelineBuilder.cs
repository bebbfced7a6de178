namespace CustomerSegmentation;

/// <summary>
/// Gathers how columns become features; <see cref="Build"/> checks everything and freezes it. Features come in the order of the verbs,
/// the remaining columns of <see cref="AddAll"/> last. Not safe to share between threads.
/// </summary>
public sealed class FeaturePipelineBuilder
{
    private readonly List<FeatureEntry> _entries = [];
    private readonly List<string> _excluded = [], _complete = [];
    private readonly List<string> _problems = [];
    private AddAllOptions? _remaining;
    private AbsentColumns? _absent;
    private bool _completeFeatures;

    /// <summary>Number columns, prepared automatically: missing to the median, outliers clipped or skewed ones spread, standardised.</summary>
    public FeaturePipelineBuilder AddNumeric(params string[] names) => Add(ColumnKind.Number, names, null);

    /// <summary>Number columns with steps: <c>AddNumeric(["Age", "Income"], column => column.ImputeMean().Standardize())</c>.</summary>
    /// <param name="names">One name or several in brackets.</param>
    /// <param name="steps">The steps of each of the columns.</param>
    public FeaturePipelineBuilder AddNumeric(ColumnNames names, Func<ColumnSteps, ColumnSteps> steps) => Add(ColumnKind.Number, names, steps);

    /// <summary>Category columns, prepared automatically: one column a level, rare levels together, missing as its own.</summary>
    public FeaturePipelineBuilder AddCategorical(params string[] names) => Add(ColumnKind.Category, names, null);

    /// <summary>Category columns with steps: <c>AddCategorical("City", column => column.OneHot(new() { MaxLevels = 20 }))</c>.</summary>
    /// <param name="names">One name or several in brackets.</param>
    /// <param name="steps">The steps of each of the columns.</param>
    public FeaturePipelineBuilder AddCategorical(ColumnNames names, Func<ColumnSteps, ColumnSteps> steps) => Add(ColumnKind.Category, names, steps);

    /// <summary>Yes/no columns: 1 and 0, missing as the more frequent with an indicator.</summary>
    public FeaturePipelineBuilder AddYesNo(params string[] names) => Add(ColumnKind.YesNo, names, null);

    /// <summary>Yes/no columns with steps.</summary>
    /// <param name="names">One name or several in brackets.</param>
    /// <param name="steps">The steps of each of the columns.</param>
    public FeaturePipelineBuilder AddYesNo(ColumnNames names, Func<ColumnSteps, ColumnSteps> steps) => Add(ColumnKind.YesNo, names, steps);

    /// <summary>Time columns, prepared automatically: age in days before the latest training moment, weekday, month, standardised.</summary>
    public FeaturePipelineBuilder AddTime(params string[] names) => Add(ColumnKind.Time, names, null);

    /// <summary>Time columns with steps: <c>AddTime("Joined", column => column.TimeParts(new() { Month = false }).Standardize())</c>.</summary>
    /// <param name="names">One name or several in brackets.</param>
    /// <param name="steps">The steps of each of the columns.</param>
    public FeaturePipelineBuilder AddTime(ColumnNames names, Func<ColumnSteps, ColumnSteps> steps) => Add(ColumnKind.Time, names, steps);

    /// <summary>Text columns, prepared automatically as categories by their frequent values; left out where every value is different.</summary>
    public FeaturePipelineBuilder AddText(params string[] names) => Add(ColumnKind.Text, names, null);

    /// <summary>Text columns with steps of your own, which must give numbers.</summary>
    /// <param name="names">One name or several in brackets.</param>
    /// <param name="steps">The steps of each of the columns.</param>
    public FeaturePipelineBuilder AddText(ColumnNames names, Func<ColumnSteps, ColumnSteps> steps) => Add(ColumnKind.Text, names, steps);

    /// <summary>All remaining columns but label, key and excluded ones, each prepared automatically by its kind in the training rows.</summary>
    /// <param name="options">What is clipped, rare, too much; null for the defaults of <see cref="AddAllOptions"/>.</param>
    public FeaturePipelineBuilder AddAll(AddAllOptions? options = null)
    {
        if (_remaining is not null) _problems.Add("AddAll is called twice. Remove one of the two.");
        _remaining = options ?? new();
        return this;
    }

    /// <summary>Columns that are never features, whatever <see cref="AddAll"/> finds.</summary>
    public FeaturePipelineBuilder Exclude(params string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        _excluded.AddRange(names);
        return this;
    }

    /// <summary>
    /// Leaves out rows with a missing value in one of these columns, or, without names, in any feature column. At the fit they are
    /// dropped and counted; at scoring those customers get no features, and <see cref="FeatureMatrix.SourceRows"/> says which remain.
    /// </summary>
    public FeaturePipelineBuilder DropRowsWithMissing(params string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Length == 0) _completeFeatures = true;
        _complete.AddRange(names);
        return this;
    }

    /// <summary>What a column that is absent at scoring means; default <see cref="AbsentColumns.Error"/>.</summary>
    public FeaturePipelineBuilder UseAbsentColumns(AbsentColumns behaviour)
    {
        if (_absent is not null) _problems.Add("UseAbsentColumns is called twice. Remove one of the two.");
        _absent = behaviour;
        return this;
    }

    /// <summary>Checks everything and gives the immutable plan; the builder can go on afterwards without changing it.</summary>
    /// <exception cref="SegmentationException">Something is wrong; all problems are listed, each with its remedy.</exception>
    public FeaturePipelinePlan Build()
    {
        FeaturePipelinePlan plan = Gather(out List<string> problems);
        PlanCheck.Throw(problems, "The preparation cannot be built");
        return plan;
    }

    /// <summary>The plan with its problems not thrown, for a builder around this one that lists them among its own.</summary>
    internal FeaturePipelinePlan Gather(out List<string> problems)
    {
        FeaturePipelinePlan plan = new()
        {
            Entries = [.. _entries],
            Remaining = _remaining,
            Excluded = [.. _excluded.Distinct()],
            CompleteColumns = [.. _complete.Distinct()],
            CompleteFeatures = _completeFeatures,
            Absent = _absent ?? AbsentColumns.Error,
        };
        problems = [.. _problems, .. PlanCheck.Problems(plan)];
        return plan;
    }

    private FeaturePipelineBuilder Add(ColumnKind kind, IEnumerable<string> names, Func<ColumnSteps, ColumnSteps>? steps)
    {
        ArgumentNullException.ThrowIfNull(names);
        _entries.Add(new() { Columns = [.. names], Kind = kind, Steps = steps?.Invoke(ColumnSteps.None) });
        return this;
    }
}

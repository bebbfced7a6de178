namespace CustomerSegmentation;

/// <summary>
/// The verbs every segmenter's builder has. <c>Add…</c> may come many times and keeps its order; <c>Use…</c> sets one thing, a second
/// call is a problem. <c>Build()</c> lists all problems at once and gives an immutable plan. Not safe to share between threads.
/// </summary>
/// <typeparam name="TBuilder">The builder itself, so that verbs chain.</typeparam>
public abstract class SegmenterBuilder<TBuilder> where TBuilder : SegmenterBuilder<TBuilder>
{
    private readonly FeaturePipelineBuilder _features = new();
    private readonly List<string> _problems = [];
    private readonly HashSet<string> _used = [];
    private protected string? Label;
    private protected TrainingOptions Training = new();
    private protected ulong Seed = 1;
    private protected Decision Decision = Decision.ArgMax;
    private protected EquatableList<KeyValuePair<string, string>> Names = [];

    private protected SegmenterBuilder() { }

    /// <summary>The column to learn: categories, yes/no, or numbers such as 0 and 1. Its values become the segments. Required.</summary>
    public TBuilder UseLabel(string column) => Use(nameof(UseLabel), () => Label = column);

    /// <summary>Number columns, prepared automatically: missing to the median, outliers clipped, standardised.</summary>
    public TBuilder AddNumeric(params string[] names) => With(() => _features.AddNumeric(names));

    /// <summary>Number columns with steps: <c>AddNumeric(["Age", "Income"], column => column.ImputeMean().Standardize())</c>.</summary>
    /// <param name="names">One name or several in brackets.</param>
    /// <param name="steps">The steps of each of the columns.</param>
    public TBuilder AddNumeric(ColumnNames names, Func<ColumnSteps, ColumnSteps> steps) => With(() => _features.AddNumeric(names, steps));

    /// <summary>Category columns, prepared automatically: one feature a level, rare levels together, missing as its own.</summary>
    public TBuilder AddCategorical(params string[] names) => With(() => _features.AddCategorical(names));

    /// <summary>Category columns with steps: <c>AddCategorical("City", column => column.OneHot(new() { MaxLevels = 20 }))</c>.</summary>
    /// <param name="names">One name or several in brackets.</param>
    /// <param name="steps">The steps of each of the columns.</param>
    public TBuilder AddCategorical(ColumnNames names, Func<ColumnSteps, ColumnSteps> steps) => With(() => _features.AddCategorical(names, steps));

    /// <summary>Yes/no columns: 1 and 0, missing as the more frequent with an indicator.</summary>
    public TBuilder AddYesNo(params string[] names) => With(() => _features.AddYesNo(names));

    /// <summary>Yes/no columns with steps.</summary>
    /// <param name="names">One name or several in brackets.</param>
    /// <param name="steps">The steps of each of the columns.</param>
    public TBuilder AddYesNo(ColumnNames names, Func<ColumnSteps, ColumnSteps> steps) => With(() => _features.AddYesNo(names, steps));

    /// <summary>Time columns: age in days before the latest training moment, weekday, month, standardised.</summary>
    public TBuilder AddTime(params string[] names) => With(() => _features.AddTime(names));

    /// <summary>Time columns with steps.</summary>
    /// <param name="names">One name or several in brackets.</param>
    /// <param name="steps">The steps of each of the columns.</param>
    public TBuilder AddTime(ColumnNames names, Func<ColumnSteps, ColumnSteps> steps) => With(() => _features.AddTime(names, steps));

    /// <summary>Text columns, prepared automatically as categories by their frequent values; left out where every value is different.</summary>
    public TBuilder AddText(params string[] names) => With(() => _features.AddText(names));

    /// <summary>Text columns with steps of your own, which must give numbers.</summary>
    /// <param name="names">One name or several in brackets.</param>
    /// <param name="steps">The steps of each of the columns.</param>
    public TBuilder AddText(ColumnNames names, Func<ColumnSteps, ColumnSteps> steps) => With(() => _features.AddText(names, steps));

    /// <summary>All remaining columns but label, key and excluded ones, each prepared automatically by its kind in the training rows.</summary>
    /// <param name="options">What is clipped, rare, too much; null for the defaults of <see cref="AddAllOptions"/>.</param>
    public TBuilder AddAll(AddAllOptions? options = null) => With(() => _features.AddAll(options));

    /// <summary>Columns that are never features, whatever <see cref="AddAll"/> finds.</summary>
    public TBuilder Exclude(params string[] names) => With(() => _features.Exclude(names));

    /// <summary>Leaves out customers with a missing value in one of these columns, or, without names, in any feature column: dropped and
    /// counted at the fit; at scoring they get no segment and are listed in <see cref="Segmentation.LeftOut"/>.</summary>
    public TBuilder DropRowsWithMissing(params string[] names) => With(() => _features.DropRowsWithMissing(names));

    /// <summary>What a column that is absent at scoring means; default <see cref="AbsentColumns.Error"/>.</summary>
    public TBuilder UseAbsentColumns(AbsentColumns behaviour) => With(() => _features.UseAbsentColumns(behaviour));

    /// <summary>How the network is trained; default <see cref="TrainingOptions"/>.</summary>
    public TBuilder UseTraining(TrainingOptions options) => Use(nameof(UseTraining), () => Training = options ?? throw new ArgumentNullException(nameof(options)));

    /// <summary>The seed of everything random: the same seed gives the same model, bit for bit; default 1.</summary>
    public TBuilder UseSeed(ulong seed) => Use(nameof(UseSeed), () => Seed = seed);

    /// <summary>How probabilities become segments; default <see cref="Decision.ArgMax"/>.</summary>
    public TBuilder UseDecision(Decision decision) => Use(nameof(UseDecision), () => Decision = decision ?? throw new ArgumentNullException(nameof(decision)));

    /// <summary>Names for the segments instead of the label's values: <c>UseSegmentNames(("0", "Segment A"), ("1", "Segment B"))</c>.</summary>
    public TBuilder UseSegmentNames(params (string Label, string Segment)[] names) =>
        Use(nameof(UseSegmentNames), () => Names = [.. names.Select(pair => KeyValuePair.Create(pair.Label, pair.Segment))]);

    /// <summary>Does something once: a second call of the same verb is a problem.</summary>
    private protected TBuilder Use(string verb, Action set)
    {
        if (!_used.Add(verb)) _problems.Add($"{verb} is called twice. Remove one of the two.");
        set();
        return (TBuilder)this;
    }

    private protected bool Used(string verb) => _used.Contains(verb);

    /// <summary>Gathers the preparation and throws all problems at once.</summary>
    private protected FeaturePipelinePlan Checked(string headline, IEnumerable<string> more)
    {
        FeaturePipelinePlan features = _features.Gather(out List<string> problems);
        List<string> all = [.. _problems];
        if (string.IsNullOrWhiteSpace(Label)) all.Add("There is no label. Say which column to learn with UseLabel(\"column\").");
        else if (features.Entries.Any(entry => entry.Columns.Contains(Label)))
            all.Add($"The label {Show.Value(Label)} is also a feature, which would give the answer away. Remove it from the features.");
        if (Names.GroupBy(pair => pair.Key).FirstOrDefault(group => group.Count() > 1) is { } label)
            all.Add($"UseSegmentNames names the label {Show.Value(label.Key)} twice. Give each label one name.");
        if (Names.GroupBy(pair => pair.Value).FirstOrDefault(group => group.Count() > 1) is { } segment)
            all.Add($"UseSegmentNames gives the name {Show.Value(segment.Key)} twice. Give each segment a name of its own.");
        PlanCheck.Throw([.. all, .. problems, .. more, .. Training.Problems()], headline);
        return features;
    }

    private TBuilder With(Action add)
    {
        add();
        return (TBuilder)this;
    }
}

using System.Text.Json.Nodes;

namespace CustomerSegmentation;

/// <summary>
/// Fills missing values of number, category and yes/no columns with a value learned from the present training values, or a constant;
/// the same values as scikit-learn's <c>SimpleImputer</c>.
/// </summary>
/// <remarks>A column that is all missing in training is an error, except for <see cref="ImputeStrategy.Constant"/>. Each filled value is noted.</remarks>
public sealed record SimpleImputer : ITransformer
{
    internal const string Type = "simple-imputer";

    /// <summary>What to fill with; default <see cref="ImputeStrategy.Median"/>.</summary>
    public ImputeStrategy Strategy { get; init; } = ImputeStrategy.Median;

    /// <summary>The constant for number columns, finite; default null. Only with <see cref="ImputeStrategy.Constant"/>.</summary>
    public double? Number { get; init; }

    /// <summary>The constant for category columns (a level, new or known) and yes/no columns (one of their words); default null.</summary>
    public string? Level { get; init; }

    /// <summary>
    /// Whether a yes/no column <c>name (missing)</c> is added that says where a value was missing; default false. It is added only
    /// for a column that had missing values in training: elsewhere a model could learn nothing from it.
    /// </summary>
    public bool AddIndicator { get; init; }

    /// <inheritdoc/>
    public string TypeName => Type;

    /// <inheritdoc/>
    public string Describe() => "fill missing with the " + Strategy switch
    {
        ImputeStrategy.Mean => "mean",
        ImputeStrategy.Median => "median",
        ImputeStrategy.MostFrequent => "most frequent value",
        _ => "constant " + string.Join(" or ", new[] { Number is { } number ? Numbers.Text(number) : null, Level is null ? null : Show.Value(Level) }.OfType<string>()),
    } + (AddIndicator ? ", and an indicator of where it was missing" : "");

    /// <inheritdoc/>
    public bool Takes(ColumnKind kind) => kind switch
    {
        ColumnKind.Number => Strategy != ImputeStrategy.Constant || Number is not null,
        ColumnKind.Category or ColumnKind.YesNo => Strategy == ImputeStrategy.MostFrequent || Strategy == ImputeStrategy.Constant && Level is not null,
        _ => false,
    };

    /// <inheritdoc/>
    public ColumnKind Gives(ColumnKind kind) => kind;

    /// <inheritdoc/>
    public IFittedTransformer Fit(IReadOnlyList<Column> columns) => FittedByColumn.Fit(this, columns, FitColumn);

    /// <inheritdoc/>
    public JsonObject SaveSettings()
    {
        JsonObject settings = new() { ["strategy"] = Strategy.ToString(), ["indicator"] = AddIndicator };
        if (Number is { } number) settings["number"] = number;
        if (Level is { } level) settings["level"] = level;
        return settings;
    }

    internal static SimpleImputer Read(SettingsReader settings) => new()
    {
        Strategy = settings.Choice<ImputeStrategy>("strategy"),
        Number = settings.NumberOrNull("number"),
        Level = settings.TextOrNull("level"),
        AddIndicator = settings.Flag("indicator"),
    };

    private FittedImputerColumn FitColumn(Column column)
    {
        bool indicator = AddIndicator && column.MissingCount > 0;
        string what = Strategy switch { ImputeStrategy.Mean => "mean", ImputeStrategy.Median => "median", ImputeStrategy.MostFrequent => "most frequent", _ => "constant" };
        return column switch
        {
            NumberColumn numbers => new(column.Name, what, FillNumber(numbers), indicator),
            YesNoColumn yesNo => new(column.Name, what, FillYesNo(yesNo), indicator),
            CategoryColumn category => new(column.Name, what, FillLevel(category), indicator),
            _ => throw new InvalidOperationException("Takes allowed a kind that is not filled."),
        };
    }

    private double FillNumber(NumberColumn column)
    {
        if (Strategy == ImputeStrategy.Constant) return Numbers.Finite(Number!.Value, column, "constant");
        double[] present = Numbers.PresentOrThrow(column, "imputation");
        if (Strategy == ImputeStrategy.Mean) return Numbers.Finite(Sums.Mean(present), column, "mean");
        Array.Sort(present);
        if (Strategy == ImputeStrategy.Median)
        {
            double low = present[(present.Length - 1) / 2], high = present[present.Length / 2];
            return double.IsFinite(low + high) ? (low + high) / 2 : low / 2 + high / 2;
        }
        (double best, int most) = (present[0], 0);
        for (int start = 0, end; start < present.Length; start = end)
        {
            for (end = start + 1; end < present.Length && present[end] == present[start];) end++;
            if (end - start > most) (best, most) = (present[start], end - start);
        }
        return best;
    }

    private bool FillYesNo(YesNoColumn column)
    {
        if (Strategy == ImputeStrategy.Constant)
            return YesNoMeaning.Read(Level!, column.Yes, column.No) ?? throw new SegmentationException(
                $"The constant {Show.Value(Level)} for the yes/no column {Show.Value(column.Name)} is neither its yes ({Show.Value(column.Yes)}) nor its no ({Show.Value(column.No)}). Give one of the two.");
        (int yes, int no) = YesNoMeaning.Count(column);
        return yes + no == 0 ? throw Numbers.NothingToLearn(column, "imputation") : yes > no;
    }

    private string FillLevel(CategoryColumn column)
    {
        if (Strategy == ImputeStrategy.Constant) return Level!;
        int[] counts = Levels.Count(column);
        int best = -1;
        for (int level = 0; level < counts.Length; level++)
            if (counts[level] > 0 && (best < 0 || counts[level] > counts[best]
                || counts[level] == counts[best] && string.CompareOrdinal(column.Levels[level], column.Levels[best]) < 0)) best = level;
        return best < 0 ? throw Numbers.NothingToLearn(column, "imputation") : column.Levels[best];
    }
}

using System.Text.Json.Nodes;

namespace CustomerSegmentation;

/// <summary>
/// Turns a category into one yes/no column a level, <c>name=level</c>, in the ordinal order of the levels, then <c>name=(other)</c> for
/// rare ones where there are any, then <c>name (missing)</c> where training had missing values.
/// </summary>
/// <remarks>Levels without a training row are not learned. A column that is all missing in training gives only the missing column.</remarks>
public sealed record OneHotEncoder : ITransformer
{
    internal const string Type = "one-hot-encoder";

    /// <summary>What happens to levels that training did not have; default <see cref="UnseenLevels.AllZero"/>.</summary>
    public UnseenLevels Unseen { get; init; } = UnseenLevels.AllZero;

    /// <summary>What happens to missing values; default <see cref="MissingLevels.OwnColumn"/>.</summary>
    public MissingLevels Missing { get; init; } = MissingLevels.OwnColumn;

    /// <summary>Levels with fewer training rows are rare and share one column; default 1: none is rare.</summary>
    public int MinCount { get; init; } = 1;

    /// <summary>The most levels with a column of their own, at least 1; the less frequent others are rare. Default null: all.
    /// Of levels that are as frequent, those first in ordinal order are kept.</summary>
    public int? MaxLevels { get; init; }

    /// <inheritdoc/>
    public string TypeName => Type;

    /// <inheritdoc/>
    public string Describe() => "one column a level"
        + (MinCount > 1 ? $", levels with fewer than {MinCount} rows together" : "")
        + (MaxLevels is { } most ? $", at most {most} levels" : "")
        + Unseen switch { UnseenLevels.Error => ", unseen levels an error", UnseenLevels.Other => ", unseen levels as other", _ => "" }
        + Missing switch { MissingLevels.Error => ", missing an error", MissingLevels.AllZero => ", missing all zero", _ => "" };

    /// <inheritdoc/>
    public bool Takes(ColumnKind kind) => kind == ColumnKind.Category;

    /// <inheritdoc/>
    public ColumnKind Gives(ColumnKind kind) => ColumnKind.YesNo;

    /// <inheritdoc/>
    public IFittedTransformer Fit(IReadOnlyList<Column> columns)
    {
        if (MinCount < 1 || MaxLevels < 1)
            throw new SegmentationException($"A one-hot encoder has MinCount {MinCount} and MaxLevels {Show.Value(MaxLevels)}. Both must be at least 1.");
        return FittedByColumn.Fit(this, columns, column => FitColumn((CategoryColumn)column));
    }

    /// <inheritdoc/>
    public JsonObject SaveSettings()
    {
        JsonObject settings = new() { ["unseen"] = Unseen.ToString(), ["missing"] = Missing.ToString(), ["minCount"] = MinCount };
        if (MaxLevels is { } most) settings["maxLevels"] = most;
        return settings;
    }

    internal static OneHotEncoder Read(SettingsReader settings) => new()
    {
        Unseen = settings.Choice<UnseenLevels>("unseen"),
        Missing = settings.Choice<MissingLevels>("missing"),
        MinCount = (int)settings.Whole("minCount", 1, int.MaxValue),
        MaxLevels = settings.Has("maxLevels") ? (int)settings.Whole("maxLevels", 1, int.MaxValue) : null,
    };

    private FittedOneHotColumn FitColumn(CategoryColumn column)
    {
        int[] counts = Levels.Count(column);
        int[] seen = [.. Enumerable.Range(0, counts.Length).Where(level => counts[level] > 0)];
        IEnumerable<int> kept = seen.Where(level => counts[level] >= MinCount);
        if (MaxLevels is { } most)
            kept = kept.OrderByDescending(level => counts[level]).ThenBy(level => column.Levels[level], StringComparer.Ordinal).Take(most);
        string[] own = [.. kept.Select(level => column.Levels[level]).Order(StringComparer.Ordinal)];
        HashSet<string> owned = new(own, StringComparer.Ordinal);
        string[] rare = [.. seen.Select(level => column.Levels[level]).Where(level => !owned.Contains(level)).Order(StringComparer.Ordinal)];
        // Rare levels go where unseen ones go, so the thousands of them need not be kept, unless unseen ones must be told apart.
        bool other = rare.Length > 0 || Unseen == UnseenLevels.Other;
        return new(column.Name, own, other, Unseen == UnseenLevels.Other ? [] : rare, Unseen, Missing, Missing == MissingLevels.OwnColumn && column.MissingCount > 0);
    }
}

using System.Globalization;
using System.Text.Json.Nodes;

namespace CustomerSegmentation;

/// <summary>
/// Turns moments into numbers: <c>name (days ago)</c> against a reference, and the weekday and the month each as a point on a circle
/// (<c>sin</c> and <c>cos</c> of its angle; Monday and January at angle 0), so that Sunday is next to Monday and December to January.
/// </summary>
/// <remarks>A missing moment takes the median training age (0 where there is none) and the middle of the circles (0, 0), and is
/// counted; <c>name (missing)</c> is added where training had missing values.</remarks>
public sealed record TimeEncoder : ITransformer
{
    internal const string Type = "time-encoder";

    /// <summary>The moment from which the age is counted, or null (the default) for the latest moment of the training rows.
    /// Later moments have a negative age.</summary>
    public DateTime? Reference { get; init; }

    /// <summary>Whether the age in days (with its fraction) comes out; default true.</summary>
    public bool Age { get; init; } = true;

    /// <summary>Whether the weekday comes out, as <c>name (weekday sin)</c> and <c>(weekday cos)</c>; default true.</summary>
    public bool Weekday { get; init; } = true;

    /// <summary>Whether the month comes out, as <c>name (month sin)</c> and <c>(month cos)</c>; default true.</summary>
    public bool Month { get; init; } = true;

    /// <inheritdoc/>
    public string TypeName => Type;

    /// <inheritdoc/>
    public string Describe()
    {
        string[] parts =
        [
            .. Age ? [$"age in days before {(Reference is { } moment ? moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "the latest training moment")}"] : Array.Empty<string>(),
            .. Weekday ? ["weekday on a circle"] : Array.Empty<string>(),
            .. Month ? ["month on a circle"] : Array.Empty<string>(),
        ];
        return string.Join(", ", parts);
    }

    /// <inheritdoc/>
    public bool Takes(ColumnKind kind) => kind == ColumnKind.Time;

    /// <inheritdoc/>
    public IFittedTransformer Fit(IReadOnlyList<Column> columns)
    {
        if (!(Age || Weekday || Month)) throw new SegmentationException("A time encoder gives nothing. Let at least one of Age, Weekday and Month be true.");
        return FittedByColumn.Fit(this, columns, column => FitColumn((TimeColumn)column));
    }

    /// <inheritdoc/>
    public JsonObject SaveSettings()
    {
        JsonObject settings = new() { ["age"] = Age, ["weekday"] = Weekday, ["month"] = Month };
        if (Reference is { } moment) settings["reference"] = moment.Ticks;
        return settings;
    }

    internal static TimeEncoder Read(SettingsReader settings) => new()
    {
        Reference = settings.Has("reference") ? new DateTime(settings.Whole("reference", 0, DateTime.MaxValue.Ticks)) : null,
        Age = settings.Flag("age"),
        Weekday = settings.Flag("weekday"),
        Month = settings.Flag("month"),
    };

    private FittedTimeColumn FitColumn(TimeColumn column)
    {
        long[] present = [.. column.Ticks];
        int count = 0;
        foreach (long ticks in column.Ticks) if (ticks != TimeColumn.Missing) present[count++] = ticks;
        Array.Resize(ref present, count);
        Array.Sort(present);
        long reference = Reference?.Ticks ?? (count == 0 ? 0 : present[^1]);
        double fill = count == 0 ? 0
            : (FittedTimeColumn.Days(reference, present[(count - 1) / 2]) + FittedTimeColumn.Days(reference, present[count / 2])) / 2;
        return new(column.Name, reference, fill, Age, Weekday, Month, count < column.Count);
    }
}

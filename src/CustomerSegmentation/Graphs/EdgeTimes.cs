namespace CustomerSegmentation;

/// <summary>Moments of edges as ticks.</summary>
internal static class EdgeTimes
{
    /// <summary>The ticks of a moment, local time turned to UTC; <see cref="TimeColumn.Missing"/> for none.</summary>
    public static long Ticks(DateTime? moment) =>
        moment is not { } value ? TimeColumn.Missing : (value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : value).Ticks;

    /// <summary>Ticks as messages show them.</summary>
    public static string Show(long ticks) => Figures.Moment(new DateTime(ticks));
}

using System.Globalization;

namespace CustomerSegmentation;

/// <summary>A column of moments as <see cref="DateTime"/> ticks without a time zone (sources with an offset are turned to UTC).</summary>
public sealed class TimeColumn : Column
{
    /// <summary>The tick value that stands for a missing moment.</summary>
    public const long Missing = long.MinValue;

    private readonly long[] _ticks;

    /// <summary>Takes over the array of ticks (<see cref="Missing"/> where there is none), which the caller must not change afterwards.</summary>
    public TimeColumn(string name, long[] ticks) : base(name, (ticks ?? throw new ArgumentNullException(nameof(ticks))).Length) =>
        _ticks = ticks;

    /// <inheritdoc/>
    public override ColumnKind Kind => ColumnKind.Time;

    /// <summary>Ticks of 100 ns since 0001-01-01, <see cref="Missing"/> where there is none; shape <c>[n]</c>.</summary>
    public ReadOnlySpan<long> Ticks => _ticks;

    /// <summary>The row's moment, or null where it is missing.</summary>
    public DateTime? this[int row] => _ticks[row] == Missing ? null : new DateTime(_ticks[row], DateTimeKind.Unspecified);

    /// <inheritdoc/>
    public override bool IsMissing(int row) => _ticks[row] == Missing;

    /// <inheritdoc/>
    public override string? Text(int row) => this[row] is not { } moment ? null
        : moment.ToString(
            moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : moment.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm:ss.FFFFFFF",
            CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override TimeColumn SelectRows(ReadOnlySpan<int> rows) => new(Name, Pick(_ticks, rows));

    /// <inheritdoc/>
    public override TimeColumn WithName(string name) => new(name, _ticks);
}

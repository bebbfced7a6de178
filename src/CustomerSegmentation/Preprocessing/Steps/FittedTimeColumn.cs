using System.Globalization;
using System.Text.Json.Nodes;

namespace CustomerSegmentation;

/// <summary>The reference moment of one column, and the age that a missing moment takes.</summary>
internal sealed class FittedTimeColumn : FittedColumn
{
    private static readonly (double Sin, double Cos)[] Weekdays = Circle(7), Months = Circle(12);

    private readonly long _reference;
    private readonly double _fill;
    private readonly bool _age, _weekday, _month, _indicator;
    private readonly string _note;
    private readonly string[] _outputNames;

    public FittedTimeColumn(string name, long reference, double fill, bool age, bool weekday, bool month, bool indicator) : base(name, ColumnKind.Time)
    {
        (_reference, _fill, _age, _weekday, _month, _indicator) = (reference, fill, age, weekday, month, indicator);
        _note = $"missing moments taken as {Numbers.Text(fill)} days ago";
        _outputNames =
        [
            .. age ? [name + " (days ago)"] : Array.Empty<string>(),
            .. weekday ? [name + " (weekday sin)", name + " (weekday cos)"] : Array.Empty<string>(),
            .. month ? [name + " (month sin)", name + " (month cos)"] : Array.Empty<string>(),
            .. indicator ? [FittedImputerColumn.MissingName(name)] : Array.Empty<string>(),
        ];
    }

    public override IReadOnlyList<string> OutputNames => _outputNames;

    /// <summary>The days from a moment to the reference.</summary>
    public static double Days(long reference, long ticks) => (reference - ticks) / (double)TimeSpan.TicksPerDay;

    public override string Describe()
    {
        string moment = new DateTime(_reference).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture).Replace(" 00:00:00", "", StringComparison.Ordinal);
        string[] parts = [.. _age ? [$"age in days before {moment}"] : Array.Empty<string>(), .. _weekday ? ["weekday"] : Array.Empty<string>(), .. _month ? ["month"] : Array.Empty<string>()];
        return string.Join(", ", parts) + (_indicator ? ", with an indicator of missing" : "");
    }

    public override void Transform(Column column, List<Column> outputs, DataNotes notes)
    {
        ReadOnlySpan<long> ticks = ((TimeColumn)column).Ticks;
        int name = 0, missing = 0;
        foreach (long moment in ticks) if (moment == TimeColumn.Missing) missing++;
        if (_age)
        {
            double[] days = new double[ticks.Length];
            for (int row = 0; row < days.Length; row++) days[row] = ticks[row] == TimeColumn.Missing ? _fill : Days(_reference, ticks[row]);
            outputs.Add(new NumberColumn(_outputNames[name++], days));
        }
        // Day 0 of the calendar, 0001-01-01, is a Monday.
        if (_weekday) AddCircle(ticks, Weekdays, moment => (int)(moment / TimeSpan.TicksPerDay % 7), ref name, outputs);
        if (_month) AddCircle(ticks, Months, moment => new DateTime(moment).Month - 1, ref name, outputs);
        if (_indicator) outputs.Add(FittedImputerColumn.Where(column, _outputNames[name]));
        notes.Add(column.Name, _note, missing);
    }

    public override void Save(JsonObject state)
    {
        (state["reference"], state["fill"], state["indicator"]) = (_reference, _fill, _indicator);
        (state["age"], state["weekday"], state["month"]) = (_age, _weekday, _month);
    }

    public static FittedTimeColumn Read(SettingsReader state) =>
        new(state.Name("name"), state.Whole("reference", 0, DateTime.MaxValue.Ticks), state.Number("fill"),
            state.Flag("age"), state.Flag("weekday"), state.Flag("month"), state.Flag("indicator"));

    private void AddCircle(ReadOnlySpan<long> ticks, (double Sin, double Cos)[] circle, Func<long, int> place, ref int name, List<Column> outputs)
    {
        double[] sines = new double[ticks.Length], cosines = new double[ticks.Length];
        for (int row = 0; row < ticks.Length; row++)
            if (ticks[row] != TimeColumn.Missing) (sines[row], cosines[row]) = circle[place(ticks[row])];
        outputs.Add(new NumberColumn(_outputNames[name++], sines));
        outputs.Add(new NumberColumn(_outputNames[name++], cosines));
    }

    private static (double, double)[] Circle(int places) =>
        [.. Enumerable.Range(0, places).Select(place => Math.SinCos(2 * Math.PI * place / places))];
}

using System.Globalization;

namespace CustomerSegmentation;

/// <summary>Gathers the values of one column, row by row.</summary>
internal abstract class ColumnBuilder(string name)
{
    public string Name { get; } = name;

    public abstract ColumnKind Kind { get; }

    public abstract void AddMissing();

    /// <summary>The column so far; the builder is not used afterwards.</summary>
    public abstract Column Build();
}

internal sealed class NumberBuilder(string name) : ColumnBuilder(name)
{
    private readonly List<double> _values = [];

    public override ColumnKind Kind => ColumnKind.Number;

    public override void AddMissing() => _values.Add(double.NaN);

    /// <summary>Adds a number; NaN is missing.</summary>
    /// <exception cref="SegmentationException">It is infinite or larger than models can compute with.</exception>
    public void Add(double value, string source)
    {
        if (Math.Abs(value) > NumberText.Largest)
            throw new SegmentationException(
                $"Column {Show.Value(Name)} of {source} holds {Show.Value(value)} in row {_values.Count + 1}. Expected: a finite number of at most 3.4e38; correct it, or leave it out if it is unknown.");
        _values.Add(value);
    }

    public override Column Build() => new NumberColumn(Name, [.. _values]);
}

internal sealed class YesNoBuilder(string name) : ColumnBuilder(name)
{
    private readonly List<sbyte> _values = [];

    public override ColumnKind Kind => ColumnKind.YesNo;

    public override void AddMissing() => _values.Add(-1);

    public void Add(bool value) => _values.Add(value ? (sbyte)1 : (sbyte)0);

    public override Column Build() => new YesNoColumn(Name, [.. _values]);
}

internal sealed class TimeBuilder(string name) : ColumnBuilder(name)
{
    private readonly List<long> _ticks = [];

    public override ColumnKind Kind => ColumnKind.Time;

    public override void AddMissing() => _ticks.Add(TimeColumn.Missing);

    /// <summary>Adds a moment; local time becomes UTC.</summary>
    public void Add(DateTime value) => _ticks.Add((value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : value).Ticks);

    public override Column Build() => new TimeColumn(Name, [.. _ticks]);
}

/// <summary>Texts, each different one kept once; null and blank are missing. They become a category or text.</summary>
internal sealed class WordBuilder(string name, ColumnKind kind) : ColumnBuilder(name)
{
    private readonly List<string?> _texts = [];
    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);

    public override ColumnKind Kind => kind;

    public override void AddMissing() => _texts.Add(null);

    public void Add(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            AddMissing();
            return;
        }
        if (_known.TryGetValue(text, out string? same)) text = same;
        else if (_known.Count < 10_000) _known[text] = text;
        _texts.Add(text);
    }

    public override Column Build() => kind == ColumnKind.Category ? CategoryColumn.FromTexts(Name, _texts) : new TextColumn(Name, [.. _texts]);
}

/// <summary>Texts whose kind is found from all of them, as for CSV.</summary>
internal sealed class InferredBuilder(string name, TextRules rules, string source, DataNotes notes) : ColumnBuilder(name)
{
    private readonly RawColumn _raw = new(name);
    private readonly TextCells _cells = new(rules.MissingMarkers);

    public string? Remark { get; private set; }

    public override ColumnKind Kind => ColumnKind.Text;

    public override void AddMissing() => _raw.AddMissing();

    public void Add(string text)
    {
        try
        {
            _cells.Add(_raw, text);
        }
        catch (System.Text.EncoderFallbackException error)
        {
            throw new SegmentationException($"Column {Show.Value(Name)} of {source} holds half a character (an unpaired surrogate) in row {_raw.Rows + 1}. Correct the text where it comes from.", error);
        }
    }

    public Column Build(ColumnKind? given)
    {
        ColumnReading reading = new(_raw, rules, source, row => "row " + (row + 1).ToString(CultureInfo.InvariantCulture), notes);
        Column column = reading.Read(given);
        Remark = reading.Remark;
        return column;
    }

    public override Column Build() => Build(null);
}

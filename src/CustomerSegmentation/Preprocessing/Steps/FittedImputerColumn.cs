using System.Text.Json.Nodes;

namespace CustomerSegmentation;

/// <summary>A value to fill one column with: a double, a level (string) or a yes/no (bool), by the column's kind.</summary>
internal sealed class FittedImputerColumn : FittedColumn
{
    private readonly object _fill;
    private readonly string _what, _note;
    private readonly string[] _outputNames;

    public FittedImputerColumn(string name, string what, object fill, bool indicator)
        : base(name, fill switch { double => ColumnKind.Number, bool => ColumnKind.YesNo, _ => ColumnKind.Category })
    {
        (_fill, _what) = (fill, what);
        _note = $"missing values filled with the {what} {Shown}";
        _outputNames = indicator ? [name, MissingName(name)] : [name];
    }

    public override IReadOnlyList<string> OutputNames => _outputNames;

    private bool Indicator => _outputNames.Length > 1;

    private string Shown => _fill switch { double number => Numbers.Text(number), bool yes => yes ? "yes" : "no", _ => Show.Value(_fill) };

    public static string MissingName(string column) => column + " (missing)";

    public override string Describe() => $"fill missing with the {_what} {Shown}{(Indicator ? ", with an indicator" : "")}";

    public override void Transform(Column column, List<Column> outputs, DataNotes notes)
    {
        int missing = column.MissingCount;
        outputs.Add(missing == 0 && column.Name == Name ? column : column switch
        {
            NumberColumn numbers => Fill(numbers),
            YesNoColumn yesNo => Fill(yesNo),
            _ => Fill((CategoryColumn)column),
        });
        if (Indicator) outputs.Add(Where(column, _outputNames[1]));
        notes.Add(column.Name, _note, missing);
    }

    /// <summary>The yes/no column that says where another is missing.</summary>
    public static YesNoColumn Where(Column column, string name)
    {
        sbyte[] flags = new sbyte[column.Count];
        for (int row = 0; row < flags.Length; row++) if (column.IsMissing(row)) flags[row] = 1;
        return new(name, flags);
    }

    public override void Save(JsonObject state)
    {
        state["what"] = _what;
        state["indicator"] = Indicator;
        if (_fill is double number) state["number"] = number;
        else if (_fill is bool yes) state["yes"] = yes;
        else state["level"] = (string)_fill;
    }

    public static FittedImputerColumn Read(SettingsReader state) =>
        new(state.Name("name"), state.Text("what"), state.Has("number") ? state.Number("number") : state.Has("yes") ? state.Flag("yes") : state.Text("level"), state.Flag("indicator"));

    private NumberColumn Fill(NumberColumn column)
    {
        double fill = (double)_fill;
        double[] values = column.Values.ToArray();
        for (int row = 0; row < values.Length; row++) if (double.IsNaN(values[row])) values[row] = fill;
        return new(Name, values);
    }

    private YesNoColumn Fill(YesNoColumn column)
    {
        sbyte fill = (bool)_fill ? (sbyte)1 : (sbyte)0;
        sbyte[] values = column.Values.ToArray();
        for (int row = 0; row < values.Length; row++) if (values[row] < 0) values[row] = fill;
        return new(Name, values, column.Yes, column.No);
    }

    private CategoryColumn Fill(CategoryColumn column)
    {
        string fill = (string)_fill;
        int code = Levels.IndexOf(column.Levels, fill);
        string[] levels = [.. column.Levels];
        if (code < 0) (code, levels) = (levels.Length, [.. levels, fill]);
        int[] codes = column.Codes.ToArray();
        for (int row = 0; row < codes.Length; row++) if (codes[row] < 0) codes[row] = code;
        return new(Name, codes, levels);
    }
}

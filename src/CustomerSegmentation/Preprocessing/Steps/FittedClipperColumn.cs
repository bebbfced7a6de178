using System.Text.Json.Nodes;

namespace CustomerSegmentation;

/// <summary>The two bounds of one column.</summary>
internal sealed class FittedClipperColumn : FittedColumn
{
    private readonly double _low, _high;
    private readonly string _note;
    private readonly string[] _outputNames;

    public FittedClipperColumn(string name, double low, double high) : base(name, ColumnKind.Number)
    {
        (_low, _high) = (low, high);
        _note = $"values clipped to {Numbers.Text(low)} … {Numbers.Text(high)}";
        _outputNames = [name];
    }

    public override IReadOnlyList<string> OutputNames => _outputNames;

    public override string Describe() => $"clip to {Figures.Short(_low)} … {Figures.Short(_high)}";

    public override void Transform(Column column, List<Column> outputs, DataNotes notes)
    {
        double[] values = ((NumberColumn)column).Values.ToArray();
        int outside = 0;
        for (int row = 0; row < values.Length; row++)
        {
            if (values[row] < _low) (values[row], outside) = (_low, outside + 1);
            else if (values[row] > _high) (values[row], outside) = (_high, outside + 1);
        }
        outputs.Add(new NumberColumn(Name, values));
        notes.Add(column.Name, _note, outside);
    }

    public override void Save(JsonObject state) => (state["low"], state["high"]) = (_low, _high);

    public static FittedClipperColumn Read(SettingsReader state)
    {
        (double low, double high) = (state.Number("low"), state.Number("high"));
        return low <= high ? new(state.Name("name"), low, high) : throw state.Bad("high", "at least " + Numbers.Text(low), high);
    }
}

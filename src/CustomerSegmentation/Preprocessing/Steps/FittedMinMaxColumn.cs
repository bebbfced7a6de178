using System.Text.Json.Nodes;

namespace CustomerSegmentation;

/// <summary>The training range of one column.</summary>
internal sealed class FittedMinMaxColumn : FittedColumn
{
    private readonly double _least, _most, _low, _high, _scale, _shift;
    private readonly bool _clip;
    private readonly string _note;
    private readonly string[] _outputNames;

    public FittedMinMaxColumn(string name, double least, double most, double low, double high, bool clip) : base(name, ColumnKind.Number)
    {
        (_least, _most, _low, _high, _clip) = (least, most, low, high, clip);
        _scale = (high - low) / (most > least ? most - least : 1);
        _shift = low - least * _scale;
        _note = $"values clipped to the training range {Numbers.Text(least)} … {Numbers.Text(most)}";
        _outputNames = [name];
    }

    public override IReadOnlyList<string> OutputNames => _outputNames;

    public override string Describe() =>
        $"scale {Numbers.Text(_least)} … {Numbers.Text(_most)} to {Numbers.Text(_low)} … {Numbers.Text(_high)}{(_clip ? ", clipped" : "")}";

    public override void Transform(Column column, List<Column> outputs, DataNotes notes)
    {
        ReadOnlySpan<double> values = ((NumberColumn)column).Values;
        double[] scaled = new double[values.Length];
        int outside = 0;
        for (int row = 0; row < scaled.Length; row++)
        {
            double value = values[row] * _scale + _shift;
            if (_clip && (values[row] < _least || values[row] > _most))
            {
                outside++;
                value = values[row] < _least ? _low : _high;
            }
            scaled[row] = value;
        }
        outputs.Add(new NumberColumn(Name, scaled));
        notes.Add(column.Name, _note, outside);
    }

    public override void Save(JsonObject state)
    {
        (state["least"], state["most"]) = (_least, _most);
        (state["low"], state["high"], state["clip"]) = (_low, _high, _clip);
    }

    public static FittedMinMaxColumn Read(SettingsReader state)
    {
        (double least, double most, double low, double high) = (state.Number("least"), state.Number("most"), state.Number("low"), state.Number("high"));
        if (!(most >= least && double.IsFinite(most - least))) throw state.Bad("most", "at least " + Numbers.Text(least), most);
        if (!(high > low && double.IsFinite(high - low))) throw state.Bad("high", "above " + Numbers.Text(low), high);
        return new(state.Name("name"), least, most, low, high, state.Flag("clip"));
    }
}

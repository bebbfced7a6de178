using System.Text.Json.Nodes;

namespace CustomerSegmentation;

/// <summary>Mean and standard deviation of one column.</summary>
internal sealed class FittedStandardColumn(string name, double mean, double scale, bool constant) : FittedColumn(name, ColumnKind.Number)
{
    private readonly string[] _outputNames = [name];

    public override IReadOnlyList<string> OutputNames => _outputNames;

    public override string Describe() => constant
        ? $"take off the mean {Figures.Short(mean)} (constant in training, not divided)"
        : $"standardise (mean {Figures.Short(mean)}, deviation {Figures.Short(scale)})";

    public override void Transform(Column column, List<Column> outputs, DataNotes notes)
    {
        ReadOnlySpan<double> values = ((NumberColumn)column).Values;
        double[] scaled = new double[values.Length];
        for (int row = 0; row < scaled.Length; row++) scaled[row] = (values[row] - mean) / scale;
        outputs.Add(new NumberColumn(Name, scaled));
    }

    public override void Save(JsonObject state) => (state["mean"], state["scale"], state["constant"]) = (mean, scale, constant);

    public static FittedStandardColumn Read(SettingsReader state)
    {
        double scale = state.Number("scale");
        if (scale <= 0) throw state.Bad("scale", "above 0", scale);
        return new(state.Name("name"), state.Number("mean"), scale, state.Flag("constant"));
    }
}

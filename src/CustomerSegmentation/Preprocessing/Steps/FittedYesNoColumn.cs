using System.Text.Json.Nodes;

namespace CustomerSegmentation;

/// <summary>What a missing yes/no becomes.</summary>
internal sealed class FittedYesNoColumn(string name, bool fill, bool indicator) : FittedColumn(name, ColumnKind.YesNo)
{
    private readonly string _note = $"missing values taken as {(fill ? "yes" : "no")}";
    private readonly string[] _outputNames = indicator ? [name, FittedImputerColumn.MissingName(name)] : [name];

    public override IReadOnlyList<string> OutputNames => _outputNames;

    public override string Describe() => $"yes 1, no 0, missing as {(fill ? "yes" : "no")}{(indicator ? ", with an indicator" : "")}";

    public override void Transform(Column column, List<Column> outputs, DataNotes notes)
    {
        YesNoColumn yesNo = (YesNoColumn)column;
        sbyte[] values = yesNo.Values.ToArray();
        int missing = 0;
        for (int row = 0; row < values.Length; row++)
            if (values[row] < 0) (values[row], missing) = (fill ? (sbyte)1 : (sbyte)0, missing + 1);
        outputs.Add(new YesNoColumn(Name, values, yesNo.Yes, yesNo.No));
        if (indicator) outputs.Add(FittedImputerColumn.Where(column, _outputNames[1]));
        notes.Add(column.Name, _note, missing);
    }

    public override void Save(JsonObject state) => (state["fill"], state["indicator"]) = (fill, indicator);

    public static FittedYesNoColumn Read(SettingsReader state) => new(state.Name("name"), state.Flag("fill"), state.Flag("indicator"));
}

using System.Text.Json.Nodes;

namespace CustomerSegmentation;

/// <summary>The levels of one column. Outputs: one a kept level, then other, then missing.</summary>
internal sealed class FittedOneHotColumn : FittedColumn
{
    private const int UnseenCode = -2, MissingCode = -1;

    private readonly string[] _levels, _rare, _outputNames;
    private readonly bool _other, _ownMissing;
    private readonly UnseenLevels _unseen;
    private readonly MissingLevels _missing;
    private readonly Dictionary<string, int> _outputs;

    public FittedOneHotColumn(string name, string[] levels, bool other, string[] rare, UnseenLevels unseen, MissingLevels missing, bool ownMissing)
        : base(name, ColumnKind.Category)
    {
        (_levels, _other, _rare, _unseen, _missing, _ownMissing) = (levels, other, rare, unseen, missing, ownMissing);
        _outputNames =
        [
            .. levels.Select(level => $"{name}={level}"),
            .. other ? [$"{name}=(other)"] : Array.Empty<string>(),
            .. ownMissing ? [FittedImputerColumn.MissingName(name)] : Array.Empty<string>(),
        ];
        _outputs = new(StringComparer.Ordinal);
        for (int i = 0; i < levels.Length; i++) _outputs[levels[i]] = i;
        foreach (string level in rare) _outputs.TryAdd(level, levels.Length);
    }

    public override IReadOnlyList<string> OutputNames => _outputNames;

    /// <summary>The levels with a column of their own.</summary>
    public IReadOnlyList<string> Known => _levels;

    public override string Describe()
    {
        string shown = $"one column for each of {Show.Count(_levels.Length, "level")}";
        if (_other) shown += _rare.Length > 0 ? $", {Show.Count(_rare.Length, "rare level")} as other" : ", others as other";
        return shown + (_ownMissing ? ", missing as its own" : "");
    }

    public override void Transform(Column column, List<Column> outputs, DataNotes notes)
    {
        CategoryColumn category = (CategoryColumn)column;
        ReadOnlySpan<int> codes = category.Codes;
        // Looking up every level pays only where there are fewer levels than rows.
        int[]? map = category.Levels.Count <= codes.Length ? [.. category.Levels.Select(Find)] : null;
        sbyte[][] flags = new sbyte[_outputNames.Length][];
        for (int i = 0; i < flags.Length; i++) flags[i] = new sbyte[codes.Length];
        (int unseen, int rare, int missing) = (0, 0, 0);
        string? example = null;
        for (int row = 0; row < codes.Length; row++)
        {
            int output = codes[row] < 0 ? MissingCode : map is not null ? map[codes[row]] : Find(category.Levels[codes[row]]);
            if (output == UnseenCode)
            {
                unseen++;
                example ??= category.Levels[codes[row]];
                if (_unseen == UnseenLevels.Error) throw Unseen(category, row);
                if (_unseen == UnseenLevels.Other) flags[_levels.Length][row] = 1;
            }
            else if (output == MissingCode)
            {
                if (_missing == MissingLevels.Error) throw Missing(category, row);
                if (_ownMissing) flags[^1][row] = 1;
                else missing++;
            }
            else
            {
                flags[output][row] = 1;
                if (output == _levels.Length) rare++;
            }
        }
        for (int i = 0; i < flags.Length; i++) outputs.Add(new YesNoColumn(_outputNames[i], flags[i], "1", "0"));
        notes.Add(column.Name, _unseen == UnseenLevels.Other ? "values of levels rare or unseen in training, taken as other" : "values of levels unseen in training, all columns 0", unseen, example);
        notes.Add(column.Name, "values of rare levels, taken as other", rare);
        notes.Add(column.Name, "missing values, all columns 0", missing);
    }

    public override void Save(JsonObject state)
    {
        state["levels"] = Texts(_levels);
        state["rare"] = Texts(_rare);
        (state["other"], state["ownMissing"]) = (_other, _ownMissing);
        (state["unseen"], state["missing"]) = (_unseen.ToString(), _missing.ToString());
    }

    public static FittedOneHotColumn Read(SettingsReader state)
    {
        (string[] levels, string[] rare, bool other) = (state.Texts("levels"), state.Texts("rare"), state.Flag("other"));
        UnseenLevels unseen = state.Choice<UnseenLevels>("unseen");
        HashSet<string> distinct = new(levels, StringComparer.Ordinal);
        if (distinct.Count != levels.Length || rare.Any(level => !distinct.Add(level))) throw state.Bad("levels", "a list without repeats", state.Node["levels"]);
        if (!other && (rare.Length > 0 || unseen == UnseenLevels.Other)) throw state.Bad("other", "true", false);
        return new(state.Text("name"), levels, other, rare, unseen, state.Choice<MissingLevels>("missing"), state.Flag("ownMissing"));
    }

    private static JsonArray Texts(string[] texts) => new([.. texts.Select(text => (JsonNode?)JsonValue.Create(text))]);

    private int Find(string level) => _outputs.TryGetValue(level, out int output) ? output : UnseenCode;

    private SegmentationException Unseen(CategoryColumn column, int row) => new(
        $"Column {Show.Value(column.Name)} holds the level {Show.Value(column.Text(row))} in row {row + 1}, which training did not have{Show.DidYouMean(column.Text(row)!, _levels)} " +
        "Correct the value, or let the encoder take unseen levels as all zero or as other.");

    private static SegmentationException Missing(CategoryColumn column, int row) => new(
        $"Column {Show.Value(column.Name)} is missing in row {row + 1}, and its encoder takes missing values as an error. Fill the value, or choose another MissingLevels.");
}

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
        int[] places = Places((CategoryColumn)column, notes);
        sbyte[][] flags = new sbyte[_outputNames.Length][];
        for (int i = 0; i < flags.Length; i++) flags[i] = new sbyte[places.Length];
        for (int row = 0; row < places.Length; row++) if (places[row] >= 0) flags[places[row]][row] = 1;
        for (int i = 0; i < flags.Length; i++) outputs.Add(new YesNoColumn(_outputNames[i], flags[i], "1", "0"));
    }

    /// <summary>Writes straight into a matrix of zeros, without a column a level: the first row, the features of a row, the first feature.</summary>
    public void Write(CategoryColumn column, Span<float> matrix, int width, int feature, DataNotes notes)
    {
        int[] places = Places(column, notes);
        for (int row = 0, at = feature; row < places.Length; row++, at += width) if (places[row] >= 0) matrix[at + places[row]] = 1;
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
        return new(state.Name("name"), levels, other, rare, unseen, state.Choice<MissingLevels>("missing"), state.Flag("ownMissing"));
    }

    /// <summary>For each row the output that is 1, or −1 where none is; what was unseen, rare or missing is noted.</summary>
    private int[] Places(CategoryColumn category, DataNotes notes)
    {
        ReadOnlySpan<int> codes = category.Codes;
        int[] places = new int[codes.Length];
        // Looking up every level pays only where there are fewer levels than rows.
        int[]? map = codes.Length > 1 && category.Levels.Count <= codes.Length ? [.. category.Levels.Select(Find)] : null;
        (int unseen, int rare, int missing) = (0, 0, 0);
        string? example = null;
        for (int row = 0; row < places.Length; row++)
        {
            int place = codes[row] < 0 ? MissingCode : map is not null ? map[codes[row]] : Find(category.Levels[codes[row]]);
            if (place == UnseenCode)
            {
                if (_unseen == UnseenLevels.Error) throw Unseen(category, row, $"row {row + 1}");
                unseen++;
                example ??= category.Levels[codes[row]];
                place = _unseen == UnseenLevels.Other ? _levels.Length : -1;
            }
            else if (place == MissingCode)
            {
                if (_missing == MissingLevels.Error) throw Missing(category, $"row {row + 1}");
                if (_ownMissing) place = _outputNames.Length - 1;
                else missing++;
            }
            else if (place == _levels.Length) rare++;
            places[row] = place;
        }
        notes.Add(category.Name, _unseen == UnseenLevels.Other ? "values of levels rare or unseen in training, taken as other" : "values of levels unseen in training, all columns 0", unseen, example);
        notes.Add(category.Name, "values of rare levels, taken as other", rare);
        notes.Add(category.Name, "missing values, all columns 0", missing);
        return places;
    }

    private static JsonArray Texts(string[] texts) => new([.. texts.Select(text => (JsonNode?)JsonValue.Create(text))]);

    private int Find(string level) => _outputs.TryGetValue(level, out int output) ? output : UnseenCode;

    /// <summary>Throws for the first of the rows that the encoder takes as an error, with the place in the whole table.</summary>
    public void ThrowIfError(CategoryColumn column, CustomerTable table, ReadOnlySpan<int> rows, bool missingToo)
    {
        if (_unseen != UnseenLevels.Error && (_missing != MissingLevels.Error || !missingToo)) return;
        foreach (int row in rows)
        {
            int code = column.Codes[row];
            if (code < 0 && missingToo && _missing == MissingLevels.Error) throw Missing(column, Place());
            if (code >= 0 && _unseen == UnseenLevels.Error && Find(column.Levels[code]) == UnseenCode) throw Unseen(column, row, Place());

            string Place() => $"row {table.RowNumber(row)} of {table.Source} ({table.KeyName} {Show.Value(table.Keys[row])})";
        }
    }

    private SegmentationException Unseen(CategoryColumn column, int row, string place)
    {
        string guess = Show.DidYouMean(column.Text(row)!, _levels);
        return new($"Column {Show.Value(column.Name)} holds the level {Show.Value(column.Text(row))} in {place}, which training did not have{(guess.Length == 0 ? "." : guess)} " +
            "Correct the value, or let the encoder take unseen levels as all zero or as other.");
    }

    private static SegmentationException Missing(CategoryColumn column, string place) => new(
        $"Column {Show.Value(column.Name)} is missing in {place}, and its encoder takes missing values as an error. Fill the value, or choose another MissingLevels.");
}

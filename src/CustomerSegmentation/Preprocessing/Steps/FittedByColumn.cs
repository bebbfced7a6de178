using System.Text.Json.Nodes;

namespace CustomerSegmentation;

/// <summary>The fitted form of all built-in steps: each column is treated by itself.</summary>
internal sealed class FittedByColumn : IFittedTransformer
{
    private readonly FittedColumn[] _columns;
    private readonly string[] _outputNames;

    private FittedByColumn(string typeName, FittedColumn[] columns)
    {
        (TypeName, _columns) = (typeName, columns);
        _outputNames = [.. columns.SelectMany(column => column.OutputNames)];
    }

    public string TypeName { get; }

    public IReadOnlyList<string> OutputNames => _outputNames;

    /// <summary>What was learned of each column.</summary>
    public IReadOnlyList<FittedColumn> Columns => _columns;

    public string Describe() => _columns.Length == 0 ? "nothing to do"
        : _columns.Length == 1 ? _columns[0].Describe()
        : $"{_columns[0].Name}: {_columns[0].Describe()} ({_columns.Length - 1} more columns likewise)";

    public IReadOnlyList<Column> Transform(IReadOnlyList<Column> columns, DataNotes notes)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(notes);
        if (columns.Count != _columns.Length)
            throw new SegmentationException($"The step {TypeName} was fitted on {Show.Count(_columns.Length, "column")} and was given {columns.Count}. Give the same columns in the same order.");
        List<Column> outputs = new(_outputNames.Length);
        for (int i = 0; i < _columns.Length; i++)
        {
            if (columns[i].Kind != _columns[i].Kind)
                throw new SegmentationException(
                    $"Column {Show.Value(columns[i].Name)} is {columns[i].Kind} but the step {TypeName} was fitted on {_columns[i].Kind}. Read it as {_columns[i].Kind}.");
            if (columns[i] is NumberColumn numbers) Numbers.ThrowIfInfinite(numbers);
            _columns[i].Transform(columns[i], outputs, notes);
        }
        return outputs;
    }

    public JsonObject SaveState()
    {
        JsonArray columns = [];
        foreach (FittedColumn column in _columns)
        {
            JsonObject state = new() { ["name"] = column.Name };
            column.Save(state);
            columns.Add((JsonNode)state);
        }
        return new() { ["columns"] = columns };
    }

    /// <summary>Fits a step column by column.</summary>
    public static FittedByColumn Fit(ITransformer step, IReadOnlyList<Column> columns, Func<Column, FittedColumn> fit)
    {
        ArgumentNullException.ThrowIfNull(columns);
        FittedColumn[] fitted = new FittedColumn[columns.Count];
        for (int i = 0; i < fitted.Length; i++)
        {
            if (!step.Takes(columns[i].Kind))
                throw new SegmentationException($"The step {step.TypeName} ({step.Describe()}) does not take {columns[i].Kind} columns such as {Show.Value(columns[i].Name)}. Leave the step out for this column, or read the column as another kind.");
            if (columns[i] is NumberColumn numbers) Numbers.ThrowIfInfinite(numbers);
            fitted[i] = fit(columns[i]);
        }
        return new(step.TypeName, fitted);
    }

    /// <summary>Reads a fitted step back.</summary>
    public static FittedByColumn Read(string typeName, SettingsReader state, Func<SettingsReader, FittedColumn> read) =>
        new(typeName, [.. state.Objects("columns").Select(read)]);
}

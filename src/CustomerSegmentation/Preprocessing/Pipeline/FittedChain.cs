using System.Text.Json.Nodes;

namespace CustomerSegmentation;

/// <summary>A source column and its fitted steps. Immutable.</summary>
internal sealed class FittedChain
{
    private readonly FittedStep[] _steps;

    public FittedChain(ColumnNeed need, FittedStep[] steps)
    {
        (Need, _steps) = (need, steps);
        string[] names = [need.Name];
        foreach (FittedStep step in steps) names = step.Names(names);
        OutputNames = names;
        Encoder = steps.Select(step => step.Transformer).OfType<FittedByColumn>().SelectMany(step => step.Columns).OfType<FittedOneHotColumn>().FirstOrDefault();
        if (steps is [{ Transformer: FittedByColumn { Columns: [FittedOneHotColumn single] } }] && need.Kind == ColumnKind.Category) OneHot = single;
    }

    public ColumnNeed Need { get; }

    public string[] OutputNames { get; }

    /// <summary>The encoder among the steps, or null.</summary>
    public FittedOneHotColumn? Encoder { get; }

    /// <summary>The encoder, where it is the only step and can write by itself; else null.</summary>
    public FittedOneHotColumn? OneHot { get; }

    /// <summary>Fits the steps one after the other; each sees what the step before gave.</summary>
    public static FittedChain Fit(Column column, ColumnSteps steps, DataNotes notes, out Column[] outputs)
    {
        outputs = [column];
        FittedStep[] fitted = new FittedStep[steps.Steps.Count];
        for (int i = 0; i < fitted.Length; i++)
        {
            ITransformer step = steps.Steps[i];
            Column[] columns = outputs;
            int[] takes = [.. Enumerable.Range(0, columns.Length).Where(index => step.Takes(columns[index].Kind))];
            if (takes.Length == 0)
                throw new SegmentationException($"The step {step.TypeName} of column {Show.Value(column.Name)} does not take {columns[0].Kind} columns. Remove the step or change the order.");
            fitted[i] = new(step.Fit([.. takes.Select(index => columns[index])]), takes);
            outputs = fitted[i].Apply(columns, notes);
        }
        return new(ColumnNeed.Of(column), fitted);
    }

    /// <summary>The steps applied to a column of the needed kind.</summary>
    public Column[] Apply(Column column, DataNotes notes)
    {
        Column[] columns = [column];
        foreach (FittedStep step in _steps) columns = step.Apply(columns, notes);
        return columns;
    }

    /// <summary>Names, with its place in the whole table, a value that an encoder takes as an error.</summary>
    public void ThrowIfError(Column column, CustomerTable table, ReadOnlySpan<int> rows)
    {
        if (Encoder is not null && column is CategoryColumn category) Encoder.ThrowIfError(category, table, rows, OneHot is not null);
    }

    public string Describe() => _steps.Length == 0 ? "as it is" : string.Join("; ", _steps.Select(step => step.Transformer.Describe()));

    public JsonObject Save()
    {
        JsonObject saved = [];
        Need.Save(saved);
        saved["steps"] = PlanJson.Array(_steps, step =>
        {
            JsonObject node = TransformerTypes.Save(step.Transformer);
            node["takes"] = PlanJson.Array(step.Takes, index => JsonValue.Create(index));
            return node;
        });
        return saved;
    }

    public static FittedChain Read(SettingsReader saved, TransformerTypes types)
    {
        ColumnNeed need = ColumnNeed.Read(saved);
        List<FittedStep> steps = [];
        string[] names = [need.Name];
        foreach (SettingsReader node in saved.Objects("steps"))
        {
            int[] takes = node.Wholes("takes", 0, names.Length - 1);
            if (takes.Length == 0 || takes.Distinct().Count() != takes.Length) throw node.Bad("takes", "column numbers without repeats", node.Node["takes"]);
            FittedStep step = new(types.ReadFitted(node), takes);
            names = step.Names(names);
            steps.Add(step);
        }
        return new(need, [.. steps]);
    }
}

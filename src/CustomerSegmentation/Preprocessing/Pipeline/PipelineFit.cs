namespace CustomerSegmentation;

/// <summary>One fit of a plan.</summary>
internal sealed class PipelineFit(FeaturePipelinePlan plan, CustomerTable customers, string? label, CancellationToken cancellationToken)
{
    private readonly DataNotes _notes = new();
    private readonly List<FittedChain> _chains = [];
    private readonly List<FeatureChoice> _choices = [];
    private int[]? _rows;

    public FeaturePipeline Run()
    {
        CheckNames();
        List<(string Name, FeatureEntry? Entry)> sources = Sources();
        string[] complete = CompleteColumns(sources);
        _rows = RowFilter.Rows(customers, [.. complete.Select(name => customers[name])], _notes);
        int count = _rows?.Length ?? customers.RowCount;
        if (count == 0)
            throw new SegmentationException(
                $"There is no customer to learn from in {customers.Source}{(customers.RowCount > 0 ? $": all {customers.RowCount} rows have a missing value in {Show.List(complete)} and were dropped. Fill missing values instead" : ". Give at least one row")}.");
        foreach ((string name, FeatureEntry? entry) in sources)
        {
            cancellationToken.ThrowIfCancellationRequested();
            FitColumn(customers[name], entry);
        }
        if (_chains.Sum(chain => chain.OutputNames.Length) == 0)
            throw new SegmentationException(
                $"No feature is left from {customers.Source}: {(_choices.Count == 0 ? "it has no column besides key, label and excluded ones" : string.Join("; ", _choices.Take(10).Select(choice => $"{Show.Value(choice.Column)} {choice.What}")))}. Add columns that tell customers apart.");
        IEnumerable<string> needed = complete.Where(name => plan.CompleteColumns.Contains(name) || _chains.Exists(chain => chain.Need.Name == name));
        return new(plan, [.. _chains], [.. needed.Select(NeedOf)], _choices, [.. _notes.ToList().Select(note => note with { Example = null })], count);
    }

    private void CheckNames()
    {
        List<string> problems = [];
        foreach (string name in plan.Entries.SelectMany(entry => entry.Columns).Concat(plan.CompleteColumns).Concat(plan.Excluded).Distinct())
            if (name == customers.KeyName) problems.Add($"Column {Show.Value(name)} is the key, which is never a feature. Leave it out of the preparation.");
            else if (!customers.Contains(name) && name != label)
                problems.Add($"There is no column {Show.Value(name)}{CustomerTable.Nearest(name, customers.ColumnNames)}");
        foreach (string name in plan.Entries.SelectMany(entry => entry.Columns).Where(name => name == label))
            problems.Add($"Column {Show.Value(name)} is the label, and as a feature it would give the answer away. Leave it out of the preparation.");
        if (problems.FindLastIndex(problem => problem.StartsWith("There is no", StringComparison.Ordinal)) is >= 0 and int last)
            problems[last] += $" It has: {Show.List(customers.ColumnNames, 20)}.";
        PlanCheck.Throw(problems, $"The preparation does not fit {customers.Source}");
    }

    private List<(string Name, FeatureEntry? Entry)> Sources()
    {
        List<(string Name, FeatureEntry? Entry)> sources = [.. plan.Entries.SelectMany(entry => entry.Columns.Select(name => (name, (FeatureEntry?)entry)))];
        if (plan.Remaining is null) return sources;
        HashSet<string> taken = new(sources.Select(source => source.Name).Concat(plan.Excluded), StringComparer.Ordinal);
        foreach (Column column in customers.Columns)
            if (!taken.Contains(column.Name) && column.Name != label) sources.Add((column.Name, null));
        return sources;
    }

    private string[] CompleteColumns(List<(string Name, FeatureEntry? Entry)> sources)
    {
        IEnumerable<string> names = plan.CompleteColumns.Where(name => name != label);
        if (plan.CompleteFeatures) names = names.Concat(sources.Where(source => !IsLeftOut(source.Name, source.Entry)).Select(source => source.Name));
        return [.. names.Distinct()];
    }

    /// <summary>Whether the column would be no feature anyway, so that its missing values need not drop rows.</summary>
    private bool IsLeftOut(string name, FeatureEntry? entry)
    {
        if (entry?.Steps is not null) return false;
        Column column = ColumnCoercion.To(customers[name], new(name, KindOf(customers[name], entry)), customers, null, new());
        return AutomaticSteps.Choose(column, DistinctValues.Count(column), plan.Remaining ?? new()).Steps is null;
    }

    private static ColumnKind KindOf(Column source, FeatureEntry? entry)
    {
        ColumnKind kind = entry?.Kind ?? source.Kind;
        return kind == ColumnKind.Text && entry?.Steps is null ? ColumnKind.Category : kind;
    }

    private void FitColumn(Column source, FeatureEntry? entry)
    {
        bool automatic = entry?.Steps is null;
        ColumnNeed need = new(source.Name, KindOf(source, entry));
        InfinityCheck.Throw(source, customers);
        Column column = ColumnCoercion.To(source, need, customers, null, _notes);
        if (_rows is not null) column = column.SelectRows(_rows);
        int distinct = DistinctValues.Count(column);
        ColumnSteps? steps = entry?.Steps;
        string reason = "";
        if (automatic) (steps, reason) = AutomaticSteps.Choose(column, distinct, plan.Remaining ?? new());
        if (steps is null)
        {
            Leave(source, column, distinct, reason);
            return;
        }
        FittedChain chain = FittedChain.Fit(column, steps, _notes, out Column[] outputs);
        if (outputs.Length == 0)
        {
            Leave(source, column, distinct, "left out: its steps give nothing");
            return;
        }
        CheckOutputs(column, outputs);
        _chains.Add(chain);
        _choices.Add(new(column.Name, source.Kind, column.MissingCount, distinct, chain.Describe(), outputs.Length));
    }

    private void Leave(Column source, Column column, int distinct, string reason)
    {
        _choices.Add(new(column.Name, source.Kind, column.MissingCount, distinct, reason, 0));
        _notes.Add(column.Name, $"column {reason}", 1);
    }

    private void CheckOutputs(Column source, Column[] outputs)
    {
        foreach (Column output in outputs)
        {
            if (output is not (NumberColumn or YesNoColumn))
                throw new SegmentationException($"Column {Show.Value(source.Name)} is still {output.Kind} after its steps, but features are numbers. Add a last step that gives numbers, such as OneHot().");
            if (output.MissingCount > 0) throw FeaturePipeline.Missing(source, output, customers, SourceRow(Enumerable.Range(0, output.Count).First(output.IsMissing)));
        }
    }

    private int SourceRow(int row) => _rows is null ? row : _rows[row];

    private ColumnNeed NeedOf(string name) => _chains.Find(chain => chain.Need.Name == name)?.Need ?? ColumnNeed.Of(customers[name]);
}

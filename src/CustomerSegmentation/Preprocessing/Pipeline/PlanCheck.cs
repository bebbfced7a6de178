namespace CustomerSegmentation;

/// <summary>Everything that is wrong with a plan before it has seen data, each problem with its remedy.</summary>
internal static class PlanCheck
{
    public static List<string> Problems(FeaturePipelinePlan plan)
    {
        List<string> problems = [];
        HashSet<string> names = new(StringComparer.Ordinal), twice = new(StringComparer.Ordinal);
        foreach (string name in plan.Entries.SelectMany(entry => entry.Columns))
        {
            if (string.IsNullOrEmpty(name)) problems.Add("A column name is empty. Name a column of the table.");
            else if (!names.Add(name) && twice.Add(name)) problems.Add($"Column {Show.Value(name)} is added twice. Remove one of the two.");
        }
        if (plan.Entries.Any(entry => entry.Columns.Count == 0)) problems.Add("An Add verb names no column. Name at least one, or use AddAll().");
        foreach (string name in plan.Excluded.Where(names.Contains).Distinct())
            problems.Add($"Column {Show.Value(name)} is both added and excluded. Remove one of the two.");
        if (plan.Entries.Count == 0 && plan.Remaining is null)
            problems.Add("No column is added. Add columns by AddNumeric, AddCategorical, AddYesNo, AddTime, AddText, or all by AddAll().");
        if (plan.Remaining is { } options) problems.AddRange(options.Problems());
        foreach (FeatureEntry entry in plan.Entries)
            if (Kinds(entry) is { } problem) problems.Add(problem);
        return problems;
    }

    public static void Throw(List<string> problems, string headline)
    {
        if (problems.Count == 0) return;
        throw new SegmentationException(problems.Count == 1 ? $"{headline}: {problems[0]}"
            : $"{headline}, {problems.Count} problems:{string.Concat(problems.Select(problem => $"{Environment.NewLine}- {problem}"))}");
    }

    /// <summary>Follows the kinds through the steps.</summary>
    private static string? Kinds(FeatureEntry entry)
    {
        if (entry.Steps is null) return null;
        (ColumnKind kind, string last) = (entry.Kind, "it is");
        foreach (ITransformer step in entry.Steps.Steps)
        {
            if (!step.Takes(kind))
                return $"The step {step.TypeName} ({step.Describe()}) of {Show.List(entry.Columns)} does not take {kind} columns, which {last} at that point. Remove the step or change the order.";
            (kind, last) = (step.Gives(kind), $"{step.TypeName} gives");
        }
        return kind is ColumnKind.Number or ColumnKind.YesNo ? null
            : $"The steps of {Show.List(entry.Columns)} end with {kind} columns, but features are numbers. Add a last step: {(kind == ColumnKind.Time ? "TimeParts()" : "OneHot()")}, or one of your own.";
    }
}

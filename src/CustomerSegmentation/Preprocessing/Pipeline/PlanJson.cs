using System.Text.Json.Nodes;

namespace CustomerSegmentation;

/// <summary>A plan to JSON and back.</summary>
internal static class PlanJson
{
    public static JsonObject Save(FeaturePipelinePlan plan)
    {
        JsonObject saved = new()
        {
            ["entries"] = Array(plan.Entries, Save),
            ["excluded"] = Array(plan.Excluded, name => JsonValue.Create(name)),
            ["completeColumns"] = Array(plan.CompleteColumns, name => JsonValue.Create(name)),
            ["completeFeatures"] = plan.CompleteFeatures,
            ["absent"] = plan.Absent.ToString(),
        };
        if (plan.Remaining is { } options)
        {
            JsonObject remaining = new()
            {
                ["clipLower"] = options.ClipLower,
                ["clipUpper"] = options.ClipUpper,
                ["rareShare"] = options.RareShare,
                ["maxLevels"] = options.MaxLevels,
            };
            if (options.SkewLimit is { } limit) remaining["skewLimit"] = limit;
            saved["remaining"] = remaining;
        }
        return saved;
    }

    public static FeaturePipelinePlan Read(SettingsReader saved, TransformerTypes types)
    {
        FeaturePipelinePlan plan = new()
        {
            Entries = [.. saved.Objects("entries").Select(entry => ReadEntry(entry, types))],
            Excluded = [.. saved.Texts("excluded")],
            CompleteColumns = [.. saved.Texts("completeColumns")],
            CompleteFeatures = saved.Flag("completeFeatures"),
            Absent = saved.Choice<AbsentColumns>("absent"),
            Remaining = saved.ObjectOrNull("remaining") is { } options ? new()
            {
                ClipLower = options.Number("clipLower"),
                ClipUpper = options.Number("clipUpper"),
                RareShare = options.Number("rareShare"),
                SkewLimit = options.NumberOrNull("skewLimit"),
                MaxLevels = (int)options.Whole("maxLevels", 1, int.MaxValue),
            } : null,
        };
        PlanCheck.Throw(PlanCheck.Problems(plan), "The saved plan is not valid");
        return plan;
    }

    public static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonNode?> save) => new([.. items.Select(save)]);

    private static JsonObject Save(FeatureEntry entry)
    {
        JsonObject saved = new() { ["columns"] = Array(entry.Columns, name => JsonValue.Create(name)), ["kind"] = entry.Kind.ToString() };
        if (entry.Steps is { } steps) saved["steps"] = Array(steps.Steps, TransformerTypes.Save);
        return saved;
    }

    private static FeatureEntry ReadEntry(SettingsReader saved, TransformerTypes types) => new()
    {
        Columns = [.. saved.Texts("columns")],
        Kind = saved.Choice<ColumnKind>("kind"),
        Steps = saved.Has("steps") ? saved.Objects("steps").Aggregate(ColumnSteps.None, (steps, step) => steps.Add(types.ReadPlan(step))) : null,
    };
}

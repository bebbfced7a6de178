using System.Text.Json.Nodes;

namespace CustomerSegmentation;

/// <summary>A fitted preparation to JSON and back.</summary>
internal static class PipelineJson
{
    public static JsonObject Save(FeaturePipeline pipeline, FittedChain[] chains, ColumnNeed[] complete) => new()
    {
        ["plan"] = PlanJson.Save(pipeline.Plan),
        ["rows"] = pipeline.TrainingRows,
        ["columns"] = PlanJson.Array(chains, chain => chain.Save()),
        ["complete"] = PlanJson.Array(complete, need =>
        {
            JsonObject node = [];
            need.Save(node);
            return node;
        }),
        ["choices"] = PlanJson.Array(pipeline.Choices, choice => new JsonObject
        {
            ["column"] = choice.Column,
            ["kind"] = choice.Kind.ToString(),
            ["missing"] = choice.Missing,
            ["distinct"] = choice.Distinct,
            ["what"] = choice.What,
            ["features"] = choice.Features,
        }),
        ["notes"] = PlanJson.Array(pipeline.Notes, note => new JsonObject { ["column"] = note.Column, ["what"] = note.What, ["count"] = note.Count }),
    };

    public static FeaturePipeline Read(SettingsReader saved, TransformerTypes types)
    {
        FittedChain[] chains = [.. saved.Objects("columns").Select(node => FittedChain.Read(node, types))];
        if (chains.Sum(chain => (long)chain.OutputNames.Length) is 0 or > int.MaxValue) throw saved.Bad("columns", "columns with features", saved.Node["columns"]);
        if (chains.DistinctBy(chain => chain.Need.Name).Count() != chains.Length) throw saved.Bad("columns", "columns without repeats", saved.Node["columns"]);
        return new(
            PlanJson.Read(saved.Object("plan"), types),
            chains,
            [.. saved.Objects("complete").Select(ColumnNeed.Read)],
            [.. saved.Objects("choices").Select(ReadChoice)],
            [.. saved.Objects("notes").Select(note => new DataNote(note.TextOrNull("column"), note.Text("what"), note.Whole("count")))],
            (int)saved.Whole("rows", 1, int.MaxValue));
    }

    private static FeatureChoice ReadChoice(SettingsReader node) => new(
        node.Text("column"), node.Choice<ColumnKind>("kind"), (int)node.Whole("missing", 0, int.MaxValue),
        (int)node.Whole("distinct", 0, int.MaxValue), node.Text("what"), (int)node.Whole("features", 0, int.MaxValue));
}

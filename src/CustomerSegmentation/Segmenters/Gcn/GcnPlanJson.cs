using System.Text.Json.Nodes;

namespace CustomerSegmentation;

/// <summary>The plan of a model over a graph as JSON, its preparation left out, which the fitted one carries.</summary>
internal static class GcnPlanJson
{
    public static JsonObject Save(GcnPlan plan) => new()
    {
        ["label"] = plan.Label,
        ["preset"] = plan.Preset?.ToString(),
        ["network"] = Save(plan.Network),
        ["training"] = TrainingJson.Save(plan.Training),
        ["batches"] = GraphBatchesJson.Save(plan.Batches),
        ["correct"] = plan.CorrectAndSmooth is not { } smooth ? null
            : new JsonObject { ["correction"] = smooth.Correction, ["smoothing"] = smooth.Smoothing, ["steps"] = smooth.Steps, ["scale"] = smooth.Scale },
        ["carries"] = plan.CarriesGraph,
        ["decision"] = plan.Decision.SaveJson(),
        ["names"] = new JsonArray([.. plan.SegmentNames.Select(pair => new JsonObject { ["label"] = pair.Key, ["segment"] = pair.Value })]),
        ["seed"] = plan.Seed,
        ["preparation"] = PlanJson.Save(plan.Preparation),
    };

    public static GcnPlan Read(SettingsReader json, TransformerTypes types) => new()
    {
        Label = json.Text("label"),
        Preset = json.Has("preset") ? json.Choice<GraphPreset>("preset") : null,
        Network = ReadNetwork(json.Object("network")),
        Training = TrainingJson.ReadOptions(json.Object("training")),
        Batches = GraphBatchesJson.Read(json.Object("batches")),
        CorrectAndSmooth = json.ObjectOrNull("correct") is not { } smooth ? null
            : new() { Correction = smooth.Number("correction"), Smoothing = smooth.Number("smoothing"), Steps = smooth.Integer("steps"), Scale = smooth.NumberOrNull("scale") },
        CarriesGraph = json.Flag("carries"),
        Decision = Decision.ReadJson(json.Object("decision").Node),
        SegmentNames = [.. json.Objects("names").Select(item => KeyValuePair.Create(item.Text("label"), item.Text("segment")))],
        Seed = json.Seed("seed"),
        Preparation = PlanJson.Read(json.Object("preparation"), types),
    };

    public static JsonObject Save(GcnOptions network) => new()
    {
        ["layer"] = network.Layer.ToString(), ["layers"] = network.Layers, ["hidden"] = network.Hidden, ["hops"] = network.Hops, ["heads"] = network.Heads,
        ["activation"] = network.Activation.ToString(), ["dropout"] = network.Dropout, ["inputDropout"] = network.InputDropout, ["edgeDropout"] = network.EdgeDropout,
        ["attentionDropout"] = network.AttentionDropout, ["normalization"] = network.Normalization.ToString(), ["residual"] = network.Residual, ["jumping"] = network.Jumping.ToString(),
        ["teleport"] = network.Teleport, ["theta"] = network.Theta, ["relations"] = network.Relations.ToString(), ["bases"] = network.Bases, ["itemDimensions"] = network.ItemDimensions,
        ["customerDimensions"] = network.CustomerDimensions, ["penalizeFirst"] = network.PenalizeFirstLayerOnly, ["loss"] = network.Loss.ToString(),
    };

    public static GcnOptions ReadNetwork(SettingsReader json) => new()
    {
        Layer = json.Choice<GraphLayer>("layer"), Layers = json.Integer("layers"), Hidden = json.Integer("hidden"), Hops = json.Integer("hops"), Heads = json.Integer("heads"),
        Activation = json.Choice<Activation>("activation"), Dropout = json.Number("dropout"), InputDropout = json.Number("inputDropout"), EdgeDropout = json.Number("edgeDropout"),
        AttentionDropout = json.Number("attentionDropout"), Normalization = json.Choice<Normalization>("normalization"), Residual = json.Flag("residual"), Jumping = json.Choice<JumpingKnowledge>("jumping"),
        Teleport = json.Number("teleport"), Theta = json.Number("theta"), Relations = json.Choice<RelationJoin>("relations"), Bases = json.Integer("bases"), ItemDimensions = json.Integer("itemDimensions"),
        CustomerDimensions = json.Integer("customerDimensions"), PenalizeFirstLayerOnly = json.Flag("penalizeFirst"), Loss = json.Choice<LossFunction>("loss"),
    };
}

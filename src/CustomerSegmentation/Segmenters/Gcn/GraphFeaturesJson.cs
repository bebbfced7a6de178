using System.Text.Json.Nodes;

namespace CustomerSegmentation;

/// <summary>The preparation of a table of nodes as JSON.</summary>
internal static class GraphFeaturesJson
{
    public static JsonObject Save(GraphFeatures features) => new()
    {
        ["pipeline"] = features.Pipeline?.SaveJson(),
        ["bag"] = new JsonArray([.. features.Bag.Select(name => JsonValue.Create(name))]),
    };

    public static GraphFeatures Read(SettingsReader json, ModelLoadOptions options) =>
        new(json.Has("pipeline") ? FeaturePipeline.ReadJson(json.Object("pipeline").Node, options.Transformers) : null, [.. json.Texts("bag")]);
}

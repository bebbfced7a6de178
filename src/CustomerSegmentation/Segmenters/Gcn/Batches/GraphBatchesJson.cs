using System.Text.Json.Nodes;

namespace CustomerSegmentation;

/// <summary>Batches of a graph as JSON.</summary>
internal static class GraphBatchesJson
{
    private const string Full = "full", Sampling = "sampling", Parts = "clusters";

    public static JsonObject Save(GraphBatches batches) => batches switch
    {
        NeighbourSampling sampling => new() { ["kind"] = Sampling, ["fanOut"] = new JsonArray([.. sampling.FanOut.Select(neighbours => JsonValue.Create(neighbours))]) },
        Clusters clusters => new() { ["kind"] = Parts, ["parts"] = clusters.Parts, ["perBatch"] = clusters.PartsPerBatch },
        _ => new() { ["kind"] = Full },
    };

    public static GraphBatches Read(SettingsReader json) => json.Text("kind") switch
    {
        Full => GraphBatches.Full,
        Sampling => new NeighbourSampling { FanOut = [.. json.Wholes("fanOut", 1, 1000)] },
        Parts => new Clusters { Parts = json.Integer("parts", 2), PartsPerBatch = json.Integer("perBatch", 1) },
        _ => throw json.Bad("kind", $"{Full}, {Sampling} or {Parts}", json.Text("kind")),
    };
}

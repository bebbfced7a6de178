using System.Text.Json;
using System.Text.Json.Nodes;

namespace CustomerSegmentation.Tests;

/// <summary>One case of Reference/classification_metrics.json: predictions and what scikit-learn makes of them.</summary>
internal sealed record ReferenceCase(
    string Name, int Segments, bool Single, int[] Truth, int[] Predicted, double[] Probabilities, double[]? Weights, JsonObject Expected)
{
    private static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static IReadOnlyList<ReferenceCase> All { get; } = Read();

    public ClassificationReport Report(EvaluationOptions? options = null)
    {
        string[] names = [.. Enumerable.Range(0, Segments).Select(i => "S" + i)];
        return Single
            ? ClassificationReport.Create(names, Truth, Predicted, (float[])[.. Probabilities.Select(value => (float)value)], Weights, options)
            : ClassificationReport.Create(names, Truth, Predicted, Probabilities, Weights, options);
    }

    /// <summary>A number of the reference, NaN where it is null.</summary>
    public double Number(string name) => Value(Expected[name]);

    public double[] Numbers(string name) => [.. Expected[name]!.AsArray().Select(Value)];

    private static double Value(JsonNode? node) => node?.GetValue<double>() ?? double.NaN;

    private static ReferenceCase[] Read()
    {
        using Stream stream = typeof(ReferenceCase).Assembly.GetManifestResourceStream("Reference/classification_metrics.json")!;
        return JsonSerializer.Deserialize<ReferenceCase[]>(stream, SnakeCase)!;
    }
}

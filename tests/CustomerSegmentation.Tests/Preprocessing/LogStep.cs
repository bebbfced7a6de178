using System.Text.Json.Nodes;

namespace CustomerSegmentation.Tests;

/// <summary>A step as an application would write it: log(1 + x / typical), typical being the training mean.</summary>
public sealed record LogStep : ITransformer
{
    public static TransformerTypes Types { get; } = TransformerTypes.Default.With("test.log", _ => new LogStep(), Fitted.Read);

    public string TypeName => "test.log";

    public string Describe() => "log(1 + x / mean)";

    public IFittedTransformer Fit(IReadOnlyList<Column> columns) =>
        new Fitted([.. columns.Select(column => column.Name)], [.. columns.Select(column => Mean((NumberColumn)column))]);

    public JsonObject SaveSettings() => [];

    private static double Mean(NumberColumn column)
    {
        double[] present = [.. column.Values.ToArray().Where(value => !double.IsNaN(value))];
        if (present.Length == 0 || present.Any(double.IsInfinity)) throw new SegmentationException($"Column {column.Name} has nothing to learn.");
        return present.Average() is var mean && mean > 0 ? mean : 1;
    }

    private sealed class Fitted(string[] names, double[] means) : IFittedTransformer
    {
        public string TypeName => "test.log";

        public IReadOnlyList<string> OutputNames => names;

        public string Describe() => "log(1 + x / " + string.Join(", ", means.Select(mean => mean.ToString("G4", System.Globalization.CultureInfo.InvariantCulture))) + ")";

        public IReadOnlyList<Column> Transform(IReadOnlyList<Column> columns, DataNotes notes)
        {
            Column[] outputs = new Column[columns.Count];
            for (int i = 0; i < outputs.Length; i++)
            {
                NumberColumn column = (NumberColumn)columns[i];
                double[] values = [.. column.Values.ToArray().Select(value => Math.Log(1 + Math.Max(0, value) / means[i]))];
                if (values.Any(double.IsInfinity)) throw new SegmentationException($"Column {column.Name} holds an infinite number.");
                outputs[i] = new NumberColumn(names[i], values);
            }
            return outputs;
        }

        public JsonObject SaveState() => new()
        {
            ["names"] = new JsonArray([.. names.Select(name => (JsonNode?)JsonValue.Create(name))]),
            ["means"] = new JsonArray([.. means.Select(mean => (JsonNode?)JsonValue.Create(mean))]),
        };

        public static Fitted Read(JsonObject state) =>
            new([.. state["names"]!.AsArray().Select(name => name!.GetValue<string>())], [.. state["means"]!.AsArray().Select(mean => mean!.GetValue<double>())]);
    }
}

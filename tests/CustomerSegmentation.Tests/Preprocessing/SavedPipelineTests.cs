using System.Text.Json.Nodes;
using Xunit;

namespace CustomerSegmentation.Tests;

/// <summary>Saved preparations that are damaged or hostile: one exception, never another.</summary>
public sealed class SavedPipelineTests
{
    private static readonly string Saved = Fit().SaveJson().ToJsonString();

    private static FeaturePipeline Fit() => new FeaturePipelineBuilder()
        .AddNumeric("Age", column => column.ImputeMean(true).ClipOutliers().MinMax())
        .AddCategorical("City", column => column.ImputeMostFrequent(true).OneHot(new() { MinCount = 2 }))
        .AddAll().DropRowsWithMissing("Visits").Build().Fit(Tables.Shop, "Label");

    private static readonly JsonNode?[] Poisons =
        [null, -1, 1e300, int.MaxValue, "", "Number", "999999999999", true, new JsonObject(), new JsonArray(), new JsonArray("a", "a"), new JsonArray(0, 0, 7), new JsonArray(new JsonObject())];

    [Fact]
    public void Every_value_replaced_by_every_poison_reads_or_is_the_one_exception()
    {
        int read = 0, refused = 0;
        foreach (string path in Paths(JsonNode.Parse(Saved)!, []).Select(path => string.Join('\u0001', path)))
            foreach (JsonNode? poison in Poisons)
            {
                JsonObject poisoned = JsonNode.Parse(Saved)!.AsObject();
                Replace(poisoned, path.Split('\u0001'), poison?.DeepClone());
                try
                {
                    // What reads must also transform or be refused: no index, no cast may go wrong later.
                    _ = FeaturePipeline.ReadJson(poisoned).Transform(Tables.Shop);
                    read++;
                }
                catch (SegmentationException)
                {
                    refused++;
                }
            }
        Assert.True(refused > 1000 && read > 100, $"{refused} refused, {read} read");
    }

    [Fact]
    public void A_damaged_value_is_named_with_its_place()
    {
        JsonObject poisoned = JsonNode.Parse(Saved)!.AsObject();
        poisoned["columns"]![0]!["steps"]![1]!["state"]!["columns"]![0]!["low"] = "abc";
        Assert.Equal(
            "The saved model cannot be read: in the fitted preparation, \"columns\" 1, \"steps\" 2, \"state\", \"columns\" 1, \"low\" should be a finite number but is \"\\\"abc\\\"\". The file was damaged or not written by this library.",
            Assert.Throws<SegmentationException>(() => FeaturePipeline.ReadJson(poisoned)).Message);
    }

    [Fact]
    public void A_repeated_name_and_an_empty_object_are_the_one_exception()
    {
        Assert.Throws<SegmentationException>(() => FeaturePipeline.ReadJson(JsonNode.Parse("""{"columns":[],"columns":[]}""")!.AsObject()));
        Assert.Throws<SegmentationException>(() => FeaturePipeline.ReadJson([]));
        Assert.Throws<SegmentationException>(() => FeaturePipelinePlan.ReadJson([]));
    }

    [Fact]
    public void A_step_of_the_application_is_saved_and_read_by_its_registered_readers()
    {
        FeaturePipelinePlan plan = new FeaturePipelineBuilder().AddNumeric("Visits", column => column.Add(new LogStep()).Standardize()).Build();
        FeaturePipeline pipeline = plan.Fit(Tables.Shop);
        FeaturePipeline back = FeaturePipeline.ReadJson(JsonNode.Parse(pipeline.SaveJson().ToJsonString())!.AsObject(), LogStep.Types);
        Assert.Equal(pipeline.Transform(Tables.Shop).Values, back.Transform(Tables.Shop).Values);
        Assert.Equal(plan, back.Plan);
        Assert.StartsWith(
            "The saved preparation uses a transformer \"test.log\" that is not registered (the plan, \"entries\" 1, \"steps\" 1). If it is your own, give TransformerTypes.Default.With(\"test.log\", readPlan, readFitted);",
            Assert.Throws<SegmentationException>(() => FeaturePipelinePlan.ReadJson(plan.SaveJson())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_reader_of_the_application_throws_becomes_the_one_exception()
    {
        JsonObject saved = new FeaturePipelineBuilder().AddNumeric("Visits", column => column.Add(new LogStep())).Build().Fit(Tables.Shop).SaveJson();
        saved["columns"]![0]!["steps"]![0]!["state"] = new JsonObject();
        Assert.StartsWith("The reader of transformer \"test.log\" failed",
            Assert.Throws<SegmentationException>(() => FeaturePipeline.ReadJson(saved, LogStep.Types)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_is_registered_once()
    {
        Assert.Throws<ArgumentException>(() => LogStep.Types.With("test.log", _ => new LogStep(), _ => throw new NotSupportedException()));
        Assert.Throws<ArgumentException>(() => TransformerTypes.Default.With("standard-scaler", _ => new LogStep(), _ => throw new NotSupportedException()));
        Assert.DoesNotContain("test.log", TransformerTypes.Default.Names);
    }

    private static IEnumerable<string[]> Paths(JsonNode? node, string[] path)
    {
        if (path.Length > 0) yield return path;
        IEnumerable<(string Name, JsonNode? Child)> children = node switch
        {
            JsonObject item => item.Select(pair => (pair.Key, pair.Value)),
            JsonArray list => list.Select((child, i) => (i.ToString(System.Globalization.CultureInfo.InvariantCulture), child)),
            _ => [],
        };
        foreach ((string name, JsonNode? child) in children)
            foreach (string[] below in Paths(child, [.. path, name])) yield return below;
    }

    private static void Replace(JsonNode node, string[] path, JsonNode? value)
    {
        foreach (string name in path[..^1]) node = node is JsonArray list ? list[Index(name)]! : node[name]!;
        if (node is JsonArray array) array[Index(path[^1])] = value;
        else node[path[^1]] = value;
    }

    private static int Index(string name) => int.Parse(name, System.Globalization.CultureInfo.InvariantCulture);
}

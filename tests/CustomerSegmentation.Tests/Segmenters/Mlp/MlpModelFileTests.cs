using System.Globalization;
using System.Text.Json.Nodes;
using Xunit;

namespace CustomerSegmentation.Tests;

/// <summary>The file of a real model, damaged and forged.</summary>
public sealed class MlpModelFileTests
{
    private static readonly CustomerTable Shop = SyntheticShop.Customers(150);
    private static readonly byte[] Bytes = Saved(Normalization.Batch);

    [Fact]
    public void Truncated_at_any_byte_it_is_refused()
    {
        for (int length = 0; length < Bytes.Length; length += length < 2000 || length > Bytes.Length - 200 ? 1 : 37)
            Assert.Throws<SegmentationException>(() => SegmentationModel.Load(new MemoryStream(Bytes, 0, length)));
    }

    [Fact]
    public void With_any_bit_flipped_it_is_refused()
    {
        byte[] damaged = [.. Bytes];
        for (int bit = 0; bit < 8 * Bytes.Length; bit += bit < 8 * 250 ? 1 : 197)
        {
            damaged[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.Throws<SegmentationException>(() => SegmentationModel.Load(new MemoryStream(damaged)));
            damaged[bit / 8] ^= (byte)(1 << bit % 8);
        }
        SegmentationModel.Load(new MemoryStream(damaged)).Dispose();
    }

    [Fact]
    public void Any_fields_removed_moved_or_doubled_is_refused_or_harmless()
    {
        RandomSource random = RandomSource.For(1, "forge");
        string[] sections = ["model", "preparation", "training"];
        JsonObject[] wholes = [.. sections.Select(Json)];
        string[][] paths = [.. wholes.Select(whole => Paths(whole).ToArray())];
        int read = 0;
        for (int round = 0; round < 1500; round++)
        {
            int s = random.Next(3);
            JsonObject forged = (JsonObject)wholes[s].DeepClone();
            for (int change = 0; change <= random.Next(3); change++)
            {
                string path = paths[s][random.Next(paths[s].Length)];
                int donor = random.Next(3);
                if (random.Next(3) == 0) Remove(forged, path);
                else Set(forged, path, Get(wholes[donor], paths[donor][random.Next(paths[donor].Length)])?.DeepClone());
            }
            if (LoadsAndScores(sections[s], forged)) read++;
        }
        Assert.InRange(read, 50, 1400);
    }

    [Fact]
    public void Tensors_of_other_shapes_names_and_values_are_refused()
    {
        IReadOnlyList<NamedTensor> tensors = TensorSection.Read(Section("weights"), "weights").Tensors;
        Assert.Contains("has no tensor \"layer1.weight\"", Refusal([]), StringComparison.Ordinal);
        foreach (NamedTensor tensor in tensors)
        {
            Assert.NotEmpty(Refusal([.. tensors.Where(other => other != tensor)]));
            Assert.NotEmpty(Refusal([.. tensors.Where(other => other != tensor), new(tensor.Name, [tensor.Values.Length, 1, 1], tensor.Values)]));
            foreach (float value in (float[])[float.NaN, float.PositiveInfinity])
                Assert.Contains($"holds {Show.Value(value)} in tensor {Show.Value(tensor.Name)}, expected finite numbers", Refusal([.. tensors.Select(other => other == tensor ? With(other, value) : other)]), StringComparison.Ordinal);
        }
        NamedTensor variance = tensors.First(tensor => tensor.Name == "layer1.norm.running_var");
        Assert.Contains("holds the variance -1 in tensor \"layer1.norm.running_var\", expected 0 or more", Refusal([.. tensors.Select(other => other == variance ? With(other, -1) : other)]), StringComparison.Ordinal);

        static NamedTensor With(NamedTensor tensor, float value) => new(tensor.Name, tensor.Shape, [value, .. tensor.Values.Skip(1)]);

        static string Refusal(IReadOnlyList<NamedTensor> forged) =>
            Assert.Throws<SegmentationException>(() => SegmentationModel.Load(Forged("weights", TensorSection.Write("weights", forged).Data))).Message;
    }

    [Fact]
    public void Finite_weights_that_are_too_large_are_found_at_scoring()
    {
        IReadOnlyList<NamedTensor> tensors = TensorSection.Read(Section("weights"), "weights").Tensors;
        NamedTensor[] huge = [.. tensors.Select(tensor => new NamedTensor(tensor.Name, tensor.Shape, [.. tensor.Values.Select((_, i) => i % 2 == 0 ? 3e38f : 1e38f)]))];
        using SegmentationModel model = SegmentationModel.Load(Forged("weights", TensorSection.Write("weights", huge).Data));
        Assert.StartsWith("The model finds no probabilities for row 1 of the synthetic shop", Assert.Throws<SegmentationException>(() => model.Segment(Shop)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plan/hidden", "[65536,65536,65536]")]
    [InlineData("plan/hidden", "[2147483647]")]
    [InlineData("plan/hidden", "[16,8,8]")]
    [InlineData("plan/hidden", "[8,16]")]
    public void A_hostile_network_is_refused_before_it_is_allocated(string path, string json)
    {
        JsonObject forged = Json("model");
        Set(forged, path, JsonNode.Parse(json));
        byte[] bytes = Forged("model", ModelJson.Write(forged)).ToArray();
        long allocated = SmallModelFile.Allocated(() => Assert.Throws<SegmentationException>(() => SegmentationModel.Load(new MemoryStream(bytes))));
        Assert.True(allocated < 32 << 20, $"{allocated} bytes");
    }

    [Fact]
    public void Another_kind_of_model_is_named()
    {
        JsonObject forged = Json("model");
        forged["kind"] = "forest";
        Assert.Equal("The model stream holds a model of the kind \"forest\", which this version does not know. Update CustomerSegmentation, or save the model again.",
            Assert.Throws<SegmentationException>(() => SegmentationModel.Load(Forged("model", ModelJson.Write(forged)))).Message);
    }

    [Theory]
    [InlineData(Normalization.None)]
    [InlineData(Normalization.Layer)]
    public void Every_plan_comes_back_equal(Normalization normalization)
    {
        using MlpModel model = (MlpModel)SegmentationModel.Load(new MemoryStream(Saved(normalization)));
        Assert.Equal(Segmenter(normalization).Plan, model.Plan);
    }

    private static MlpSegmenter Segmenter(Normalization normalization) => new MlpSegmenterBuilder().UseLabel("Segment").AddAll()
        .UseNetwork(new() { HiddenLayers = [16, 8], Normalization = normalization, Activation = Activation.Gelu, Loss = LossFunction.SquaredError, Initialization = Initialization.Xavier, Dropout = 0.25 })
        .UseTraining(new()
        {
            Epochs = 3, BatchSize = 40, Optimizer = normalization == Normalization.Layer ? new RmsProp { Alpha = 0.9 } : new AdamW { WeightDecay = 0.1 },
            Schedule = normalization == Normalization.Layer ? new PlateauSchedule { Patience = 2, WarmUpEpochs = 1 } : new StepSchedule { Every = 2 },
            EarlyStopping = new() { Patience = 4, MinimumImprovement = 0.001 }, L1 = 1e-4, L2 = 1e-5, GradientClipping = 2.5, LabelSmoothing = 0.05,
            ClassWeights = ClassWeights.Of(("Dormant", 2)), ValidationShare = 0.2,
        })
        .UseDecision(Decision.Costs(new double[,] { { 0, 1, 1, 1 }, { 1, 0, 1, 1 }, { 1, 1, 0, 1 }, { 5, 1, 1, 0 } }))
        .UseSegmentNames(("Dormant", "Asleep")).UseSeed(ulong.MaxValue).Build();

    private static byte[] Saved(Normalization normalization)
    {
        using SegmentationModel model = Segmenter(normalization).Fit(Shop);
        using MemoryStream stream = new();
        model.Save(stream);
        return stream.ToArray();
    }

    private static ReadOnlySpan<byte> Section(string name) => ModelFile.Read(new MemoryStream(Bytes)).Bytes(name).Span;

    private static JsonObject Json(string section) => ModelJson.Read(Section(section), section);

    private static MemoryStream Forged(string section, ReadOnlyMemory<byte> data)
    {
        MemoryStream stream = new();
        ModelFile.Write(stream, [.. ModelFile.Read(new MemoryStream(Bytes)).Sections.Select(old => old.Name == section ? new ModelSection(section, data) : old)]);
        stream.Position = 0;
        return stream;
    }

    /// <summary>Whether a forged section is read; then the model can be printed, and scores finitely or says why not.</summary>
    private static bool LoadsAndScores(string section, JsonObject json)
    {
        MemoryStream stream = Forged(section, ModelJson.Write(json));
        SegmentationModel model;
        try
        {
            model = SegmentationModel.Load(stream);
        }
        catch (SegmentationException refused)
        {
            Assert.NotEmpty(refused.Message);
            return false;
        }
        using (model)
        {
            Assert.NotEmpty(model.ToString()!);
            Assert.NotEmpty(((MlpModel)model).Plan.Describe());
            try
            {
                foreach (float probability in model.Segment(Shop).Probabilities) Assert.True(float.IsFinite(probability));
                Assert.NotEmpty(model.Segment(Shop).ToString());
            }
            catch (SegmentationException refused)
            {
                Assert.NotEmpty(refused.Message);
            }
        }
        return true;
    }

    private static IEnumerable<string> Paths(JsonNode? node, string path = "")
    {
        if (path.Length > 0) yield return path;
        IEnumerable<(string Name, JsonNode? Child)> children = node switch
        {
            JsonObject o => o.Select(pair => (pair.Key, pair.Value)),
            JsonArray a => a.Select((item, i) => ($"{i}", item)).Where((_, i) => i < 4), // more of the same tells nothing new
            _ => [],
        };
        foreach ((string name, JsonNode? child) in children)
            foreach (string inner in Paths(child, path.Length == 0 ? name : $"{path}/{name}")) yield return inner;
    }

    private static int Index(string name) => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int index) ? index : int.MaxValue;

    private static JsonNode? Get(JsonNode? node, string path) =>
        path.Split('/').Aggregate(node, (at, name) => at switch { JsonObject o => o[name], JsonArray a when Index(name) < a.Count => a[Index(name)], _ => null });

    private static JsonNode? Parent(JsonObject whole, string path, out string name)
    {
        int last = path.LastIndexOf('/');
        name = path[(last + 1)..];
        return last < 0 ? whole : Get(whole, path[..last]);
    }

    private static void Set(JsonObject whole, string path, JsonNode? value)
    {
        JsonNode? parent = Parent(whole, path, out string name);
        if (parent is JsonObject o) o[name] = value;
        else if (parent is JsonArray a && Index(name) is int index && index < a.Count) a[index] = value;
    }

    private static void Remove(JsonObject whole, string path)
    {
        JsonNode? parent = Parent(whole, path, out string name);
        if (parent is JsonObject o) o.Remove(name);
        else if (parent is JsonArray a && Index(name) is int index && index < a.Count) a.RemoveAt(index);
    }
}

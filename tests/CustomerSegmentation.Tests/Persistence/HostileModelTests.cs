using System.Text.Json.Nodes;
using Xunit;

namespace CustomerSegmentation.Tests;

/// <summary>Whole, checksummed files whose content was changed value by value: each is a model that scores, or one clear error.</summary>
public sealed class HostileModelTests
{
    private const long MostAllocated = 32 << 20;

    private static readonly Lazy<byte[]> s_bytes = new(SmallModel.Bytes);
    private static readonly CustomerTable s_customers = SmallModel.Customers.SelectRows([0, 1, 2, 3]);

    [Fact]
    public void Every_field_of_every_section_may_be_missing_or_of_another_kind_or_size()
    {
        ModelFile file = SmallModelFile.Read(s_bytes.Value);
        List<string> failures = [];
        int refused = 0, loaded = 0;
        foreach (ModelSection section in file.Sections.Where(section => section.Data.Span[0] == '{'))
        {
            JsonObject original = ModelJson.Read(section.Data.Span, section.Name);
            foreach (string path in Paths(original))
                foreach ((string what, JsonNode? value) in Replacements(At(original, path)))
                {
                    JsonObject changed = original.DeepClone().AsObject();
                    Replace(changed, path, what == "removed", value);
                    try
                    {
                        bool accepted = Load(file, ModelSection.FromJson(section.Name, changed));
                        (loaded, refused) = accepted ? (loaded + 1, refused) : (loaded, refused + 1);
                    }
                    catch (Exception failure)
                    {
                        failures.Add($"{section.Name} {path} {what}: {failure.GetType().Name} {failure.Message} {failure.StackTrace?.Split('\n').FirstOrDefault()}");
                    }
                }
        }
        Assert.True(failures.Count == 0, $"{failures.Count} failures, {refused} refused, {loaded} loaded\n{string.Join('\n', failures.Take(40))}");
        Assert.True(refused > 500 && loaded > 100, $"{refused} refused, {loaded} loaded");
    }

    [Fact]
    public void Every_section_may_be_missing_or_empty_or_another()
    {
        ModelFile file = SmallModelFile.Read(s_bytes.Value);
        foreach (ModelSection section in file.Sections)
        {
            Assert.Throws<SegmentationException>(() => SegmentationModel.Load(new MemoryStream(
                SmallModel.Rewritten(file.Sections.Where(other => other != section)))));
            Assert.Throws<SegmentationException>(() => SegmentationModel.Load(new MemoryStream(
                SmallModel.Rewritten(file.Sections.Select(other => other == section ? new(section.Name, default) : other)))));
            foreach (ModelSection swapped in file.Sections.Where(other => other != section))
                Assert.Throws<SegmentationException>(() => SegmentationModel.Load(new MemoryStream(
                    SmallModel.Rewritten(file.Sections.Select(other => other == section ? new(section.Name, swapped.Data) : other)))));
        }
    }

    [Fact]
    public void An_unknown_section_is_left_alone()
    {
        ModelFile file = SmallModelFile.Read(s_bytes.Value);
        using SegmentationModel model = SegmentationModel.Load(new MemoryStream(SmallModel.Rewritten([.. file.Sections, new("later", new byte[] { 1, 2, 3 })])));
        Assert.Equal(4, model.Segment(s_customers).Count);
    }

    [Fact]
    public void Weights_that_are_no_numbers_are_refused()
    {
        ModelFile file = SmallModelFile.Read(s_bytes.Value);
        foreach (float value in new[] { float.NaN, float.PositiveInfinity })
        {
            IReadOnlyList<NamedTensor> tensors = file.Tensors("weights").Tensors;
            tensors[0].Values[0] = value;
            byte[] bytes = SmallModel.Rewritten(file.Sections.Select(section => section.Name == "weights" ? TensorSection.Write("weights", tensors) : section));
            Assert.Contains("expected finite numbers", Assert.Throws<SegmentationException>(() => SegmentationModel.Load(new MemoryStream(bytes))).Message, StringComparison.Ordinal);
        }
    }

    /// <summary>Whether the changed file loads; what loads also scores and saves, or says why not.</summary>
    private static bool Load(ModelFile file, ModelSection changed)
    {
        byte[] bytes = SmallModel.Rewritten(file.Sections.Select(section => section.Name == changed.Name ? changed : section));
        bool loaded = false;
        long allocated = SmallModelFile.Allocated(() =>
        {
            try
            {
                using SegmentationModel model = SegmentationModel.Load(new MemoryStream(bytes));
                loaded = true;
                _ = model.ToString();
                _ = model.Segment(s_customers).ToString();
                model.Save(Stream.Null);
            }
            catch (SegmentationException failure)
            {
                Assert.NotEmpty(failure.Message);
            }
        });
        Assert.True(allocated < MostAllocated, $"{allocated} bytes were allocated.");
        return loaded;
    }

    private static IEnumerable<(string, JsonNode?)> Replacements(JsonNode? old)
    {
        yield return ("removed", null);
        yield return ("null", null);
        yield return ("a text", "x");
        yield return ("no text", "");
        yield return ("a negative number", -1);
        yield return ("zero", 0);
        yield return ("a large number", int.MaxValue);
        yield return ("a larger number", long.MaxValue);
        yield return ("a fraction", 0.5);
        yield return ("the largest number", double.MaxValue);
        yield return ("true", true);
        yield return ("an empty list", new JsonArray());
        yield return ("an empty object", new JsonObject());
        yield return ("a list of null", new JsonArray([null]));
        if (old is JsonArray { Count: > 0 } array)
        {
            JsonArray twice = array.DeepClone().AsArray();
            twice.Add(array[0]?.DeepClone());
            yield return ("a list with one more", twice);
            JsonArray less = array.DeepClone().AsArray();
            less.RemoveAt(0);
            yield return ("a list with one less", less);
        }
    }

    /// <summary>The path of every field and of the items of every list, of long and uniform ones of the first two.</summary>
    private static IEnumerable<string> Paths(JsonNode node, string at = "")
    {
        if (node is JsonObject fields)
            foreach ((string name, JsonNode? value) in fields)
            {
                yield return $"{at}/{name}";
                if (value is not null) foreach (string path in Paths(value, $"{at}/{name}")) yield return path;
            }
        if (node is JsonArray items)
            for (int i = 0; i < items.Count && (i < 2 || items[0] is JsonObject && !at.EndsWith("/choices", StringComparison.Ordinal)); i++)
            {
                yield return $"{at}/{i}";
                if (items[i] is { } item) foreach (string path in Paths(item, $"{at}/{i}")) yield return path;
            }
    }

    private static JsonNode? At(JsonNode root, string path)
    {
        JsonNode? node = root;
        foreach (string step in path.Split('/').Skip(1)) node = node is JsonArray array ? array[int.Parse(step, null)] : node![step];
        return node;
    }

    private static void Replace(JsonObject root, string path, bool remove, JsonNode? value)
    {
        int last = path.LastIndexOf('/');
        JsonNode parent = last == 0 ? root : At(root, path[..last])!;
        string step = path[(last + 1)..];
        if (parent is JsonArray array)
        {
            if (remove) array.RemoveAt(int.Parse(step, null));
            else array[int.Parse(step, null)] = value?.DeepClone();
        }
        else if (remove) parent.AsObject().Remove(step);
        else parent[step] = value?.DeepClone();
    }
}

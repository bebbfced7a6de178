using System.Runtime.InteropServices;
using System.Text;
using Xunit;

namespace CustomerSegmentation.Tests;

/// <summary>Files of graph models that were damaged or made by somebody else: refused with a reason, never read as something else.</summary>
public sealed class GcnModelFileTests
{
    private static readonly Lazy<IReadOnlyList<ModelSection>> Sections = new(() =>
    {
        using GcnModel model = new GcnSegmenterBuilder().UseLabel("Segment").AddAll().UseNetwork(new() { Hidden = 8, ItemDimensions = 4 }).UseTraining(new() { Epochs = 2 }).Build().Fit(SyntheticShop.Graph(120));
        return model.Sections();
    });

    [Fact]
    public void No_key_of_a_customer_is_in_the_file()
    {
        using MemoryStream stream = new();
        ModelFile.Write(stream, Sections.Value);
        string text = Encoding.Latin1.GetString(stream.ToArray());
        Assert.DoesNotContain("C000001", text, StringComparison.Ordinal);
        Assert.DoesNotContain("C000119", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_edge_to_nobody_is_refused() => Refused("graph.targets1", data => MemoryMarshal.Cast<byte, int>(data.AsSpan())[0] = 5000, "holds an edge to row 5000 of 120");

    [Fact]
    public void An_edge_without_its_way_back_is_refused() => Refused("graph.targets1", data =>
    {
        Span<int> targets = MemoryMarshal.Cast<byte, int>(data.AsSpan());
        targets[^1] = targets[^1] == 119 ? 118 : 119;
    }, "holds an edge");

    [Fact]
    public void Rows_that_overlap_are_refused() => Refused("graph.starts1", data => MemoryMarshal.Cast<byte, int>(data.AsSpan())[3] = int.MaxValue, "holds rows of edges that overlap");

    [Fact]
    public void A_section_that_is_too_short_is_refused() => Refused("graph.features0", data => data[..^4], "bytes in section \"graph.features0\", expected");

    [Fact]
    public void A_feature_that_is_no_number_is_refused() => Refused("graph.features0", data => MemoryMarshal.Cast<byte, float>(data.AsSpan())[7] = float.NaN, "holds the feature NaN");

    [Fact]
    public void Keys_that_repeat_are_refused() => Refused("keys0", data => data.AsSpan(16, 8).CopyTo(data.AsSpan(24)), "holds a key twice");

    [Fact]
    public void A_tensor_of_another_shape_is_refused() => Refused("member1", data => TensorSection.Write("member1", [new("layer1.weight1", [1, 1], [1])]).Data.ToArray(), "has no tensor");

    [Fact]
    public void A_network_that_is_none_is_refused() => Refused("model", data => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(data).Replace("\"hidden\":8", "\"hidden\":0", StringComparison.Ordinal)), "GcnOptions.Hidden is 0");

    [Fact]
    public void A_graph_without_its_keys_is_refused()
    {
        SegmentationException refused = Assert.Throws<SegmentationException>(() => Load([.. Sections.Value.Where(section => section.Name != "keys0")]));
        Assert.Contains("carries a graph without its keys", refused.Message, StringComparison.Ordinal);
    }

    private static void Refused(string section, Action<byte[]> damage, string message) => Refused(section, data => { damage(data); return data; }, message);

    private static void Refused(string section, Func<byte[], byte[]> damage, string message)
    {
        Assert.Contains(Sections.Value, one => one.Name == section);
        SegmentationException refused = Assert.Throws<SegmentationException>(() =>
            Load([.. Sections.Value.Select(one => one.Name == section ? new ModelSection(section, damage(one.Data.ToArray())) : one)]));
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    private static void Load(IReadOnlyList<ModelSection> sections)
    {
        using MemoryStream stream = new();
        ModelFile.Write(stream, sections);
        stream.Position = 0;
        SegmentationModel.Load(stream).Dispose();
    }
}

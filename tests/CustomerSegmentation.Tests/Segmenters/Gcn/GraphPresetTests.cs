using System.Runtime.InteropServices;
using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class GraphPresetTests
{
    private static readonly Lazy<CustomerGraph> Shop = new(() => SyntheticShop.Graph(400));

    [Fact]
    public void Best_beats_the_perceptron_alone_and_says_what_it_tried()
    {
        CustomerGraph graph = Shop.Value;
        GraphSplit split = graph.Split(new() { StratifyBy = "Segment" });
        using GcnModel best = Best().Fit(graph, new GraphFitOptions { Split = split });
        CustomerTable train = graph.Customers.SelectRows(split.Train), watch = graph.Customers.SelectRows(split.Validation);
        using SegmentationModel alone = new MlpSegmenterBuilder().UseLabel("Segment").AddAll().Build().Fit(train, new FitOptions { Validation = watch });
        string?[] truth = graph.Customers["Segment"].Texts();
        double Right(Segmentation answer) => split.Test.Count(row => answer[row].Segment == truth[row]) / (double)split.Test.Length;
        double graphs = Right(best.Segment(graph)), perceptron = Right(alone.Segment(graph.Customers));
        Assert.True(graphs > perceptron, $"{graphs} with the graph, {perceptron} without");
        Assert.Equal(1, best.Candidates.Sum(candidate => candidate.Weight), 1e-5);
        Assert.Contains(best.Candidates, candidate => candidate.Name == "APPNP");
        Assert.Contains(best.Candidates, candidate => candidate.Name.StartsWith("item embeddings", StringComparison.Ordinal));
        Assert.Contains(best.Candidates, candidate => candidate.Name.StartsWith("neighbour aggregates", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(GraphPreset.Best)]
    [InlineData(GraphPreset.Fast)]
    public void A_preset_gives_the_same_bits_with_other_threads_and_from_its_file(GraphPreset preset)
    {
        using GcnModel one = Preset(preset, 1).Fit(Shop.Value), two = Preset(preset, 2).Fit(Shop.Value);
        Segmentation expected = one.Segment(Shop.Value);
        Assert.Equal(MemoryMarshal.AsBytes(expected.Probabilities), MemoryMarshal.AsBytes(two.Segment(Shop.Value).Probabilities));
        using MemoryStream stream = new();
        one.Save(stream);
        stream.Position = 0;
        using GcnModel loaded = Assert.IsType<GcnModel>(SegmentationModel.Load(stream));
        Assert.Equal(MemoryMarshal.AsBytes(expected.Probabilities), MemoryMarshal.AsBytes(loaded.Segment(Shop.Value).Probabilities));
        Assert.Equal(one.Candidates, loaded.Candidates);
    }

    [Theory]
    [InlineData(GraphPreset.Best)]
    [InlineData(GraphPreset.Fast)]
    public void Newcomers_get_what_the_whole_graph_with_them_gives(GraphPreset preset)
    {
        using GcnModel model = Preset(preset, 2).Fit(Shop.Value);
        CustomerTable newcomers = CustomerTable.FromColumns(SyntheticShop.Customers(3, seed: 9).Columns, ["n1", "n2", "n3"], "CustomerId");
        EdgeTable friends = EdgeTable.FromColumns(["n1", "n1", "n2", "C000007"], ["C000001", "C000300", "n1", "n2"]);
        EdgeTable bought = EdgeTable.FromColumns(["n1", "n3", "n3"], [.. Shop.Value["bought"].ItemSet!.Keys.Take(3)]);
        Segmentation whole = model.Segment(Shop.Value.With(newcomers, ("friends", friends), ("bought", bought))), alone = model.Segment(newcomers, ("friends", friends), ("bought", bought));
        int labels = model.Segments.Count;
        for (int i = 0; i < 3 * labels; i++) Assert.Equal(whole.Probabilities[400 * labels + i], alone.Probabilities[i], 1e-5f);
    }

    [Fact]
    public void A_temperature_makes_probabilities_as_sure_as_they_should_be()
    {
        // Says .95 where it is right four times of five: the temperature that says .8 is known in closed form.
        float[] sure = [.. Enumerable.Repeat(new[] { 0.95f, 0.05f }, 100).SelectMany(row => row)];
        int[] truth = [.. Enumerable.Range(0, 100).Select(i => i % 5 == 0 ? 1 : 0)];
        float temperature = Temperature.Fit(sure, truth, 2);
        Assert.Equal(Math.Log(0.95 / 0.05) / Math.Log(0.8 / 0.2), temperature, 1e-3);
        Temperature.Apply(sure, 2, temperature);
        Assert.Equal(0.8f, sure[0], 1e-3f);
    }

    [Fact]
    public void The_greedy_ensemble_takes_what_helps_and_leaves_what_does_not()
    {
        int[] truth = [0, 1, 0, 1];
        float[] left = [0.9f, 0.1f, 0.1f, 0.9f, 0.5f, 0.5f, 0.5f, 0.5f], right = [0.5f, 0.5f, 0.5f, 0.5f, 0.9f, 0.1f, 0.1f, 0.9f], wrong = [0.1f, 0.9f, 0.9f, 0.1f, 0.1f, 0.9f, 0.9f, 0.1f];
        Assert.Equal([0.5f, 0.5f, 0f], GreedyEnsemble.Weights([left, right, wrong], truth, 2));
        Assert.Equal([1f], GreedyEnsemble.Weights([wrong], truth, 2));
    }

    private static GcnSegmenter Best() => Preset(GraphPreset.Best, 0);

    private static GcnSegmenter Preset(GraphPreset preset, int threads) =>
        new GcnSegmenterBuilder().UseLabel("Segment").AddAll().UsePreset(preset).UseTraining(new() { Epochs = 20, Threads = threads }).Build();
}

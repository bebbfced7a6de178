using System.Text.Json;
using Xunit;

namespace CustomerSegmentation.Tests;

/// <summary>Labels and errors that spread along edges equal dense NumPy in double precision (Reference/label_spread.py).</summary>
public sealed class LabelSpreadTests
{
    private static readonly JsonElement Reference = Read();
    private static readonly string[] Labels = ["a", "b", "c"];

    private static (int Row, int Label)[] Train { get; } = [.. Reference.GetProperty("train").EnumerateArray().Select(pair => (pair[0].GetInt32(), pair[1].GetInt32()))];

    [Fact]
    public void Label_propagation_equals_NumPy()
    {
        Segmentation answer = LabelPropagation.Segment(Graph(), "Segment", [.. Train.Select(pair => pair.Row)]);
        Near(Rows("propagated"), answer.Probabilities);
        Assert.Equal(Labels, answer.Segments);
        Assert.Contains(answer.Notes, note => note is { What: "customers whom no label reaches, given the shares of the training labels", Count: 1, Example: "u9" });
    }

    [Theory]
    [InlineData("auto", 0.8, 0.8, 50, null)]
    [InlineData("fixed", 0.6, 0.5, 7, 1.5)]
    public void Correct_and_smooth_equals_NumPy(string name, double correction, double smoothing, int steps, double? scale)
    {
        CustomerGraph graph = Graph();
        int[] known = [.. Enumerable.Repeat(-1, 10)];
        foreach ((int row, int label) in Train) known[row] = label;
        float[] probabilities = [.. Reference.GetProperty("base").EnumerateArray().SelectMany(row => row.EnumerateArray().Select(value => value.GetSingle()))];
        List<float[]> answers = [];
        foreach (int threads in new[] { 1, 3 })
        {
            using WorkerTeam team = new(threads);
            LabelSpread spread = new([10, 5], [.. graph.Relations.Select(GcnEdges.Of)], [new("friends", 0, false), new("follows", 0, true), new("bought", 1, false)], team);
            answers.Add(CorrectAndSmooth.Apply(probabilities, known, 3, new() { Correction = correction, Smoothing = smoothing, Steps = steps, Scale = scale }, spread, default));
        }
        Near(Rows(name), answers[0]);
        Assert.Equal(answers[0], answers[1]);
    }

    [Fact]
    public void Only_the_labels_of_the_training_rows_are_spread()
    {
        int[] train = [.. Train.Select(pair => pair.Row)];
        CustomerGraph graph = Graph(), hidden = graph.WithCustomers(graph.Customers.WithColumn(CategoryColumn.FromTexts("Segment",
            [.. graph.Customers["Segment"].Texts().Select((text, row) => train.Contains(row) ? text : "another")])));
        Assert.Equal(LabelPropagation.Segment(graph, "Segment", train).Probabilities, LabelPropagation.Segment(hidden, "Segment", train).Probabilities);
        Assert.NotEqual(LabelPropagation.Segment(graph, "Segment", train).Probabilities.ToArray(), LabelPropagation.Segment(graph, "Segment", [.. train, 1]).Probabilities.ToArray());
    }

    [Fact]
    public void Label_propagation_says_what_it_needs()
    {
        CustomerGraph graph = Graph();
        Says("All training rows have the label \"a\" in column \"Segment\"", () => LabelPropagation.Segment(graph, "Segment", [0, 8]));
        Says("None of the 0 training rows has a label in column \"Segment\"", () => LabelPropagation.Segment(graph, "Segment", []));
        Says("LabelPropagationOptions.Alpha is 1; give 0 to below 1.", () => LabelPropagation.Segment(graph, "Segment", [0, 3], new() { Alpha = 1 }));
        Says("LabelPropagationOptions.Steps is 0; give 1 to 10000.", () => LabelPropagation.Segment(graph, "Segment", [0, 3], new() { Steps = 0 }));
        Says("LabelPropagationOptions.Threads is -1", () => LabelPropagation.Segment(graph, "Segment", [0, 3], new() { Threads = -1 }));
    }

    private static void Says(string text, Action act) => Assert.Contains(text, Assert.Throws<SegmentationException>(act).Message, StringComparison.Ordinal);

    private static CustomerGraph Graph()
    {
        string[] keys = [.. Enumerable.Range(0, 10).Select(i => $"u{i}")];
        string?[] labels = [.. Enumerable.Range(0, 10).Select(i => Labels[i % 3])];
        foreach ((int row, int label) in Train) labels[row] = Labels[label];
        return new CustomerGraphBuilder(CustomerTable.FromColumns([CategoryColumn.FromTexts("Segment", labels)], keys))
            .AddItems("items", CustomerTable.FromColumns([new NumberColumn("Price", [1, 2, 3, 4, 5])], ["i0", "i1", "i2", "i3", "i4"]))
            .AddUserUser("friends", Edges("friends", "u")).AddUserUser("follows", Edges("follows", "u"), new() { Directed = true }).AddUserItem("bought", Edges("buys", "i"), "items").Build();
    }

    private static EdgeTable Edges(string name, string to)
    {
        JsonElement[] edges = [.. Reference.GetProperty(name).EnumerateArray()];
        return EdgeTable.FromColumns([.. edges.Select(edge => $"u{edge[0].GetInt32()}")], [.. edges.Select(edge => $"{to}{edge[1].GetInt32()}")],
            [.. edges.Select(edge => edge.GetArrayLength() > 2 ? edge[2].GetDouble() : 1)]);
    }

    private static double[] Rows(string name) => [.. Reference.GetProperty(name).EnumerateArray().SelectMany(row => row.EnumerateArray().Select(value => value.GetDouble()))];

    private static void Near(double[] expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 3e-6);
    }

    private static JsonElement Read()
    {
        using Stream stream = typeof(LabelSpreadTests).Assembly.GetManifestResourceStream("Reference/label_spread.json")!;
        return JsonDocument.Parse(stream).RootElement;
    }
}

using Xunit;

namespace CustomerSegmentation.Tests;

/// <summary>Layers, forward and backward, equal PyTorch's in double precision (Reference/graph_layers.py), whatever the order of the rows and the number of threads.</summary>
public sealed class LayerReferenceTests
{
    public static TheoryData<string, int> Cases
    {
        get
        {
            TheoryData<string, int> cases = [];
            foreach (string name in ReferenceGraph.Layers.EnumerateObject().Select(layer => layer.Name).Where(name => !name.StartsWith("gat_dropout", StringComparison.Ordinal)))
                foreach (int copies in new[] { 1, 41 })
                    cases.Add(name, copies);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_layer_and_its_gradients_equal_PyTorch(string name, int copies)
    {
        List<float[]> bits = [];
        foreach ((int threads, ulong seed) in new[] { (1, 0ul), (1, 5ul), (2, 5ul), (5, 5ul) })
        {
            ReferenceLayer layer = new(name, new(copies, seed));
            ProgramMatrix[] outputs = LayerPrograms.Build(name, layer);
            using ProgramCase program = new(layer.Builder, outputs, new ReferenceGraph(copies, 0).Rows, layer.Matrices, threads);
            layer.Fill(program);
            Near(layer.Output, program.Forward(), "output", 1);
            program.Backward(layer.Upstream);
            foreach ((string parameter, double[][] gradient) in layer.Gradients) Near(gradient, program.Gradient(parameter), parameter, copies);
            if (seed == 5) bits.Add(program.Gradients);
        }
        Assert.Equal(bits[0], bits[1]);
        Assert.Equal(bits[0], bits[2]);
    }

    private static void Near(double[][] expected, double[][] actual, string what, int copies)
    {
        Assert.Equal(expected.Length, actual.Length);
        double largest = expected.Max(row => row.Max(Math.Abs));
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i].Length, actual[i].Length);
            for (int j = 0; j < expected[i].Length; j++)
                Assert.True(Math.Abs(expected[i][j] - actual[i][j]) <= 1e-5 * Math.Max(copies, largest),
                    $"{what}[{i}, {j}] is {actual[i][j]}, PyTorch has {expected[i][j]}");
        }
    }
}

using System.Text.Json;
using Xunit;

namespace CustomerSegmentation.Tests;

/// <summary>Ten steps of training equal PyTorch's in double precision (Reference/mlp_training.py).</summary>
public sealed class MlpReferenceTests
{
    private static readonly JsonElement[] Cases = Load();

    public static TheoryData<int, string> Names
    {
        get
        {
            TheoryData<int, string> names = [];
            for (int i = 0; i < Cases.Length; i++)
                names.Add(i, string.Join(' ', new[] { "optimizer", "outputs", "activation", "norm", "loss", "smoothing", "l1", "clip" }.Select(name => Cases[i].GetProperty(name).ToString())));
            return names;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Losses_weights_and_probabilities_equal_PyTorch(int index, string name)
    {
        JsonElement one = Cases[index];
        double Setting(string key) => one.GetProperty(key).GetDouble();
        float[] x = Floats(one.GetProperty("x")), weights = Floats(one.GetProperty("weights"));
        int[] y = [.. one.GetProperty("y").EnumerateArray().Select(value => value.GetInt32())];
        MlpShape shape = new(5, [18, 7], one.GetProperty("outputs").GetInt32(), Enum.Parse<Activation>(one.GetProperty("activation").GetString()!),
            Enum.Parse<Normalization>(one.GetProperty("norm").GetString()!), 0);
        TrainingRows rows = new(x, 5, y, [.. y.Select(label => weights[label])]);
        TrainingOptions options = new()
        {
            BatchSize = y.Length, LabelSmoothing = Setting("smoothing"), L1 = Setting("l1"), L2 = Setting("l2"), GradientClipping = Setting("clip") is > 0 and var clip ? clip : null,
            Optimizer = one.GetProperty("optimizer").GetString() switch
            {
                "AdamW" => new AdamW { LearningRate = 0.01, WeightDecay = 0.1 },
                "Sgd" => new Sgd { LearningRate = 0.05 },
                "RmsProp" => new RmsProp { LearningRate = 0.005 },
                _ => new Adam { LearningRate = 0.01 },
            },
        };
        using MlpNetwork network = MlpTensors.Read(Start(one.GetProperty("start"), shape), shape, name);
        using MlpTrainee trainee = new(network, rows, null, options, Enum.Parse<LossFunction>(one.GetProperty("loss").GetString()!), 1);
        int[] order = [.. Enumerable.Range(0, y.Length)];
        double[] losses = [.. Enumerable.Range(0, 10).Select(step => trainee.Step(order, 0, order.Length, step, options.Optimizer.LearningRate))];

        Near([.. one.GetProperty("losses").EnumerateArray().Select(value => (float)value.GetDouble())], [.. losses.Select(loss => (float)loss)], 2e-5, "losses");
        foreach (NamedTensor tensor in MlpTensors.Save(network)) Near(Floats(one.GetProperty("end").GetProperty(tensor.Name)), tensor.Values, 2e-4, tensor.Name);
        float[] probabilities = new float[y.Length * shape.Labels];
        network.Probabilities(x, y.Length, probabilities);
        Near(Floats(one.GetProperty("probabilities")), probabilities, 1e-4, "probabilities");
    }

    private static void Near(float[] expected, float[] actual, double tolerance, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * (1 + Math.Abs(expected[i])), $"{what}[{i}] is {actual[i]}, PyTorch has {expected[i]}");
    }

    private static TensorSection Start(JsonElement start, MlpShape shape)
    {
        Dictionary<string, int[]> shapes = [];
        using (MlpNetwork network = new(shape))
            foreach (NamedTensor tensor in MlpTensors.Save(network)) shapes[tensor.Name] = tensor.Shape;
        ModelSection section = TensorSection.Write("start", [.. start.EnumerateObject().Select(part => new NamedTensor(part.Name, shapes[part.Name], Floats(part.Value)))]);
        return TensorSection.Read(section.Data.Span, "reference");
    }

    private static float[] Floats(JsonElement array) => [.. array.EnumerateArray().Select(value => (float)value.GetDouble())];

    private static JsonElement[] Load()
    {
        using Stream stream = typeof(MlpReferenceTests).Assembly.GetManifestResourceStream("Reference/mlp_training.json")!;
        return [.. JsonDocument.Parse(stream).RootElement.EnumerateArray()];
    }
}

using Xunit;

namespace CustomerSegmentation.Tests;

public sealed unsafe class MlpGradientTests
{
    public static TheoryData<Activation, Normalization, LossFunction, int, double, int> Networks
    {
        get
        {
            TheoryData<Activation, Normalization, LossFunction, int, double, int> all = [];
            foreach (Activation activation in Enum.GetValues<Activation>())
                foreach (Normalization normalization in Enum.GetValues<Normalization>())
                    foreach (LossFunction loss in Enum.GetValues<LossFunction>())
                        all.Add(activation, normalization, loss, normalization == Normalization.Layer ? 1 : 3, activation == Activation.Tanh ? 0 : 0.3, loss == LossFunction.CrossEntropy ? 70 : 9);
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void The_gradient_equals_finite_differences_of_the_plain_formulas_in_double_precision(
        Activation activation, Normalization normalization, LossFunction loss, int outputs, double dropout, int size)
    {
        const double Smoothing = 0.1, Delta = 1e-6;
        MlpShape shape = new(5, [18, 7], outputs, activation, normalization, dropout);
        using MlpNetwork network = Drawn(shape);
        TrainingRows data = Rows(200, shape);
        int[] batch = RandomSource.For(7, "batch").Permutation(data.Count)[..size];
        using MlpGradient gradient = new(network, data, size, loss, Smoothing);
        using WorkerTeam team = new(2);
        double value = gradient.Compute(team, batch, 0, size, 11, 5);
        double[] p = [.. network.ParameterSpan.ToArray().Select(v => (double)v)];
        Assert.Equal(ReferenceMlp.Loss(network.Layout, p, data, batch, loss, Smoothing, 11, 5), value, 1e-5);

        foreach (ParameterSegment segment in network.Layout.Segments)
            for (int i = segment.Offset; i < segment.Offset + segment.Length; i += 11)
            {
                double sum = 0;
                for (int shard = 0; shard < gradient.Shards; shard++) sum += gradient.Gradients[shard * network.Layout.ParameterCount + i];
                double middle = p[i];
                p[i] = middle + Delta;
                double up = ReferenceMlp.Loss(network.Layout, p, data, batch, loss, Smoothing, 11, 5);
                p[i] = middle - Delta;
                double down = ReferenceMlp.Loss(network.Layout, p, data, batch, loss, Smoothing, 11, 5);
                p[i] = middle;
                Assert.True(Math.Abs((up - down) / (2 * Delta) - sum) < 2e-5, $"parameter {i}: {sum} but {(up - down) / (2 * Delta)}");
            }
    }

    [Fact]
    public void The_gradient_has_the_same_bits_with_one_and_with_more_threads()
    {
        MlpShape shape = new(13, [40, 24], 4, Activation.Relu, Normalization.Batch, 0.5);
        TrainingRows data = Rows(1500, shape);
        int[] batch = RandomSource.For(7, "batch").Permutation(data.Count);
        float[] Gradient(int threads)
        {
            using MlpNetwork network = Drawn(shape);
            using MlpGradient gradient = new(network, data, batch.Length, LossFunction.CrossEntropy, 0);
            using WorkerTeam team = new(threads);
            gradient.Compute(team, batch, 0, batch.Length, 3, 0);
            return new Span<float>(gradient.Gradients, gradient.Shards * network.Layout.ParameterCount).ToArray();
        }
        Assert.Equal(Gradient(1), Gradient(2));
        Assert.Equal(Gradient(1), Gradient(5));
    }

    [Fact]
    public void Padding_stays_zero()
    {
        MlpShape shape = new(5, [18, 7], 3, Activation.Sigmoid, Normalization.Layer, 0.2);
        using MlpNetwork network = Drawn(shape);
        TrainingRows data = Rows(64, shape);
        using (MlpTrainee trainee = new(network, data, null, new() { BatchSize = 64, L2 = 0.1 }, LossFunction.CrossEntropy, 1))
            for (int step = 0; step < 5; step++) trainee.Step([.. Enumerable.Range(0, 64)], 0, 64, step, 0.01);
        foreach (MlpLayer layer in network.Layout.Layers)
            for (int row = 0; row <= layer.In; row++)
                for (int j = layer.Out; j < layer.Padded; j++)
                    Assert.Equal(0, network.ParameterSpan[layer.Weight + row * layer.Padded + j]);
    }

    [Fact]
    public void A_row_alone_gets_the_bits_it_gets_in_a_batch()
    {
        MlpShape shape = new(13, [40, 24], 4, Activation.Gelu, Normalization.Layer, 0.5);
        using MlpNetwork network = Drawn(shape);
        TrainingRows data = Rows(333, shape);
        float[] all = new float[333 * 4], one = new float[4];
        using (WorkerTeam team = new(3)) network.Probabilities(data.Features, 333, all, team);
        for (int row = 0; row < 333; row++)
        {
            network.Probabilities(data.Features[(row * 13)..((row + 1) * 13)], 1, one);
            Assert.Equal(all[(row * 4)..(row * 4 + 4)], one);
        }
    }

    internal static MlpNetwork Drawn(MlpShape shape)
    {
        MlpNetwork network = new(shape);
        network.Initialize(Initialization.Uniform, 5);
        RandomSource random = RandomSource.For(5, "test");
        foreach (MlpLayer layer in network.Layout.Layers)
            for (int j = 0; j < layer.Out; j++)
            {
                network.ParameterSpan[layer.Bias + j] = (float)(0.3 * random.NextNormal());
                if (layer.Gamma < 0) continue;
                network.ParameterSpan[layer.Gamma + j] = (float)(1 + 0.3 * random.NextNormal());
                network.ParameterSpan[layer.Beta + j] = (float)(0.3 * random.NextNormal());
            }
        return network;
    }

    internal static TrainingRows Rows(int count, MlpShape shape)
    {
        RandomSource random = RandomSource.For(9, "rows");
        return new([.. Enumerable.Range(0, count * shape.Inputs).Select(_ => (float)random.NextNormal())], shape.Inputs,
            [.. Enumerable.Range(0, count).Select(_ => random.Next(shape.Labels))], [.. Enumerable.Range(0, count).Select(_ => 0.5f + (float)random.NextDouble())]);
    }
}

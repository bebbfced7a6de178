using System.Runtime.Intrinsics;
using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class LayerBehaviourTests
{
    private static readonly SparseMatrix Star = new(4, 4, [0, 4, 4, 4, 4], [0, 1, 2, 3], [1, 1, 1, 1]); // row 0 has all, the others none

    [Fact]
    public void Attention_to_far_apart_scores_is_the_largest_alone()
    {
        foreach (int units in new[] { 1, 8, 16, 20, 64 })
        {
            ProgramBuilder builder = new();
            ProgramMatrix source = builder.Table("s", 0, 4, units), target = builder.Table("t", 0, 4, units);
            using ProgramCase program = new(builder, [builder.Attend("a", 0, 0, source, target, 1, 0)], [4], [Star]);
            program.Set("s", [.. new[] { -300.0, 20, 700, 650 }.Select(value => Enumerable.Repeat(value / units, units).ToArray())]);
            program.Set("t", [.. Enumerable.Range(0, 4).Select(_ => new double[units])]);
            program.Set("a.attention", [[.. Enumerable.Repeat(1.0, units)]]);
            double[][] y = program.Forward();
            Assert.All(y[0], value => Assert.Equal(700.0 / units, value, 1e-4));
            Assert.All(y.Skip(1), row => Assert.All(row, value => Assert.Equal(0, value))); // nobody to attend to
            program.Backward([.. y.Select(row => row.Select(_ => 1.0).ToArray())]);
            Assert.All(program.Gradients, value => Assert.True(float.IsFinite(value)));
        }
    }

    [Theory]
    [InlineData(0.25)]
    [InlineData(0.8)]
    public void Attention_dropout_leaves_out_its_share_of_edges_in_each_head_apart(double rate)
    {
        const int Rows = 120, Heads = 20;
        ProgramBuilder builder = new();
        ProgramMatrix source = builder.Table("s", 0, Rows, Heads), target = builder.Table("t", 0, Rows, Heads);
        int[] starts = [.. Enumerable.Range(0, Rows + 1)], targets = [.. Enumerable.Range(0, Rows).Select(row => (row + 7) % Rows)]; // one neighbour each
        using ProgramCase program = new(builder, [builder.Attend("a", 0, 0, source, target, Heads, rate)], [Rows], [new(Rows, Rows, starts, targets, [.. targets.Select(_ => 1f)])]);
        program.Set("s", [.. Enumerable.Range(0, Rows).Select(_ => Enumerable.Repeat(1.0, Heads).ToArray())]);
        double[][] y = program.Forward(step: 1);
        Assert.All(y, row => Assert.All(row, value => Assert.True(value == 0 || Math.Abs(value - 1 / (1 - rate)) < 1e-5)));
        Assert.Equal(rate, y.SelectMany(row => row).Average(value => value == 0 ? 1.0 : 0), 0.03);
        for (int head = 1; head < Heads; head++) Assert.NotEqual(y.Select(row => row[0]), y.Select(row => row[head]));
    }

    [Fact]
    public void Of_equal_largest_values_the_first_gets_the_gradient()
    {
        ProgramBuilder builder = new();
        ProgramMatrix x = builder.Table("x", 0, 4, 2);
        using ProgramCase program = new(builder, [builder.MaxNeighbours(0, 0, x), builder.MaxOf([x, builder.Sum([x], [1])])], [4], [Star]);
        program.Set("x", [[-5, 3], [-2, 1], [-2, 3], [-9, 3]]);
        Assert.Equal([-2, 3], program.Forward()[0]);
        program.Backward([[10, 20], [1, 1], [1, 1], [1, 1], [0, 0], [0, 0], [0, 0], [100, 0]]);
        Assert.Equal([[0, 20], [10, 0], [0, 0], [100, 0]], program.Gradient("x"));
    }

    [Fact]
    public void Batch_normalisation_scores_by_moments_that_follow_those_of_training()
    {
        ProgramBuilder builder = new();
        using ProgramCase program = new(builder, [builder.BatchNorm("n", builder.Table("x", 0, 200, 3))], [200], []);
        RandomSource random = new(1);
        double[][] x = [.. Enumerable.Range(0, 200).Select(_ => new[] { 5 + random.NextNormal(), -3 * random.NextNormal(), 0.1 })];
        program.Set("x", x);
        double Expected(int step, double start, double towards) => towards + (start - towards) * Math.Pow(0.9, step);
        for (int step = 0; step < 3; step++) program.Forward(step: step);
        double[][] scored = program.Forward(training: false);
        for (int j = 0; j < 3; j++)
        {
            double mean = x.Average(row => row[j]), variance = x.Sum(row => (row[j] - mean) * (row[j] - mean)) / 199;
            double m = Expected(3, 0, mean), v = Expected(3, 1, variance);
            for (int i = 0; i < 200; i++) Assert.Equal((x[i][j] - m) / Math.Sqrt(v + 1e-5), scored[i][j], 1e-4);
        }
        Assert.Equal(scored, program.Forward(training: false)); // scoring moves nothing
    }

    [Fact]
    public void Relations_joined_by_attention_are_scored_alike_whoever_is_scored_with_them()
    {
        static ProgramCase Joined(int rows)
        {
            ProgramBuilder builder = new();
            return new(builder, [builder.JoinByAttention("j", [builder.Table("a", 0, rows, 2), builder.Table("b", 0, rows, 2)], 5)], [rows], []);
        }
        using ProgramCase many = Joined(300), few = Joined(2);
        RandomSource random = new(4);
        double[][] a = [.. Enumerable.Range(0, 300).Select(_ => new[] { random.NextNormal(), random.NextNormal() })], b = [.. a.Select(row => new[] { 3 * row[1], 1 })];
        many.Set("a", a);
        many.Set("b", b);
        double[][] trained = many.Forward();
        Assert.Equal(trained, many.Forward(training: false));
        foreach (ProgramParameter parameter in few.All.Where(parameter => !parameter.Table))
            many.Parameters.Slice(many.All.First(other => other.Name == parameter.Name).Offset, parameter.Length).CopyTo(few.Parameters[parameter.Offset..]);
        few.Set("a", a[10..12]);
        few.Set("b", b[10..12]);
        Assert.Equal(trained[10..12], few.Forward(training: false));
    }

    [Fact]
    public void Fast_exponentials_are_right_to_seven_digits()
    {
        for (double x = -87; x < 88; x += 0.013)
        {
            Vector512<float> y = VectorKernels.Exp(Vector512.Create((float)x));
            Assert.True(Math.Abs(y[3] / Math.Exp((float)x) - 1) < 2e-7, $"{x}: {y[3]}");
        }
        Assert.InRange(VectorKernels.Exp(Vector512.Create(-1000f))[0], 0, 1e-37f);
        Assert.True(float.IsNaN(VectorKernels.Exp(Vector512.Create(float.NaN))[0]));
    }
}

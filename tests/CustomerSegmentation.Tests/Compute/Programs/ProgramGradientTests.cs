using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class ProgramGradientTests
{
    public static TheoryData<string> Programs => [.. SmallPrograms.Names];

    [Theory]
    [MemberData(nameof(Programs))]
    public void The_gradient_equals_finite_differences_along_random_directions(string name)
    {
        const double Delta = 1e-4; // small, for what has kinks; LayerReferenceTests compare to five digits
        using ProgramCase program = SmallPrograms.Case(name);
        double[][] upstream = Drawn(program);
        program.Backward(upstream);
        float[] start = program.Parameters.ToArray(), gradient = program.Gradients;
        foreach (ProgramParameter parameter in program.All.Where(parameter => parameter.Learned))
            for (ulong round = 0; round < 3; round++)
            {
                RandomSource random = RandomSource.For(round, parameter.Name);
                float[] direction = new float[start.Length];
                for (int i = 0; i < parameter.Rows; i++)
                    for (int j = 0; j < parameter.Columns; j++) direction[parameter.Offset + i * parameter.Padded + j] = (float)random.NextNormal();
                double Loss(double step)
                {
                    for (int i = 0; i < start.Length; i++) program.Parameters[i] = (float)(start[i] + step * direction[i]);
                    return program.Forward(step: 4).Zip(upstream, (row, weights) => row.Zip(weights, (value, weight) => value * weight).Sum()).Sum();
                }
                double expected = (Loss(Delta) - Loss(-Delta)) / (2 * Delta), actual = 0, size = 0;
                for (int i = 0; i < start.Length; i++) (actual, size) = (actual + (double)gradient[i] * direction[i], direction[i] == 0 ? size : size + (double)gradient[i] * gradient[i]);
                Assert.True(Math.Abs(actual - expected) < 0.03 * Math.Sqrt(size) + 0.05, $"{parameter.Name}: {actual}, differences say {expected}; size {Math.Sqrt(size)}");
            }
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void Outputs_and_gradients_have_the_same_bits_with_any_number_of_threads(string name)
    {
        (double[][] Output, float[] Gradient) Bits(int threads)
        {
            using ProgramCase program = SmallPrograms.Case(name, threads);
            double[][] output = program.Forward(step: 4);
            program.Backward(Drawn(program));
            return (output, program.Gradients);
        }
        (double[][] Output, float[] Gradient) one = Bits(1);
        foreach (int threads in new[] { 2, 5 })
        {
            (double[][] Output, float[] Gradient) more = Bits(threads);
            Assert.Equal(one.Output, more.Output);
            Assert.Equal(one.Gradient, more.Gradient);
        }
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void Padding_of_gradients_is_zero_and_what_is_not_learned_has_none(string name)
    {
        using ProgramCase program = SmallPrograms.Case(name);
        program.Backward(Drawn(program));
        float[] gradient = program.Gradients;
        foreach (ProgramParameter parameter in program.All)
            for (int i = 0; i < parameter.Length; i++)
                if (!parameter.Learned || i % parameter.Padded >= parameter.Columns) Assert.Equal(0, gradient[parameter.Offset + i]);
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void A_run_that_keeps_little_gives_what_a_training_run_gives(string name)
    {
        using ProgramCase training = SmallPrograms.Case(name), scoring = SmallPrograms.Case(name, trains: false);
        training.Forward(step: 1); // running moments move
        training.Parameters.CopyTo(scoring.Parameters);
        Assert.Equal(training.Forward(training: false), scoring.Forward(training: false));
        Assert.Equal(training.Forward(training: false), scoring.Forward(training: false));
        Assert.True(scoring.Run.Bytes <= training.Run.Bytes);
    }

    [Fact]
    public void Dropout_draws_anew_at_every_step_and_not_at_all_in_scoring()
    {
        foreach (string name in SmallPrograms.Names.Where(name => name.Contains("dropout", StringComparison.Ordinal)))
        {
            using ProgramCase program = SmallPrograms.Case(name);
            double[][] first = program.Forward(step: 1), second = program.Forward(step: 2), again = program.Forward(step: 1), scored = program.Forward(training: false);
            Assert.Equal(first, again);
            Assert.NotEqual(first, second);
            Assert.NotEqual(first, scored);
        }
    }

    // Gradients for all outputs, after a pass of step 4.
    private static double[][] Drawn(ProgramCase program)
    {
        RandomSource random = new(6);
        return [.. program.Forward(step: 4).Select(row => row.Select(_ => random.NextNormal()).ToArray())];
    }
}

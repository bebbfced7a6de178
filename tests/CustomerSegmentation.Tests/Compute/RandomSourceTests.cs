using System.Globalization;
using System.Text.Json;
using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class RandomSourceTests
{
    [Fact]
    public void The_first_numbers_equal_the_reference_of_xoshiro()
    {
        using Stream stream = typeof(RandomSourceTests).Assembly.GetManifestResourceStream("Reference/random_source.json")!;
        foreach (JsonElement one in JsonDocument.Parse(stream).RootElement.EnumerateArray())
        {
            RandomSource random = new(Number(one.GetProperty("seed")));
            foreach (JsonElement number in one.GetProperty("numbers").EnumerateArray()) Assert.Equal(Number(number), random.NextUInt64());
        }

        static ulong Number(JsonElement text) => ulong.Parse(text.GetString()!, CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(6)]
    [InlineData(1000)]
    public void Whole_numbers_are_uniform(int bound)
    {
        const int Draws = 200_000;
        RandomSource random = new(3);
        int[] counts = new int[bound];
        for (int i = 0; i < Draws; i++) counts[random.Next(bound)]++;
        AssertUniform(counts, Draws);
    }

    [Fact]
    public void A_bound_that_does_not_divide_is_not_biased_to_small_numbers()
    {
        // By modulo the first half billion would come half as often again.
        const int Bound = 3 << 29;
        RandomSource random = new(4);
        int[] thirds = new int[3];
        for (int i = 0; i < 300_000; i++) thirds[random.Next(Bound) / (1 << 29)]++;
        AssertUniform(thirds, 300_000);
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Next(0));
    }

    [Fact]
    public void Doubles_lie_in_the_unit_interval_and_normals_have_their_moments()
    {
        RandomSource random = new(5);
        double[] doubles = [.. Enumerable.Range(0, 100_000).Select(_ => random.NextDouble())], normals = [.. Enumerable.Range(0, 100_000).Select(_ => random.NextNormal())];
        Assert.All(doubles, value => Assert.True(value is >= 0 and < 1));
        int[] tenths = new int[10];
        foreach (double value in doubles) tenths[(int)(value * 10)]++;
        AssertUniform(tenths, doubles.Length);
        Assert.All(normals, value => Assert.True(double.IsFinite(value)));
        Assert.Equal(0, normals.Average(), 0.02);
        Assert.Equal(1, normals.Average(value => value * value), 0.03);
        Assert.Equal(0, normals.Average(value => value * value * value), 0.05);
        Assert.Equal(3, normals.Average(value => value * value * value * value), 0.15);
    }

    [Fact]
    public void Every_order_of_four_is_as_likely()
    {
        RandomSource random = new(6);
        int[] counts = new int[256];
        for (int i = 0; i < 24_000; i++)
        {
            int[] order = random.Permutation(4);
            Assert.Equal([0, 1, 2, 3], order.Order());
            counts[(order[0] << 6) + (order[1] << 4) + (order[2] << 2) + order[3]]++;
        }
        AssertUniform([.. counts.Where(count => count > 0)], 24_000);
        Assert.Equal(24, counts.Count(count => count > 0));
    }

    [Fact]
    public void Purposes_and_indices_are_independent_and_repeatable()
    {
        ulong First(ulong seed, string purpose, ulong index) => RandomSource.For(seed, purpose, index).NextUInt64();
        ulong[] all = [First(1, "order", 0), First(1, "order", 1), First(1, "weights", 0), First(2, "order", 0), First(2, "weights", 1), First(1, "", 0)];
        Assert.Equal(all.Length, all.Distinct().Count());
        Assert.Equal(all[0], First(1, "order", 0));
    }

    /// <summary>Chi-square within five standard deviations of its mean.</summary>
    internal static void AssertUniform(int[] counts, int draws)
    {
        double expected = draws / (double)counts.Length, square = counts.Sum(count => (count - expected) * (count - expected) / expected);
        int freedom = counts.Length - 1;
        Assert.True(square <= freedom + 5 * Math.Sqrt(2.0 * freedom) + 10, $"chi-square {square} with {freedom} degrees of freedom");
    }
}

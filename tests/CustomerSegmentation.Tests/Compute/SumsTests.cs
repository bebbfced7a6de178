using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class SumsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4095)]
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(20_001)]
    public void Sum_mean_and_variance_agree_with_exact_arithmetic(int count)
    {
        RandomSource random = RandomSource.For(5, "sums");
        double[] values = [.. Enumerable.Range(0, count).Select(_ => Math.Round(random.NextNormal() * 1000, 3) + 1e6)];
        decimal sum = values.Sum(value => (decimal)value);
        Assert.Equal((double)sum, Sums.Sum(values), 1e-12 * Math.Max(1, Math.Abs((double)sum)));
        if (count == 0)
        {
            Assert.True(double.IsNaN(Sums.Mean(values)));
            return;
        }
        decimal mean = sum / count;
        double variance = (double)(values.Sum(value => ((decimal)value - mean) * ((decimal)value - mean)) / count);
        Assert.Equal((double)mean, Sums.Mean(values), 1e-9);
        Assert.Equal(variance, Sums.Variance(values, Sums.Mean(values)), 1e-9 * Math.Max(1, variance));
    }

    [Fact]
    public void A_sum_is_the_sum_of_its_blocks_to_the_bit()
    {
        RandomSource random = RandomSource.For(6, "sums");
        double[] values = [.. Enumerable.Range(0, 10_000).Select(_ => random.NextNormal())];
        double blocks = 0;
        for (int start = 0; start < values.Length; start += Sums.Block) blocks += Sums.Sum(values.AsSpan(start, Math.Min(Sums.Block, values.Length - start)));
        Assert.Equal(BitConverter.DoubleToInt64Bits(blocks), BitConverter.DoubleToInt64Bits(Sums.Sum(values)));
    }
}

using System.Runtime.InteropServices;
using Xunit;

namespace CustomerSegmentation.Tests;

public sealed unsafe class SkippingProductTests
{
    [Theory]
    [InlineData(130, 16, 7)]
    [InlineData(144, 64, 64)]
    [InlineData(1433, 48, 5)]
    public void It_has_the_bits_of_the_full_product(int columns, int n, int rows)
    {
        int padded = MatrixProduct.Padded(columns);
        RandomSource random = RandomSource.For(1, "skipping");
        float[] x = new float[rows * padded], w = Normal(columns * n), g = Normal(rows * n), bias = Normal(n);
        for (int row = 0; row < rows; row++)
            for (int k = 0; k < padded; k++) x[row * padded + k] = k >= columns ? 9 : random.Next(20) == 0 ? (float)random.NextNormal() : 0; // padding may hold anything
        float[] full = new float[rows * n], skipped = new float[rows * n], gradient = Normal(columns * n), sum = [.. gradient];
        fixed (float* px = x, pw = w, pg = g, pb = bias, pf = full, ps = skipped, pd = gradient, pe = sum)
        {
            Assert.True(SkippingProduct.Pays(px, padded, rows, columns));
            MatrixProduct.Multiply(px, padded, 1, pw, n, pb, 0, pf, n, rows, n, columns);
            SkippingProduct.Forward(px, padded, pw, n, pb, 0, ps, n, rows, n, columns);
            MatrixProduct.Multiply(px, 1, padded, pg, n, pd, n, pd, n, columns, n, rows);
            SkippingProduct.AddGradient(px, padded, pg, n, pe, n, rows, n, columns);
        }
        Assert.Equal(MemoryMarshal.AsBytes(full.AsSpan()), MemoryMarshal.AsBytes(skipped.AsSpan()));
        Assert.Equal(MemoryMarshal.AsBytes(gradient.AsSpan()), MemoryMarshal.AsBytes(sum.AsSpan()));

        float[] Normal(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)random.NextNormal())];
    }

    [Fact]
    public void It_does_not_pay_where_values_are_common()
    {
        float[] x = [.. Enumerable.Range(0, 4 * 128).Select(i => i % 3 == 0 ? 1f : 0)];
        fixed (float* px = x) Assert.False(SkippingProduct.Pays(px, 128, 4, 128));
    }
}

using Xunit;

namespace CustomerSegmentation.Tests;

public sealed unsafe class MatrixProductTests
{
    [Fact]
    public void It_equals_the_plain_product_for_any_sizes_strides_and_starts()
    {
        RandomSource random = new(1);
        for (int round = 0; round < 400; round++)
        {
            int m = random.Next(40), n = 16 * (1 + random.Next(6)), k = random.Next(50), ldb = n + 16 * random.Next(2), ldc = n + 16 * random.Next(2);
            bool transposed = random.Next(2) == 0;
            (int am, int ak) = transposed ? (1, m + random.Next(3)) : (k + random.Next(3), 1);
            int start = random.Next(4), ldi = start == 2 ? n : 0;
            float[] a = Draw(random, Math.Max(1, m * am + k * ak)), b = Draw(random, Math.Max(1, k * ldb)), c = Draw(random, Math.Max(1, m * ldc)), init = Draw(random, Math.Max(n, m * n)), before = [.. c];
            fixed (float* pa = a, pb = b, pc = c, pi = init)
                MatrixProduct.Multiply(pa, am, ak, pb, ldb, start == 0 ? null : start == 3 ? pc : pi, start == 3 ? ldc : ldi, pc, ldc, m, n, k);
            for (int i = 0; i < m; i++)
                for (int j = 0; j < ldc; j++)
                {
                    // One chain of fused multiply-adds in rising order, to the bit; what lies between rows stays.
                    float sum = j >= n || start == 3 ? before[i * ldc + j] : start == 0 ? 0 : init[i * ldi + j];
                    for (int p = 0; j < n && p < k; p++) sum = MathF.FusedMultiplyAdd(a[i * am + p * ak], b[p * ldb + j], sum);
                    Assert.True(sum == c[i * ldc + j], $"round {round}: [{i}, {j}] of {m}×{n}×{k} is {c[i * ldc + j]}, expected {sum}");
                }
        }
    }

    [Fact]
    public void Transpose_leaves_padding_alone()
    {
        RandomSource random = new(2);
        foreach ((int rows, int columns) in new[] { (1, 1), (5, 18), (33, 7), (16, 16) })
        {
            int ldf = MatrixProduct.Padded(columns), ldt = MatrixProduct.Padded(rows);
            float[] from = Draw(random, rows * ldf), to = [.. Enumerable.Repeat(-7f, columns * ldt)];
            fixed (float* f = from, t = to) MatrixProduct.Transpose(f, ldf, t, ldt, rows, columns);
            for (int j = 0; j < columns; j++)
                for (int i = 0; i < ldt; i++) Assert.Equal(i < rows ? from[i * ldf + j] : -7, to[j * ldt + i]);
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 16)]
    [InlineData(16, 16)]
    [InlineData(17, 32)]
    public void Rows_are_padded_to_whole_vectors(int columns, int padded) => Assert.Equal(padded, MatrixProduct.Padded(columns));

    private static float[] Draw(RandomSource random, int count) => [.. Enumerable.Range(0, count).Select(_ => (float)random.NextNormal())];
}

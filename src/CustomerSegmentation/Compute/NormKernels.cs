using System.Runtime.Intrinsics;

namespace CustomerSegmentation;

/// <summary>Layer and batch normalisation over rows of <c>ld</c> floats, of which the first <c>columns</c> count and the rest stay zero.</summary>
internal static unsafe class NormKernels
{
    /// <summary>Added to a variance before its root, as in PyTorch.</summary>
    public const float Epsilon = 1e-5f;

    /// <summary>Layer normalisation (Ba, Kiros, Hinton 2016): z becomes (z − mean) / √(variance + ε) of its row, <c>h = gamma·z + beta</c>; keeps 1/√ a row.</summary>
    public static void LayerForward(float* z, float* h, float* gamma, float* beta, float* reciprocal, int ld, int columns, int rows)
    {
        for (int row = 0; row < rows; row++, z += ld, h += ld)
        {
            float mean = RowSum(z, columns) / columns, squares = 0;
            for (int j = 0; j < columns; j++)
            {
                z[j] -= mean;
                squares += z[j] * z[j];
            }
            reciprocal[row] = 1 / MathF.Sqrt(squares / columns + Epsilon);
            for (int j = 0; j < columns; j++) z[j] *= reciprocal[row];
            Affine(z, h, gamma, beta, ld);
        }
    }

    /// <summary>Turns the gradient of h into that of the raw z in place and adds to the gradients of gamma and beta; z holds the normalised values.</summary>
    public static void LayerBackward(float* z, float* g, float* gamma, float* reciprocal, float* gammaGradient, float* betaGradient, int ld, int columns, int rows)
    {
        for (int row = 0; row < rows; row++, z += ld, g += ld)
        {
            float sum = 0, product = 0;
            for (int j = 0; j < columns; j++)
            {
                gammaGradient[j] += g[j] * z[j];
                betaGradient[j] += g[j];
                g[j] *= gamma[j];
                sum += g[j];
                product += g[j] * z[j];
            }
            sum /= columns;
            product /= columns;
            for (int j = 0; j < columns; j++) g[j] = reciprocal[row] * (g[j] - sum - z[j] * product);
        }
    }

    /// <summary>The mean and the sum of squared differences of each column of these rows, for <see cref="CombineMoments"/>.</summary>
    public static void ColumnMoments(float* z, float* mean, float* squares, int ld, int rows)
    {
        ColumnSums(z, mean, ld, rows);
        Vector512<float> count = Vector512.Create((float)rows);
        for (int j = 0; j < ld; j += 16) (Vector512.Load(mean + j) / count).Store(mean + j);
        new Span<float>(squares, ld).Clear();
        for (int row = 0; row < rows; row++, z += ld)
            for (int j = 0; j < ld; j += 16)
            {
                Vector512<float> difference = Vector512.Load(z + j) - Vector512.Load(mean + j);
                Vector512.FusedMultiplyAdd(difference, difference, Vector512.Load(squares + j)).Store(squares + j);
            }
    }

    /// <summary>Adds the moments of one more part to those of the parts before it (Chan, Golub, LeVeque 1979).</summary>
    public static void CombineMoments(float* mean, float* squares, int count, float* partMean, float* partSquares, int partCount, int ld)
    {
        float share = partCount / (float)(count + partCount), weight = (float)count * partCount / (count + partCount);
        for (int j = 0; j < ld; j++)
        {
            float difference = partMean[j] - mean[j];
            mean[j] += difference * share;
            squares[j] += partSquares[j] + difference * difference * weight;
        }
    }

    /// <summary>z becomes (z − mean) · reciprocal by column; <c>h = gamma·z + beta</c> (Ioffe, Szegedy 2015).</summary>
    public static void BatchForward(float* z, float* h, float* mean, float* reciprocal, float* gamma, float* beta, int ld, int rows)
    {
        for (int row = 0; row < rows; row++, z += ld, h += ld)
        {
            for (int j = 0; j < ld; j += 16)
                ((Vector512.Load(z + j) - Vector512.Load(mean + j)) * Vector512.Load(reciprocal + j)).Store(z + j);
            Affine(z, h, gamma, beta, ld);
        }
    }

    /// <summary>Adds Σ g·z to the gradient of gamma and Σ g to that of beta.</summary>
    public static void BatchSums(float* z, float* g, float* gammaGradient, float* betaGradient, int ld, int rows)
    {
        for (int row = 0; row < rows; row++, z += ld, g += ld)
            for (int j = 0; j < ld; j += 16)
            {
                Vector512<float> gradient = Vector512.Load(g + j);
                Vector512.FusedMultiplyAdd(gradient, Vector512.Load(z + j), Vector512.Load(gammaGradient + j)).Store(gammaGradient + j);
                (gradient + Vector512.Load(betaGradient + j)).Store(betaGradient + j);
            }
    }

    /// <summary>Turns the gradient of h into that of the raw z in place, given the sums over the whole batch.</summary>
    public static void BatchBackward(float* z, float* g, float* gamma, float* reciprocal, float* gammaSum, float* betaSum, int batch, int ld, int rows)
    {
        Vector512<float> count = Vector512.Create((float)batch);
        for (int row = 0; row < rows; row++, z += ld, g += ld)
            for (int j = 0; j < ld; j += 16)
            {
                Vector512<float> centred = Vector512.Load(g + j) - (Vector512.Load(betaSum + j) + Vector512.Load(z + j) * Vector512.Load(gammaSum + j)) / count;
                (Vector512.Load(gamma + j) * Vector512.Load(reciprocal + j) * centred).Store(g + j);
            }
    }

    /// <summary>The sum of each column of these rows.</summary>
    public static void ColumnSums(float* z, float* sums, int ld, int rows)
    {
        new Span<float>(sums, ld).Clear();
        AddColumnSums(z, sums, ld, rows);
    }

    /// <summary>Adds each column of these rows to the sums.</summary>
    public static void AddColumnSums(float* z, float* sums, int ld, int rows)
    {
        for (int j = 0; j < ld; j += 16)
        {
            Vector512<float> sum = Vector512.Load(sums + j);
            float* value = z + j;
            for (int row = 0; row < rows; row++, value += ld) sum += Vector512.Load(value);
            sum.Store(sums + j);
        }
    }

    private static float RowSum(float* z, int columns)
    {
        float sum = 0;
        for (int j = 0; j < columns; j++) sum += z[j];
        return sum;
    }

    private static void Affine(float* z, float* h, float* gamma, float* beta, int ld)
    {
        for (int j = 0; j < ld; j += 16)
            Vector512.FusedMultiplyAdd(Vector512.Load(z + j), Vector512.Load(gamma + j), Vector512.Load(beta + j)).Store(h + j);
    }
}

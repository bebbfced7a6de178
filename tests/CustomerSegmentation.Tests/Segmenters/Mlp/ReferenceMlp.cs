using System.Runtime.Intrinsics;

namespace CustomerSegmentation.Tests;

/// <summary>The network's loss written out in double precision, as plainly as the formulas: what gradients are compared with.</summary>
internal static class ReferenceMlp
{
    public static double Loss(MlpLayout layout, double[] p, TrainingRows data, int[] batch, LossFunction loss, double smoothing, ulong seed, long step)
    {
        MlpShape shape = layout.Shape;
        double[][] x = [.. batch.Select(row => data.Features.AsSpan(row * data.Inputs, data.Inputs).ToArray().Select(v => (double)v).ToArray())];
        for (int l = 0; l < layout.Layers.Length; l++)
        {
            MlpLayer layer = layout.Layers[l];
            x = [.. x.Select(row => Enumerable.Range(0, layer.Out)
                .Select(j => p[layer.Bias + j] + row.Select((v, i) => v * p[layer.Weight + i * layer.Padded + j]).Sum()).ToArray())];
            if (l == layout.Layers.Length - 1) break;
            if (layer.Gamma >= 0) Normalize(x, layer, p, shape.Normalization == Normalization.Batch);
            DropoutDraw draw = DropoutDraw.For(shape.Dropout, seed, step, l);
            for (int r = 0; r < x.Length; r++)
                for (int j = 0; j < layer.Out; j++)
                    x[r][j] = Activate(shape.Activation, x[r][j]) * Mask(draw, (uint)(r * layer.Padded + j));
        }
        double total = 0, weights = batch.Sum(row => (double)data.Weights[row]);
        for (int r = 0; r < x.Length; r++) total += data.Weights[batch[r]] * RowLoss(x[r], data.Labels[batch[r]], loss, smoothing);
        return total / weights;
    }

    private static double Mask(DropoutDraw draw, uint position) => draw.IsNone ? 1
        : CounterRandom.Keep(draw.Key, position, Vector512.Create(draw.Threshold)).AsUInt32()[0] != 0 ? draw.Scale : 0;

    private static void Normalize(double[][] x, MlpLayer layer, double[] p, bool batch)
    {
        if (!batch)
            foreach (double[] row in x) Standardize(layer.Out, j => ref row[j]);
        else
            for (int j = 0; j < layer.Out; j++)
            {
                int column = j;
                Standardize(x.Length, r => ref x[r][column]);
            }
        foreach (double[] row in x)
            for (int j = 0; j < layer.Out; j++) row[j] = row[j] * p[layer.Gamma + j] + p[layer.Beta + j];
    }

    private delegate ref double At(int index);

    private static void Standardize(int count, At at)
    {
        double mean = 0, variance = 0;
        for (int i = 0; i < count; i++) mean += at(i) / count;
        for (int i = 0; i < count; i++) variance += (at(i) - mean) * (at(i) - mean) / count;
        for (int i = 0; i < count; i++) at(i) = (at(i) - mean) / Math.Sqrt(variance + 1e-5);
    }

    private static double Activate(Activation activation, double h) => activation switch
    {
        Activation.Relu => Math.Max(0, h),
        Activation.Sigmoid => 1 / (1 + Math.Exp(-h)),
        Activation.Tanh => Math.Tanh(h),
        Activation.Gelu => h * Phi(h),
        _ => h / (1 + Math.Exp(-h)),
    };

    // The normal distribution function by Simpson's rule: slow, plain and exact enough.
    private static double Phi(double h)
    {
        const int Steps = 200;
        double sum = 0, width = h / Steps;
        for (int i = 0; i <= Steps; i++)
            sum += (i is 0 or Steps ? 1 : i % 2 == 1 ? 4 : 2) * Math.Exp(-0.5 * i * width * i * width);
        return 0.5 + sum * width / 3 / Math.Sqrt(2 * Math.PI);
    }

    private static double RowLoss(double[] scores, int label, LossFunction loss, double smoothing)
    {
        if (scores.Length == 1)
        {
            double q = 1 / (1 + Math.Exp(-scores[0])), truth = label * (1 - smoothing) + smoothing / 2;
            return loss == LossFunction.SquaredError ? (q - truth) * (q - truth) : -truth * Math.Log(q) - (1 - truth) * Math.Log(1 - q);
        }
        double sum = scores.Sum(Math.Exp), value = 0;
        for (int j = 0; j < scores.Length; j++)
        {
            double q = Math.Exp(scores[j]) / sum, truth = (j == label ? 1 - smoothing : 0) + smoothing / scores.Length;
            value += loss == LossFunction.SquaredError ? (q - truth) * (q - truth) : -truth * Math.Log(q);
        }
        return value;
    }
}

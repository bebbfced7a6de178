using System.Runtime.Intrinsics;

namespace CustomerSegmentation;

/// <summary>Scores of the output layer to probabilities, loss and gradient, row by row.</summary>
internal static unsafe class MlpLoss
{
    /// <summary>Probabilities of a row: sigmoid of the one score as [1 − p, p], or softmax.</summary>
    public static void Probabilities(float* scores, int outputs, float* probabilities)
    {
        if (outputs == 1)
        {
            probabilities[1] = Sigmoid(scores[0]);
            probabilities[0] = 1 - probabilities[1];
            return;
        }
        float most = scores[0], sum = 0;
        for (int j = 1; j < outputs; j++) most = MathF.Max(most, scores[j]);
        for (int j = 0; j < outputs; j++) sum += probabilities[j] = MathF.Exp(scores[j] - most);
        for (int j = 0; j < outputs; j++) probabilities[j] /= sum;
    }

    /// <summary>The loss of a row of scores, which become its gradient times <paramref name="weight"/>.</summary>
    /// <param name="loss">The function.</param>
    /// <param name="scores">The row's scores, <paramref name="outputs"/> of them; replaced by the gradient; up to 16 lie in a row padded to 16.</param>
    /// <param name="outputs">1 for two labels.</param>
    /// <param name="label">The true label.</param>
    /// <param name="smoothing">Label smoothing ε: the truth is (1 − ε) plus ε shared by all labels (Szegedy et al. 2016).</param>
    /// <param name="weight">The row's weight over the weight of its batch.</param>
    public static float LossAndGradient(LossFunction loss, float* scores, int outputs, int label, float smoothing, float weight) =>
        outputs == 1 ? Binary(loss, scores, label, smoothing, weight)
        : outputs <= MatrixProduct.Lanes && loss == LossFunction.CrossEntropy ? Few(scores, outputs, label, smoothing, weight)
        : Softmax(loss, scores, outputs, label, smoothing, weight);

    private static float Binary(LossFunction loss, float* score, int label, float smoothing, float weight)
    {
        float s = *score, p = Sigmoid(s), truth = label * (1 - smoothing) + smoothing / 2, difference = p - truth;
        if (loss == LossFunction.SquaredError)
        {
            *score = weight * 2 * difference * p * (1 - p);
            return difference * difference;
        }
        *score = weight * difference;
        return MathF.Max(s, 0) - s * truth + Log1P(MathF.Exp(-MathF.Abs(s))); // −t·log p − (1 − t)·log(1 − p) without overflow
    }

    // Cross-entropy of as many scores as a vector holds; what lies behind them in the padded row is not looked at and becomes zero.
    private static float Few(float* scores, int outputs, int label, float smoothing, float weight)
    {
        Vector512<float> mine = Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(outputs)).AsSingle();
        Vector512<float> score = Vector512.Load(scores) & mine;
        float most = score[0];
        for (int j = 1; j < outputs; j++) most = MathF.Max(most, score[j]);
        Vector512<float> power = Vector512.Exp(score - Vector512.Create(most)) & mine;
        float sum = Vector512.Sum(power), share = smoothing / outputs, own = score[label];
        Vector512<float> truth = Vector512.Create(share) + (Vector512.Equals(Vector512<int>.Indices, Vector512.Create(label)).AsSingle() & Vector512.Create(1 - smoothing));
        ((power * Vector512.Create(1 / sum) - truth) * Vector512.Create(weight) & mine).Store(scores);
        return MathF.Log(sum) + most - (1 - smoothing) * own - (smoothing == 0 ? 0 : share * Vector512.Sum(score));
    }

    private static float Softmax(LossFunction loss, float* scores, int outputs, int label, float smoothing, float weight)
    {
        float most = scores[0], sum = 0, expected = 0, value = 0;
        for (int j = 1; j < outputs; j++) most = MathF.Max(most, scores[j]);
        for (int j = 0; j < outputs; j++) sum += MathF.Exp(scores[j] - most);
        float log = MathF.Log(sum) + most, share = smoothing / outputs;
        if (loss == LossFunction.CrossEntropy)
        {
            for (int j = 0; j < outputs; j++)
            {
                float truth = (j == label ? 1 - smoothing : 0) + share;
                value += truth * (log - scores[j]);
                scores[j] = weight * (MathF.Exp(scores[j] - log) - truth);
            }
            return value;
        }
        for (int j = 0; j < outputs; j++)
        {
            float p = MathF.Exp(scores[j] - log), difference = p - (j == label ? 1 - smoothing : 0) - share;
            value += difference * difference;
            expected += p * difference;
        }
        for (int j = 0; j < outputs; j++)
        {
            float p = MathF.Exp(scores[j] - log), difference = p - (j == label ? 1 - smoothing : 0) - share;
            scores[j] = weight * 2 * p * (difference - expected);
        }
        return value;
    }

    private static float Sigmoid(float s) => s >= 0 ? 1 / (1 + MathF.Exp(-s)) : 1 - 1 / (1 + MathF.Exp(s));

    private static float Log1P(float x) => x < 1e-4f ? x - x * x / 2 : MathF.Log(1 + x);
}

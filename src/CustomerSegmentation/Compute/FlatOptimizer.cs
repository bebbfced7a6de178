using System.Runtime.Intrinsics;

namespace CustomerSegmentation;

/// <summary>
/// One optimiser over all parameters lying side by side: adds the shards' gradients in their order, then penalties, then clipping,
/// then one vectorised pass. Step counts from 1.
/// </summary>
/// <remarks>Moments are the state that a checkpoint keeps: two runs of the length of the parameters.</remarks>
internal sealed unsafe class FlatOptimizer : IDisposable
{
    private readonly Optimizer _optimizer;
    private readonly ParameterSegment[] _segments;
    private readonly float* _parameters;
    private readonly TensorBuffer _moments;
    private readonly int _length;
    private readonly float _l1, _l2;
    private readonly double? _clip;

    public FlatOptimizer(Optimizer optimizer, float* parameters, int length, ParameterSegment[] segments, double l1, double l2, double? clip)
    {
        (_optimizer, _length, _segments, _l1, _l2, _clip) = (optimizer, length, segments, (float)l1, (float)l2, clip);
        _parameters = parameters;
        _moments = new(2 * length);
    }

    /// <summary>First and second moments, <c>[2 · length]</c>.</summary>
    public Span<float> Moments => _moments.Span;

    /// <summary>The L1 and L2 penalty of the present weights, <c>λ₁·Σ|w| + λ₂/2·Σw²</c>.</summary>
    public double Penalty()
    {
        if (_l1 == 0 && _l2 == 0) return 0;
        double penalty = 0;
        foreach (ParameterSegment segment in _segments)
            for (int i = segment.Offset; segment.Penalty > 0 && i < segment.Offset + segment.Length; i++)
                penalty += segment.Penalty * (_l1 * Math.Abs(_parameters[i]) + 0.5 * _l2 * _parameters[i] * _parameters[i]);
        return penalty;
    }

    /// <summary>One step with the gradients of <paramref name="shards"/> shards, which are added up in place.</summary>
    public void Step(float* gradients, int shards, long step, double learningRate)
    {
        for (int shard = 1; shard < shards; shard++)
            for (int i = 0; i < _length; i += 16)
                (Vector512.Load(gradients + i) + Vector512.Load(gradients + (long)shard * _length + i)).Store(gradients + i);
        if (_l1 != 0 || _l2 != 0)
            foreach (ParameterSegment segment in _segments)
            {
                Vector512<float> l1 = Vector512.Create(_l1 * segment.Penalty), l2 = Vector512.Create(_l2 * segment.Penalty);
                for (int i = segment.Offset; segment.Penalty > 0 && i < segment.Offset + segment.Length; i += 16)
                {
                    Vector512<float> w = Vector512.Load(_parameters + i), sign =
                        (Vector512.GreaterThan(w, Vector512<float>.Zero) & l1) - (Vector512.LessThan(w, Vector512<float>.Zero) & l1);
                    (Vector512.Load(gradients + i) + sign + l2 * w).Store(gradients + i);
                }
            }
        float scale = _clip is { } most ? (float)Math.Min(1, most / (Norm(gradients) + 1e-6)) : 1;
        foreach (ParameterSegment segment in _segments) Update(segment, gradients, scale, step, learningRate);
    }

    /// <inheritdoc/>
    public void Dispose() => _moments.Dispose();

    private double Norm(float* gradients)
    {
        double squares = 0;
        for (int i = 0; i < _length; i += 16)
        {
            Vector512<float> g = Vector512.Load(gradients + i);
            squares += Vector512.Sum(g * g);
        }
        return Math.Sqrt(squares);
    }

    private void Update(ParameterSegment segment, float* gradients, float scale, long step, double rate)
    {
        float* w = _parameters + segment.Offset, g = gradients + segment.Offset, m = _moments.Pointer + segment.Offset, v = m + _length;
        switch (_optimizer)
        {
            case Adam adam:
                AdamStep(w, g, m, v, segment.Length, scale, step, rate, adam.Beta1, adam.Beta2, adam.Epsilon, 0);
                break;
            case AdamW adam:
                AdamStep(w, g, m, v, segment.Length, scale, step, rate, adam.Beta1, adam.Beta2, adam.Epsilon, adam.WeightDecay * segment.Penalty);
                break;
            case Sgd sgd:
                SgdStep(w, g, m, segment.Length, scale, rate, sgd.Momentum);
                break;
            case RmsProp rms:
                RmsStep(w, g, v, segment.Length, scale, rate, rms.Alpha, rms.Epsilon);
                break;
        }
    }

    private static void AdamStep(float* w, float* g, float* m, float* v, int length, float scale, long step, double rate, double beta1, double beta2, double epsilon, double decay)
    {
        Vector512<float> b1 = Vector512.Create((float)beta1), b2 = Vector512.Create((float)beta2), o1 = Vector512.Create((float)(1 - beta1)), o2 = Vector512.Create((float)(1 - beta2));
        Vector512<float> size = Vector512.Create((float)(rate / (1 - Math.Pow(beta1, step)))), root = Vector512.Create((float)(1 / Math.Sqrt(1 - Math.Pow(beta2, step))));
        Vector512<float> small = Vector512.Create((float)epsilon), keep = Vector512.Create((float)(1 - rate * decay)), factor = Vector512.Create(scale);
        for (int i = 0; i < length; i += 16)
        {
            Vector512<float> gradient = Vector512.Load(g + i) * factor;
            Vector512<float> mean = Vector512.FusedMultiplyAdd(b1, Vector512.Load(m + i), o1 * gradient);
            Vector512<float> square = Vector512.FusedMultiplyAdd(b2, Vector512.Load(v + i), o2 * gradient * gradient);
            mean.Store(m + i);
            square.Store(v + i);
            (keep * Vector512.Load(w + i) - size * mean / (Vector512.Sqrt(square) * root + small)).Store(w + i);
        }
    }

    private static void SgdStep(float* w, float* g, float* m, int length, float scale, double rate, double momentum)
    {
        Vector512<float> keep = Vector512.Create((float)momentum), size = Vector512.Create((float)rate), factor = Vector512.Create(scale);
        for (int i = 0; i < length; i += 16)
        {
            Vector512<float> velocity = keep * Vector512.Load(m + i) + Vector512.Load(g + i) * factor;
            velocity.Store(m + i);
            (Vector512.Load(w + i) - size * velocity).Store(w + i);
        }
    }

    private static void RmsStep(float* w, float* g, float* v, int length, float scale, double rate, double alpha, double epsilon)
    {
        Vector512<float> keep = Vector512.Create((float)alpha), take = Vector512.Create((float)(1 - alpha)), size = Vector512.Create((float)rate);
        Vector512<float> small = Vector512.Create((float)epsilon), factor = Vector512.Create(scale);
        for (int i = 0; i < length; i += 16)
        {
            Vector512<float> gradient = Vector512.Load(g + i) * factor, square = keep * Vector512.Load(v + i) + take * gradient * gradient;
            square.Store(v + i);
            (Vector512.Load(w + i) - size * gradient / (Vector512.Sqrt(square) + small)).Store(w + i);
        }
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CustomerSegmentation;

/// <summary>An element-wise activation and its derivative, both from the value before it.</summary>
internal interface IActivation
{
    static abstract Vector512<float> Forward(Vector512<float> h);

    static abstract Vector512<float> Derivative(Vector512<float> h);
}

/// <summary><c>max(0, h)</c></summary>
internal readonly struct ReluActivation : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Forward(Vector512<float> h) => Vector512.Max(h, Vector512<float>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Derivative(Vector512<float> h) => Vector512.GreaterThan(h, Vector512<float>.Zero) & Vector512<float>.One;
}

/// <summary><c>1 / (1 + e⁻ʰ)</c></summary>
internal readonly struct SigmoidActivation : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Forward(Vector512<float> h) => Vector512<float>.One / (Vector512<float>.One + Vector512.Exp(-h));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Derivative(Vector512<float> h)
    {
        Vector512<float> s = Forward(h);
        return s * (Vector512<float>.One - s);
    }
}

/// <summary><c>tanh h</c></summary>
internal readonly struct TanhActivation : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Forward(Vector512<float> h) =>
        Vector512<float>.One - Vector512.Create(2f) / (Vector512.Exp(h + h) + Vector512<float>.One);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Derivative(Vector512<float> h)
    {
        Vector512<float> t = Forward(h);
        return Vector512<float>.One - t * t;
    }
}

/// <summary><c>h · Φ(h)</c> with the normal distribution function (Hendrycks, Gimpel 2016), erf by Abramowitz and Stegun 7.1.26 (error below 2e-7).</summary>
internal readonly struct GeluActivation : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Forward(Vector512<float> h) => h * Phi(h);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Derivative(Vector512<float> h) =>
        Phi(h) + h * Vector512.Create(0.3989422804f) * Vector512.Exp(Vector512.Create(-0.5f) * h * h);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Phi(Vector512<float> h)
    {
        Vector512<float> x = Vector512.Abs(h) * Vector512.Create(0.7071067812f);
        Vector512<float> t = Vector512<float>.One / (Vector512<float>.One + Vector512.Create(0.3275911f) * x);
        Vector512<float> sum = Vector512.Create(1.061405429f);
        sum = sum * t + Vector512.Create(-1.453152027f);
        sum = sum * t + Vector512.Create(1.421413741f);
        sum = sum * t + Vector512.Create(-0.284496736f);
        sum = sum * t + Vector512.Create(0.254829592f);
        Vector512<float> tail = Vector512.Create(0.5f) * sum * t * Vector512.Exp(-x * x); // 1 − Φ(|h|)
        return Vector512.ConditionalSelect(Vector512.LessThan(h, Vector512<float>.Zero), tail, Vector512<float>.One - tail);
    }
}

/// <summary><c>h / (1 + e⁻ʰ)</c> (Elfwing, Uchibe, Doya 2017)</summary>
internal readonly struct SiluActivation : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Forward(Vector512<float> h) => h * SigmoidActivation.Forward(h);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Derivative(Vector512<float> h)
    {
        Vector512<float> s = SigmoidActivation.Forward(h);
        return s * (Vector512<float>.One + h * (Vector512<float>.One - s));
    }
}

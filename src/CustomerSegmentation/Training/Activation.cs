namespace CustomerSegmentation;

/// <summary>The function between two layers of a network.</summary>
public enum Activation
{
    /// <summary><c>max(0, x)</c>: the default.</summary>
    Relu,

    /// <summary><c>1 / (1 + e⁻ˣ)</c></summary>
    Sigmoid,

    /// <summary><c>tanh x</c></summary>
    Tanh,

    /// <summary><c>x · Φ(x)</c>, the exact form (Hendrycks, Gimpel 2016).</summary>
    Gelu,

    /// <summary><c>x / (1 + e⁻ˣ)</c>, also called swish (Elfwing, Uchibe, Doya 2017).</summary>
    Silu,
}

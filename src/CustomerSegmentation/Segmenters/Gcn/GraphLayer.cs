namespace CustomerSegmentation;

/// <summary>
/// How a network over a graph takes what the neighbours say. H are the states, A the edges' weights of a relation, W learned weights; a
/// relation between two kinds (customers, items) has no self-loops, so a term <c>H·W_self</c> takes their place.
/// </summary>
public enum GraphLayer
{
    /// <summary><c>D̃^(−1/2)·(A + I)·D̃^(−1/2)·H·W</c>, the degrees D̃ with self-loops (Kipf, Welling 2017): the default.</summary>
    Gcn,

    /// <summary><c>H·W_self + mean(H of the neighbours)·W</c> (GraphSAGE; Hamilton, Ying, Leskovec 2017).</summary>
    Sage,

    /// <summary><c>H·W_self + max(H of the neighbours)·W</c>, the maximum of each column (GraphSAGE).</summary>
    SageMax,

    /// <summary>Attention: neighbours j weighted by the softmax of <c>aᵀ·LeakyReLU(H_i·W_target + H_j·W_source)</c>, several heads, self-loops
    /// (GATv2; Brody, Alon, Yahav 2022). Edge weights are not used.</summary>
    Gat,

    /// <summary><c>Â^K·X·W</c>: the propagation of GCN alone, computed once, then one linear map (SGC; Wu et al. 2019).</summary>
    Sgc,

    /// <summary><c>[X, Â·X, …, Â^K·X]</c>, computed once, then a hidden layer (SIGN; Frasca et al. 2020).</summary>
    Sign,

    /// <summary>A perceptron whose answers are propagated: <c>Z ← (1 − α)·Â·Z + α·H</c>, K times (APPNP; Gasteiger, Bojchevski, Günnemann 2019).</summary>
    Appnp,

    /// <summary><c>((1 − α)·Â·H + α·H₀)·((1 − β)·I + β·W)</c> with β = ln(θ/l + 1) in layer l, for deep networks (GCNII; Chen et al. 2020).</summary>
    Gcnii,

    /// <summary>Embeddings propagated without weights, <c>D^(−1/2)·A·D^(−1/2)·H</c>, the mean over all hops (LightGCN; He et al. 2020).</summary>
    LightGcn,

    /// <summary><c>(A + I)·H·W</c>: the sum over neighbours and oneself.</summary>
    Sum,

    /// <summary><c>D̃⁻¹·(A + I)·H·W</c>: the mean over neighbours and oneself.</summary>
    Mean,

    /// <summary>The maximum of each column over neighbours and oneself, times W.</summary>
    Max,
}

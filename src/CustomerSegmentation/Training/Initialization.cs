namespace CustomerSegmentation;

/// <summary>How weights start; biases start at zero.</summary>
public enum Initialization
{
    /// <summary>Normal with variance 2 / inputs (He et al. 2015): the default, for ReLU and its kin.</summary>
    He,

    /// <summary>Uniform within ±√(6 / (inputs + outputs)) (Glorot, Bengio 2010), for sigmoid and tanh.</summary>
    Xavier,

    /// <summary>Uniform within ±1/√inputs, as PyTorch's linear layer.</summary>
    Uniform,
}

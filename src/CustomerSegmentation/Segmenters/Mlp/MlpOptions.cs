namespace CustomerSegmentation;

/// <summary>
/// The network of a multilayer perceptron. Its output is a sigmoid for two labels and a softmax for more. Immutable, compared by value.
/// </summary>
public sealed record MlpOptions
{
    /// <summary>The units of each hidden layer; default 128, 64, 32. Empty gives logistic regression.</summary>
    public EquatableList<int> HiddenLayers { get; init; } = [128, 64, 32];

    /// <summary>The function after each hidden layer; default <see cref="Activation.Relu"/>.</summary>
    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>The share of each hidden layer's units left out at random in training (Srivastava et al. 2014), from 0 to below 1; default 0.5.</summary>
    public double Dropout { get; init; } = 0.5;

    /// <summary>What is normalised before each activation; default <see cref="Normalization.None"/>.</summary>
    public Normalization Normalization { get; init; } = Normalization.None;

    /// <summary>What training makes small; default <see cref="LossFunction.CrossEntropy"/>.</summary>
    public LossFunction Loss { get; init; } = LossFunction.CrossEntropy;

    /// <summary>How weights start; default <see cref="Initialization.He"/>.</summary>
    public Initialization Initialization { get; init; } = Initialization.He;

    internal IEnumerable<string> Problems()
    {
        foreach (int units in HiddenLayers)
            if (units is < 1 or > 65536) yield return $"A hidden layer has {units} units; give 1 to 65536.";
        if (HiddenLayers.Count > 64) yield return $"There are {HiddenLayers.Count} hidden layers; give at most 64.";
        if (Dropout is not (>= 0 and < 1)) yield return FormattableString.Invariant($"Dropout is {Dropout}; give 0 to below 1.");
    }

    /// <summary>The network in words.</summary>
    public string Describe() => FormattableString.Invariant(
        $"multilayer perceptron, hidden layers {(HiddenLayers.Count == 0 ? "none" : string.Join("/", HiddenLayers))}, {Activation}, dropout {Dropout}, {(Normalization == Normalization.None ? "no" : Normalization.ToString().ToLowerInvariant())} normalisation, {(Loss == LossFunction.CrossEntropy ? "cross-entropy" : "squared error")}, {Initialization} initialisation");
}

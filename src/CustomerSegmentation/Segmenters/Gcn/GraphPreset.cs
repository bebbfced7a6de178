namespace CustomerSegmentation;

/// <summary>Settings that are known to work, so that nobody has to tune.</summary>
public enum GraphPreset
{
    /// <summary>Several networks and neighbour aggregates are trained, and what the validation part says is best, alone or averaged, is kept: the default.</summary>
    Best,

    /// <summary>Aggregates of the neighbours' features, computed once, given to a multilayer perceptron: fast, and scored without the network.</summary>
    Fast,

    /// <summary>The settings that the layer was published with, see <see cref="GraphLayer"/>; choose the layer with <c>UseLayer</c>.</summary>
    Published,
}

namespace CustomerSegmentation;

/// <summary>What training makes small, as a mean over the rows of a batch weighted by their class weights.</summary>
public enum LossFunction
{
    /// <summary>−log of the probability of the true label: the default.</summary>
    CrossEntropy,

    /// <summary>The squared differences between probabilities and the truth, summed over labels (one label's for two labels).</summary>
    SquaredError,
}

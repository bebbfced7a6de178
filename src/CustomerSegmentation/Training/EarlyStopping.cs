namespace CustomerSegmentation;

/// <summary>Ends training when the validation loss no longer falls; the weights of the best epoch are kept.</summary>
public sealed record EarlyStopping
{
    /// <summary>Epochs without improvement before the end; default 30.</summary>
    public int Patience { get; init; } = 30;

    /// <summary>How much lower the loss must be to count as an improvement; default 0.</summary>
    public double MinimumImprovement { get; init; }
}

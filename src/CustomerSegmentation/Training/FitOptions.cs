namespace CustomerSegmentation;

/// <summary>What one fit is given besides the customers.</summary>
public sealed record FitOptions
{
    /// <summary>Customers that only watch, instead of a part of the training customers; null (the default) takes a part by <see cref="TrainingOptions.ValidationShare"/>.</summary>
    public CustomerTable? Validation { get; init; }

    /// <summary>A model of the same features, labels and hidden layers whose weights the fit starts from; null (the default) draws them. It stays the caller's.</summary>
    public SegmentationModel? StartFrom { get; init; }

    /// <summary>A file that keeps the state of the fit; where it is there, the fit goes on from it and gives the bits it would have given
    /// without a break. It is written atomically and deleted when the fit ends. Null (the default) for none.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>Epochs between two writes of the checkpoint; default 10.</summary>
    public int CheckpointEvery { get; init; } = 10;
}

namespace CustomerSegmentation;

/// <summary>What one fit on a graph is given besides the graph.</summary>
public sealed record GraphFitOptions
{
    /// <summary>Whose labels are learned from and whose only watch; labels of others are never read. Null (the default): all customers with a
    /// label, a part of them drawn to watch by <see cref="TrainingOptions.ValidationShare"/>.</summary>
    public GraphSplit? Split { get; init; }

    /// <summary>A file that keeps the state of the fit; where it is there, the fit goes on from it and gives the bits it would have given
    /// without a break. Null (the default) for none. For presets that train one network.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>Epochs between two writes of the checkpoint; default 10.</summary>
    public int CheckpointEvery { get; init; } = 10;

    /// <summary>The bytes of memory that training may take; null for all that the process may have.</summary>
    internal long? MemoryLimit { get; init; }
}

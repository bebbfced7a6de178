namespace CustomerSegmentation;

/// <summary>What is known of how a model came to be: immutable, kept in the model file. No customer keys or rows are in it.</summary>
public sealed record TrainingRecord
{
    internal TrainingRecord() { }

    /// <summary>The version of this library.</summary>
    public required string LibraryVersion { get; init; }

    /// <summary>The version of TorchSharp.</summary>
    public required string TorchSharpVersion { get; init; }

    /// <summary>SHA-256 over names, kinds and values of the training table's columns, hexadecimal; keys are left out.</summary>
    public required string DataFingerprint { get; init; }

    /// <summary>The seed of everything random.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Rows the network learned from.</summary>
    public required int TrainingRows { get; init; }

    /// <summary>Rows that only watched.</summary>
    public required int ValidationRows { get; init; }

    /// <summary>How many of both have each label, in the order of the segments.</summary>
    public required EquatableList<int> LabelCounts { get; init; }

    /// <summary>The losses of the epochs.</summary>
    public required TrainingHistory History { get; init; }

    /// <summary>Accuracy on the validation part with the best weights; it chose the epoch, so it flatters. NaN without one.</summary>
    public required double ValidationAccuracy { get; init; }

    /// <summary>What happened to the training rows: left out, filled, clipped; without examples.</summary>
    public required EquatableList<DataNote> Notes { get; init; }

    /// <summary>The record in a few lines.</summary>
    public override string ToString() => string.Join(Environment.NewLine,
    [
        FormattableString.Invariant($"{TrainingRows} rows trained, {ValidationRows} watched, seed {Seed}, CustomerSegmentation {LibraryVersion}, TorchSharp {TorchSharpVersion}"),
        History.ToString(),
        $"data {DataFingerprint}",
        .. Notes.Select(note => note.ToString()),
    ]);
}

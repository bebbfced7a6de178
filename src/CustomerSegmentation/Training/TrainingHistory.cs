namespace CustomerSegmentation;

/// <summary>The losses of one epoch.</summary>
/// <param name="TrainingLoss">The mean loss of the epoch's batches, penalties included, dropout on.</param>
/// <param name="ValidationLoss">The mean loss over the validation part, NaN without one.</param>
public readonly record struct EpochLosses(double TrainingLoss, double ValidationLoss);

/// <summary>How a training went: immutable.</summary>
/// <param name="Epochs">The losses of each epoch that was run.</param>
/// <param name="BestEpoch">The epoch, from 1, whose weights the model has: that of the lowest validation loss, or the last without validation.</param>
/// <param name="StoppedEarly">Whether early stopping ended it.</param>
public sealed record TrainingHistory(EquatableList<EpochLosses> Epochs, int BestEpoch, bool StoppedEarly)
{
    /// <summary>One line: epochs, best epoch and its losses.</summary>
    public override string ToString() => Epochs.Count == 0 ? "not trained" : FormattableString.Invariant(
        $"{Epochs.Count} epochs{(StoppedEarly ? ", stopped early" : "")}; best epoch {BestEpoch}: training loss {Epochs[BestEpoch - 1].TrainingLoss:0.0000}, validation loss {Epochs[BestEpoch - 1].ValidationLoss:0.0000}");
}

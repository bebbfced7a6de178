namespace CustomerSegmentation;

/// <summary>Where a fit stands after an epoch.</summary>
/// <param name="Epoch">The epoch that ended, from 1.</param>
/// <param name="Epochs">The most epochs there can be.</param>
/// <param name="TrainingLoss">The mean loss of the epoch's batches, penalties included.</param>
/// <param name="ValidationLoss">The mean loss over the validation part, or NaN without one.</param>
/// <param name="BestEpoch">The epoch with the lowest validation loss so far.</param>
/// <param name="RowsPerSecond">Training rows a second in this epoch.</param>
/// <param name="Remaining">The time left if every epoch is run; early stopping may end sooner.</param>
public sealed record TrainingProgress(
    int Epoch, int Epochs, double TrainingLoss, double ValidationLoss, int BestEpoch, double RowsPerSecond, TimeSpan Remaining);

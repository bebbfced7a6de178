namespace CustomerSegmentation;

/// <summary>Where a training stands between two epochs: with it, a resumed run gives the same bits as one without a break.</summary>
/// <param name="Losses">The losses of the epochs that are done.</param>
/// <param name="BestEpoch">The best epoch so far, 0 for none.</param>
/// <param name="BestLoss">Its loss.</param>
/// <param name="Plateaus">How often the learning rate has been lowered for standing still.</param>
/// <param name="PlateauStart">The epoch since which the plateau's patience counts.</param>
/// <param name="Step">The steps done.</param>
/// <param name="Weights">Parameters and state now.</param>
/// <param name="Moments">What the optimiser keeps.</param>
/// <param name="BestWeights">Parameters and state of the best epoch; empty without validation.</param>
internal sealed record TrainingCheckpoint(
    List<EpochLosses> Losses, int BestEpoch, double BestLoss, int Plateaus, int PlateauStart, long Step, float[] Weights, float[] Moments, float[] BestWeights);

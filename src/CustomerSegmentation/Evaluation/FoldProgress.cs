namespace CustomerSegmentation;

/// <summary>Passes a fit's progress on, with the fold, on the fitting thread.</summary>
internal sealed class FoldProgress(int fold, int folds, IProgress<CrossValidationProgress>? progress) : IProgress<TrainingProgress>
{
    /// <summary>Null where nobody listens.</summary>
    public IProgress<TrainingProgress>? OrNull => progress is null ? null : this;

    public void Report(TrainingProgress value) => progress?.Report(new(fold, folds, value, null));
}

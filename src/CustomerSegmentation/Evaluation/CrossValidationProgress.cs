namespace CustomerSegmentation;

/// <summary>Where a cross-validation stands: after each epoch and after each fold.</summary>
/// <param name="Fold">The fold at work, from 1.</param>
/// <param name="Folds">The number of folds.</param>
/// <param name="Training">Where the fold's fit stands; null when the fold has ended.</param>
/// <param name="Report">The fold's evaluation when it has ended; null before.</param>
public sealed record CrossValidationProgress(int Fold, int Folds, TrainingProgress? Training, ClassificationReport? Report);

namespace CustomerSegmentation;

/// <summary>Where an evaluation over a graph stands: after each epoch, and at the end of each run.</summary>
/// <param name="Run">The run at work, from 1.</param>
/// <param name="Runs">The number of runs.</param>
/// <param name="What">What is being fitted: <c>graph</c>, <c>mlp</c>, or what a comparison tries.</param>
/// <param name="Training">Where the fit stands; null when it has ended.</param>
/// <param name="Report">The evaluation on the test part when the fit has ended; null before.</param>
public sealed record GraphEvaluationProgress(int Run, int Runs, string What, TrainingProgress? Training, ClassificationReport? Report);

namespace CustomerSegmentation;

/// <summary>Passes a fit's progress on, with the run and what is fitted, on the fitting thread.</summary>
internal sealed class GraphRunProgress(int run, int runs, string what, IProgress<GraphEvaluationProgress>? progress) : IProgress<TrainingProgress>
{
    /// <summary>Null where nobody listens.</summary>
    public IProgress<TrainingProgress>? OrNull => progress is null ? null : this;

    public void Report(TrainingProgress value) => progress?.Report(new(run, runs, what, value, null));

    /// <summary>Tells how the fit did.</summary>
    public void Ended(ClassificationReport report) => progress?.Report(new(run, runs, what, null, report));
}

namespace CustomerSegmentation.Tests;

/// <summary>Progress that is told on the fitting thread, at once.</summary>
internal sealed class Told(Action<TrainingProgress> tell) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value) => tell(value);
}

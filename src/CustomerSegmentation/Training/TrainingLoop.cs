using System.Diagnostics;

namespace CustomerSegmentation;

/// <summary>
/// The one training loop of every network: shuffled batches, schedule, validation, the best weights kept, early stopping, progress,
/// cancellation, checkpoints. All random draws are functions of the seed and the epoch or step, so it can be resumed anywhere.
/// </summary>
internal static class TrainingLoop
{
    /// <summary>Trains until the last epoch or early stopping; the trainee then holds the weights of the best epoch.</summary>
    /// <param name="trainee">What is trained.</param>
    /// <param name="options">Checked options.</param>
    /// <param name="seed">Decides the order of the rows.</param>
    /// <param name="progress">Told after every epoch, or null.</param>
    /// <param name="resume">Where to go on from, or null to start.</param>
    /// <param name="checkpoint">Called after every epoch with a way to make a checkpoint, or null.</param>
    /// <param name="cancellationToken">Looked at before every batch.</param>
    /// <exception cref="SegmentationException">The loss is no longer a number.</exception>
    public static TrainingHistory Run(
        ITrainee trainee, TrainingOptions options, ulong seed, IProgress<TrainingProgress>? progress, TrainingCheckpoint? resume,
        Action<int, Func<TrainingCheckpoint>>? checkpoint, CancellationToken cancellationToken)
    {
        List<EpochLosses> losses = resume is null ? [] : [.. resume.Losses];
        int bestEpoch = resume?.BestEpoch ?? 0, plateaus = resume?.Plateaus ?? 0, plateauStart = resume?.PlateauStart ?? 0;
        double bestLoss = resume?.BestLoss ?? double.PositiveInfinity;
        long step = resume?.Step ?? 0;
        float[] bestWeights = resume?.BestWeights ?? [];
        if (resume is not null)
        {
            trainee.LoadWeights(resume.Weights);
            trainee.LoadMoments(resume.Moments);
        }
        bool stopped = Stopped();
        while (losses.Count < options.Epochs && !stopped)
        {
            int epoch = losses.Count;
            long start = Stopwatch.GetTimestamp();
            double trainingLoss = Epoch(epoch);
            double seconds = Math.Max(1e-9, Stopwatch.GetElapsedTime(start).TotalSeconds);
            double validationLoss = trainee.ValidationLoss(), watched = trainee.HasValidation ? validationLoss : trainingLoss;
            if (!double.IsFinite(trainingLoss) || !double.IsFinite(watched)) throw NotANumber(epoch + 1, trainingLoss, validationLoss);
            losses.Add(new(trainingLoss, validationLoss));
            if (watched < bestLoss - (options.EarlyStopping?.MinimumImprovement ?? 0))
            {
                (bestLoss, bestEpoch, plateauStart) = (watched, epoch + 1, epoch + 1);
                if (trainee.HasValidation) bestWeights = trainee.SaveWeights();
            }
            else if (options.Schedule is PlateauSchedule plateau && epoch + 1 - plateauStart >= plateau.Patience)
                (plateaus, plateauStart) = (plateaus + 1, epoch + 1);
            stopped = Stopped();
            int left = stopped ? 0 : options.Epochs - losses.Count;
            progress?.Report(new(epoch + 1, options.Epochs, trainingLoss, validationLoss, bestEpoch, trainee.Rows / seconds,
                TimeSpan.FromSeconds(left * (Stopwatch.GetElapsedTime(start).TotalSeconds))));
            checkpoint?.Invoke(epoch + 1, () => new(losses, bestEpoch, bestLoss, plateaus, plateauStart, step, trainee.SaveWeights(), trainee.SaveMoments(), bestWeights));
        }
        if (bestWeights.Length > 0) trainee.LoadWeights(bestWeights);
        return new([.. losses], bestWeights.Length > 0 ? bestEpoch : losses.Count, stopped);

        bool Stopped() => options.EarlyStopping is { } stopping && losses.Count > 0 && trainee.HasValidation && losses.Count - bestEpoch >= stopping.Patience;

        double Epoch(int epoch)
        {
            int[] order = RandomSource.For(seed, "order", (ulong)epoch).Permutation(trainee.Rows);
            double sum = 0;
            int batches = (order.Length + options.BatchSize - 1) / options.BatchSize;
            for (int batch = 0; batch < batches; batch++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                int offset = batch * options.BatchSize, size = Math.Min(options.BatchSize, order.Length - offset);
                double factor = options.Schedule.Factor(epoch + (batch + 1.0) / batches, options.Epochs, plateaus);
                double loss = trainee.Step(order, offset, size, step++, options.Optimizer.LearningRate * factor);
                if (!double.IsFinite(loss)) throw NotANumber(epoch + 1, loss, double.NaN);
                sum += loss * size;
            }
            return sum / order.Length;
        }
    }

    private static SegmentationException NotANumber(int epoch, double training, double validation) => new(
        $"Training stopped in epoch {epoch}: the loss is {Show.Value(double.IsFinite(training) ? validation : training)}, not a finite number. " +
        "Lower the learning rate, clip the gradient (TrainingOptions.GradientClipping = 1), or look for huge values in columns that are not standardised or clipped.");
}

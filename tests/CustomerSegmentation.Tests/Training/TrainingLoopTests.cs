using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class TrainingLoopTests
{
    private static readonly TrainingOptions Plain = new() { Epochs = 10, BatchSize = 4, Optimizer = new Sgd { LearningRate = 1 }, EarlyStopping = null };

    [Fact]
    public void Every_row_is_in_one_batch_of_each_epoch_in_another_order()
    {
        using ScriptedTrainee trainee = new(10);
        Run(trainee, Plain with { Epochs = 2 });
        Assert.Equal([4, 4, 2, 4, 4, 2], trainee.Batches.Select(batch => batch.Length));
        int[] first = [.. trainee.Batches.Take(3).SelectMany(batch => batch)], second = [.. trainee.Batches.Skip(3).SelectMany(batch => batch)];
        Assert.Equal(Enumerable.Range(0, 10), first.Order());
        Assert.Equal(Enumerable.Range(0, 10), second.Order());
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void The_training_loss_is_the_mean_over_rows_not_over_batches()
    {
        using ScriptedTrainee trainee = new(10, training: [1, 2, 6]);
        Assert.Equal((4 * 1 + 4 * 2 + 2 * 6) / 10.0, Run(trainee, Plain with { Epochs = 1 }).Epochs[0].TrainingLoss, 1e-12);
    }

    [Fact]
    public void Early_stopping_ends_after_its_patience_and_keeps_the_best_weights()
    {
        using ScriptedTrainee trainee = new(4, [5, 4, 3, 3.5, 3, 3.2, 1]);
        TrainingHistory history = Run(trainee, Plain with { EarlyStopping = new() { Patience = 3 } });
        Assert.Equal((6, 3, true), (history.Epochs.Count, history.BestEpoch, history.StoppedEarly));
        Assert.Equal(3, trainee.Weight); // one step an epoch
        Assert.Equal("6 epochs, stopped early; best epoch 3: training loss 0.5000, validation loss 3.0000", history.ToString());
    }

    [Fact]
    public void Improvements_below_the_least_do_not_count()
    {
        using ScriptedTrainee trainee = new(4, [5, 4.9, 4.8, 4.7, 4.6]);
        TrainingHistory history = Run(trainee, Plain with { EarlyStopping = new() { Patience = 2, MinimumImprovement = 0.25 } });
        Assert.Equal((3, 1), (history.Epochs.Count, history.BestEpoch));
    }

    [Fact]
    public void The_best_weights_are_kept_without_early_stopping_too()
    {
        using ScriptedTrainee trainee = new(4, [5, 1, 3, 4]);
        TrainingHistory history = Run(trainee, Plain with { Epochs = 4 });
        Assert.Equal((4, 2, false), (history.Epochs.Count, history.BestEpoch, history.StoppedEarly));
        Assert.Equal(2, trainee.Weight);
    }

    [Fact]
    public void Without_validation_the_last_weights_are_kept_and_nothing_stops_early()
    {
        using ScriptedTrainee trainee = new(4, training: [1, 2, 3, 4, 5]);
        TrainingHistory history = Run(trainee, Plain with { Epochs = 5, EarlyStopping = new() { Patience = 1 } });
        Assert.Equal((5, 5, false), (history.Epochs.Count, history.BestEpoch, history.StoppedEarly));
        Assert.Equal(5, trainee.Weight);
    }

    [Fact]
    public void A_plateau_lowers_the_rate_once_its_patience_is_over()
    {
        using ScriptedTrainee trainee = new(4, [5, 4, 4, 4, 3, 3, 3, 3, 3, 3]);
        Run(trainee, Plain with { Schedule = new PlateauSchedule { Patience = 2, Decay = 0.1 } });
        Near([1, 1, 1, 1, 0.1, 0.1, 0.1, 0.01, 0.01, 0.001], trainee.Rates);
    }

    [Fact]
    public void A_plateau_of_the_training_loss_counts_where_nothing_is_validated()
    {
        using ScriptedTrainee trainee = new(4, training: [5, 5, 5, 5, 5, 5, 5, 5, 5, 5]);
        Run(trainee, Plain with { Schedule = new PlateauSchedule { Patience = 3, Decay = 0.5 } });
        Near([1, 1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25], trainee.Rates);
    }

    [Fact]
    public void Warm_up_rises_in_a_straight_line_batch_by_batch()
    {
        using ScriptedTrainee trainee = new(8);
        Run(trainee, Plain with { Epochs = 3, Schedule = new ConstantSchedule { WarmUpEpochs = 2 } });
        Near([0.25, 0.5, 0.75, 1, 1, 1], trainee.Rates);
    }

    [Fact]
    public void A_cosine_falls_to_nothing_after_warm_up()
    {
        using ScriptedTrainee trainee = new(4);
        Run(trainee, Plain with { Epochs = 5, Schedule = new CosineSchedule { WarmUpEpochs = 1 } });
        Near([1, 0.5 * (1 + Math.Cos(Math.PI / 4)), 0.5, 0.5 * (1 + Math.Cos(Math.PI * 3 / 4)), 0], trainee.Rates);
    }

    [Fact]
    public void Steps_fall_every_so_many_epochs()
    {
        using ScriptedTrainee trainee = new(8);
        Run(trainee, Plain with { Epochs = 4, Schedule = new StepSchedule { Every = 2, Decay = 0.1 } });
        Near([1, 1, 1, 1, 0.1, 0.1, 0.1, 0.1], trainee.Rates);
    }

    [Fact]
    public void A_loss_that_is_no_number_stops_with_epoch_and_remedy()
    {
        const string Remedy = "not a finite number. Lower the learning rate, clip the gradient (TrainingOptions.GradientClipping = 1), or look for huge values in columns that are not standardised or clipped.";
        using ScriptedTrainee trained = new(4, training: [1, 1, double.NaN]), validated = new(4, [double.PositiveInfinity]), unsure = new(4, [1, double.NaN]), first = new(4, [double.NaN]);
        Assert.Equal($"Training stopped in epoch 3: the loss is NaN, {Remedy}", Assert.Throws<SegmentationException>(() => Run(trained, Plain)).Message);
        Assert.Equal($"Training stopped in epoch 1: the loss is Infinity, {Remedy}", Assert.Throws<SegmentationException>(() => Run(validated, Plain)).Message);
        Assert.StartsWith("Training stopped in epoch 2: the loss is NaN, ", Assert.Throws<SegmentationException>(() => Run(unsure, Plain)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Training stopped in epoch 1: the loss is NaN, ", Assert.Throws<SegmentationException>(() => Run(first, Plain)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_counts_down_to_the_end_early_or_not()
    {
        List<TrainingProgress> told = [];
        using ScriptedTrainee trainee = new(4, [5, 4, 6, 7, 1]);
        Run(trainee, Plain with { EarlyStopping = new() { Patience = 2 } }, new Told(told.Add));
        Assert.Equal([1, 2, 3, 4], told.Select(progress => progress.Epoch));
        Assert.Equal([1, 2, 2, 2], told.Select(progress => progress.BestEpoch));
        Assert.Equal([5, 4, 6, 7], told.Select(progress => progress.ValidationLoss));
        Assert.All(told, progress => Assert.Equal(10, progress.Epochs));
        Assert.All(told.SkipLast(1), progress => Assert.True(progress.Remaining > TimeSpan.Zero));
        Assert.Equal(TimeSpan.Zero, told[^1].Remaining);
    }

    [Fact]
    public void Cancelling_between_batches_ends_the_epoch()
    {
        using CancellationTokenSource source = new();
        using ScriptedTrainee trainee = new(40);
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => TrainingLoop.Run(trainee, Plain, 1, null, null, null, source.Token));
        Assert.Empty(trainee.Rates);
    }

    private static TrainingHistory Run(ITrainee trainee, TrainingOptions options, IProgress<TrainingProgress>? progress = null) =>
        TrainingLoop.Run(trainee, options, 1, progress, null, null, CancellationToken.None);

    private static void Near(double[] expected, List<double> actual)
    {
        Assert.Equal(expected.Length, actual.Count);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 1e-12);
    }
}

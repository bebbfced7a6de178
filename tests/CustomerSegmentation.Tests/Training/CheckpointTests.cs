using Xunit;

namespace CustomerSegmentation.Tests;

/// <summary>A fit that was interrupted and goes on from its checkpoint gives the bits of one that was not.</summary>
public sealed class CheckpointTests : IDisposable
{
    private const int Epochs = 8;
    private static readonly CustomerTable Shop = SyntheticShop.Customers(200);
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Cases => [.. Plans.Keys];

    private static Dictionary<string, (TrainingOptions Training, MlpOptions Network)> Plans { get; } = new()
    {
        ["Adam"] = (new(), new()),
        ["AdamW, cosine, batch normalisation"] = (new() { Optimizer = new AdamW(), Schedule = new CosineSchedule() }, new() { Normalization = Normalization.Batch }),
        ["SGD, warm-up, layer normalisation"] = (new() { Optimizer = new Sgd(), Schedule = new StepSchedule { Every = 3, WarmUpEpochs = 4 } }, new() { Normalization = Normalization.Layer }),
        ["RMSprop, plateau"] = (new() { Optimizer = new RmsProp(), Schedule = new PlateauSchedule { Patience = 1 } }, new()),
        ["plateau without validation"] = (new() { ValidationShare = 0, EarlyStopping = null, Optimizer = new Sgd { LearningRate = 1.5 }, Schedule = new PlateauSchedule { Patience = 1 } }, new()),
        ["early stopping"] = (new() { EarlyStopping = new() { Patience = 2 }, Optimizer = new Adam { LearningRate = 0.2 } }, new() { Dropout = 0 }),
    };

    private string File => _folder.File("fit.checkpoint");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_interrupted_fit_gives_the_same_bits_as_one_without_a_break(string name)
    {
        (TrainingOptions training, MlpOptions network) = Plans[name];
        MlpSegmenter segmenter = Segmenter(training, network);
        using SegmentationModel whole = segmenter.Fit(Shop);
        int epochs = whole.Training!.History.Epochs.Count;
        foreach (int end in new[] { 1, 3, epochs - 1 }.Distinct().Where(end => end < epochs))
        {
            Interrupt(segmenter, end);
            Assert.True(System.IO.File.Exists(File));
            List<int> told = [];
            using SegmentationModel resumed = segmenter.Fit(Shop, new FitOptions { Checkpoint = File, CheckpointEvery = 1 }, new Told(progress => told.Add(progress.Epoch)));
            Assert.Equal(Enumerable.Range(end + 1, epochs - end), told);
            Assert.Equal(Saved(whole), Saved(resumed));
            Assert.False(System.IO.File.Exists(File));
        }
    }

    [Fact]
    public void A_fit_broken_after_every_epoch_gets_there_too()
    {
        MlpSegmenter segmenter = Segmenter(new(), new());
        using SegmentationModel whole = segmenter.Fit(Shop);
        for (int epoch = 1; epoch < Epochs; epoch++) Interrupt(segmenter, epoch);
        using SegmentationModel resumed = segmenter.Fit(Shop, new FitOptions { Checkpoint = File });
        Assert.Equal(Saved(whole), Saved(resumed));
    }

    [Fact]
    public void It_is_written_every_so_many_epochs_and_deleted_at_the_end()
    {
        List<bool> there = [];
        using SegmentationModel model = Segmenter(new(), new()).Fit(Shop, new FitOptions { Checkpoint = File, CheckpointEvery = 3 },
            new Told(_ => there.Add(System.IO.File.Exists(File))));
        Assert.Equal([false, false, false, true, true, true, true, true], there);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void The_number_of_threads_may_change_on_the_way()
    {
        using SegmentationModel whole = Segmenter(new() { Threads = 1 }, new()).Fit(Shop);
        Interrupt(Segmenter(new() { Threads = 1 }, new()), 4);
        using SegmentationModel resumed = Segmenter(new() { Threads = 3 }, new()).Fit(Shop, new FitOptions { Checkpoint = File });
        Assert.Equal(Saved(whole), Saved(resumed));
    }

    [Fact]
    public void Another_plan_other_customers_or_another_start_are_refused()
    {
        MlpSegmenter segmenter = Segmenter(new(), new());
        Interrupt(segmenter, 4);
        byte[] before = System.IO.File.ReadAllBytes(File);
        string expected = $"The checkpoint {Show.Value(File)} is of another plan, other customers or another start than this fit. Delete it to start anew, or give the plan, the customers and the FitOptions it was made with.";
        Assert.Equal(expected, Refusal(Segmenter(new() { Optimizer = new Adam { Beta1 = 0.8 } }, new()), Shop, new()));
        Assert.Equal(expected, Refusal(Segmenter(new() { EarlyStopping = new() { MinimumImprovement = 1e-3 } }, new()), Shop, new()));
        Assert.Equal(expected, Refusal(Segmenter(new(), new() { Activation = Activation.Tanh }), Shop, new()));
        Assert.Equal(expected, Refusal(Segmenter(new(), new(), seed: 2), Shop, new()));
        Assert.Equal(expected, Refusal(segmenter, SyntheticShop.Customers(201), new()));
        Assert.Equal(expected, Refusal(segmenter, Shop.SelectRows([.. Enumerable.Range(0, 200).Reverse()]), new()));
        Assert.Equal(expected, Refusal(segmenter, CustomerTable.FromColumns(Shop.Columns), new())); // other keys
        Assert.Equal(expected, Refusal(segmenter, Shop, new() { Validation = SyntheticShop.Customers(50, seed: 2) }));
        using SegmentationModel start = segmenter.Fit(Shop);
        Assert.Equal(expected, Refusal(segmenter, Shop, new() { StartFrom = start }));
        Assert.Equal(before, System.IO.File.ReadAllBytes(File));
    }

    [Fact]
    public void Other_validation_customers_are_refused()
    {
        MlpSegmenter segmenter = Segmenter(new(), new());
        Interrupt(segmenter, 4, new() { Validation = SyntheticShop.Customers(50, seed: 2) });
        Assert.Contains("other customers", Refusal(segmenter, Shop, new() { Validation = SyntheticShop.Customers(50, seed: 3) }), StringComparison.Ordinal);
        using SegmentationModel resumed = segmenter.Fit(Shop, new FitOptions { Validation = SyntheticShop.Customers(50, seed: 2), Checkpoint = File });
        using SegmentationModel whole = segmenter.Fit(Shop, new FitOptions { Validation = SyntheticShop.Customers(50, seed: 2) });
        Assert.Equal(Saved(whole), Saved(resumed));
    }

    [Fact]
    public void A_damaged_checkpoint_is_refused()
    {
        MlpSegmenter segmenter = Segmenter(new(), new());
        Interrupt(segmenter, 4);
        byte[] bytes = System.IO.File.ReadAllBytes(File);
        foreach (int at in Enumerable.Range(0, bytes.Length).Where(at => at % 997 == 0))
        {
            System.IO.File.WriteAllBytes(File, [.. bytes[..at], (byte)(bytes[at] ^ 4), .. bytes[(at + 1)..]]);
            AssertRefused();
            System.IO.File.WriteAllBytes(File, bytes[..at]);
            AssertRefused();
        }

        void AssertRefused()
        {
            string message = Refusal(segmenter, Shop, new());
            Assert.StartsWith($"The checkpoint {Show.Value(File)} cannot be used: ", message, StringComparison.Ordinal);
            Assert.EndsWith("Delete it to start anew.", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Epochs_between_two_writes_are_at_least_one() => Assert.Equal("FitOptions.CheckpointEvery is 0; give 1 or more.",
        Assert.Throws<SegmentationException>(() => Segmenter(new(), new()).Fit(Shop, new FitOptions { Checkpoint = File, CheckpointEvery = 0 })).Message);

    private static MlpSegmenter Segmenter(TrainingOptions training, MlpOptions network, ulong seed = 1) => new MlpSegmenterBuilder().UseLabel("Segment").AddAll()
        .UseNetwork(network with { HiddenLayers = [16, 8] }).UseTraining(training with { Epochs = Epochs, BatchSize = 50 }).UseSeed(seed).Build();

    private static byte[] Saved(SegmentationModel model)
    {
        using MemoryStream stream = new();
        model.Save(stream);
        return stream.ToArray();
    }

    private string Refusal(MlpSegmenter segmenter, CustomerTable customers, FitOptions options) =>
        Assert.Throws<SegmentationException>(() => segmenter.Fit(customers, options with { Checkpoint = File })).Message;

    /// <summary>Cancels in the progress of an epoch, whose checkpoint is still written.</summary>
    private void Interrupt(MlpSegmenter segmenter, int epoch, FitOptions? options = null)
    {
        using CancellationTokenSource source = new();
        Assert.Throws<OperationCanceledException>(() => segmenter.Fit(Shop, (options ?? new()) with { Checkpoint = File, CheckpointEvery = 1 }, new Told(progress =>
        {
            if (progress.Epoch == epoch) source.Cancel();
        }), source.Token));
    }

    [Fact]
    public void A_checkpoint_in_a_folder_that_is_not_there_is_refused_before_training()
    {
        MlpSegmenter segmenter = new MlpSegmenterBuilder().UseLabel("Segment").AddAll().UseTraining(new() { Epochs = 1 }).Build();
        SegmentationException error = Assert.Throws<SegmentationException>(() =>
            segmenter.Fit(SyntheticShop.Customers(50), new FitOptions { Checkpoint = "no-such-folder/checkpoint" }, cancellationToken: TestContext.Current.CancellationToken));
        Assert.Contains("does not exist. Create it first", error.Message, StringComparison.Ordinal);
    }
}

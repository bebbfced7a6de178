using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using TorchSharp;
using Xunit;

namespace CustomerSegmentation.Tests;

/// <summary>
/// What every segmenter must do. Derive with <c>[Collection(OneAtATime.Name)]</c>, as some cases look at the whole process, and give
/// a segmenter that learns the column <c>Segment</c> of the synthetic shop in a few quick epochs.
/// </summary>
public abstract partial class SegmenterContract
{
    private static readonly CustomerTable Shop = SyntheticShop.Customers(400), Others = SyntheticShop.Customers(600, seed: 2).Drop("Segment");

    /// <summary>The segmenter: at least three epochs, everything random by the seed.</summary>
    protected abstract ISegmenter Segmenter(ulong seed = 1, int threads = 0);

    /// <summary>A hash of what a fit scores and of its model file, for another process.</summary>
    public string Bits()
    {
        using SegmentationModel model = Segmenter().Fit(Shop);
        return Convert.ToHexString(SHA256.HashData([.. MemoryMarshal.AsBytes(model.Segment(Others).Probabilities), .. File(model)]));
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_and_another_seed_others()
    {
        ISegmenter segmenter = Segmenter();
        using SegmentationModel one = segmenter.Fit(Shop), same = segmenter.Fit(Shop), other = Segmenter(seed: 2).Fit(Shop);
        Same(one.Segment(Others), same.Segment(Others));
        Assert.Equal(File(one), File(same));
        Assert.False(one.Segment(Others).Probabilities.SequenceEqual(other.Segment(Others).Probabilities));
        Assert.NotEqual(one.Training?.Seed, other.Training?.Seed);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void One_thread_and_more_give_the_same_bits(int threads)
    {
        using SegmentationModel one = Segmenter(threads: 1).Fit(Shop), more = Segmenter(threads: threads).Fit(Shop);
        Same(one.Segment(Others), more.Segment(Others));
        Assert.Equal(File(one), File(more));
    }

    [Fact]
    public void Another_process_gives_the_same_bits() => Assert.Equal(Bits(), ChildProcess.Run(GetType(), nameof(Bits)));

    [Fact]
    public void Another_culture_gives_the_same_bits()
    {
        string invariant = Bits();
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(invariant, Bits());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Permuted_rows_give_permuted_segments()
    {
        int[] order = RandomSource.For(1, "contract").Permutation(Others.RowCount);
        using SegmentationModel model = Segmenter().Fit(Shop);
        Segmentation plain = model.Segment(Others), permuted = model.Segment(Others.SelectRows(order));
        for (int i = 0; i < order.Length; i++)
        {
            Assert.Equal(Others.Keys[order[i]], permuted[i].Key);
            Assert.Equal(plain[order[i]].Probabilities.Span, permuted[i].Probabilities.Span);
        }
    }

    [Fact]
    public void Save_and_load_keep_the_bits_and_save_the_same_file_again()
    {
        using SegmentationModel model = Segmenter().Fit(Shop);
        byte[] file = File(model);
        using SegmentationModel loaded = SegmentationModel.Load(new MemoryStream(file));
        Same(model.Segment(Others), loaded.Segment(Others));
        Assert.Equal(file, File(loaded));
        Assert.Equal(model.ToString(), loaded.ToString());
        Assert.Equal((model.Label, model.Training?.DataFingerprint), (loaded.Label, loaded.Training?.DataFingerprint));
        Assert.Equal(model.Segments, loaded.Segments);
        Assert.Equal(model.LabelValues, loaded.LabelValues);
        Assert.Equal(model.Training?.Notes, loaded.Training?.Notes);
    }

    [Fact]
    public void A_customer_alone_gets_the_bits_of_any_batch_and_nobody_is_a_batch_too()
    {
        using SegmentationModel model = Segmenter().Fit(Shop);
        CustomerTable many = SyntheticShop.Customers(9000, seed: 3);
        Segmentation all = model.Segment(many);
        foreach (int row in new[] { 0, 1, 4096, 8999 })
            Assert.Equal(all[row].Probabilities.Span, model.Segment(many.SelectRows([row]))[0].Probabilities.Span);
        Assert.Empty(model.Segment(many.SelectRows([])));
        Assert.Equal(9000, all.Count);
        Assert.All(all.Take(100), customer => Assert.Equal(1, customer.Probabilities.ToArray().Sum(), 1e-5));
    }

    [Fact]
    public void The_label_is_not_read_at_scoring()
    {
        using SegmentationModel model = Segmenter().Fit(Shop);
        Same(model.Segment(Shop), model.Segment(Shop.Drop("Segment")));
    }

    [Fact]
    public void Torch_is_left_as_it_was_found()
    {
        (int threads, int between, long seed) = (torch.get_num_threads(), torch.get_num_interop_threads(), torch.initial_seed());
        using torch.Tensor before = torch.get_rng_state();
        using (torch.NewDisposeScope())
        using (SegmentationModel model = Segmenter().Fit(Shop)) model.Segment(Others);
        using torch.Tensor after = torch.get_rng_state();
        Assert.Equal((threads, between, seed), (torch.get_num_threads(), torch.get_num_interop_threads(), torch.initial_seed()));
        Assert.Equal(before.bytes, after.bytes);
    }

    [Fact]
    public void A_model_outlives_the_dispose_scope_it_was_fitted_in()
    {
        SegmentationModel model;
        using (torch.NewDisposeScope()) model = Segmenter().Fit(Shop);
        using (model) Assert.Equal(600, model.Segment(Others).Count);
    }

    [Fact]
    public void Progress_is_told_on_the_fitting_thread_epoch_by_epoch()
    {
        List<TrainingProgress> told = [];
        int thread = Environment.CurrentManagedThreadId;
        using SegmentationModel model = Segmenter().Fit(Shop, new Told(progress =>
        {
            Assert.Equal(thread, Environment.CurrentManagedThreadId);
            told.Add(progress);
        }));
        Assert.Equal(Enumerable.Range(1, told.Count), told.Select(progress => progress.Epoch));
        Assert.InRange(told.Count, 3, told[0].Epochs);
        Assert.All(told, progress =>
        {
            Assert.Equal(told[0].Epochs, progress.Epochs);
            Assert.InRange(progress.BestEpoch, 1, progress.Epoch);
            Assert.True(double.IsFinite(progress.TrainingLoss) && progress.RowsPerSecond > 0 && progress.Remaining >= TimeSpan.Zero, progress.ToString());
        });
        Assert.Equal(TimeSpan.Zero, told[^1].Remaining);
        if (model.Training is { } record) Assert.Equal(told.Select(progress => progress.TrainingLoss), record.History.Epochs.Select(epoch => epoch.TrainingLoss));
    }

    [Fact]
    public void Cross_validation_takes_it()
    {
        CrossValidationReport report = CrossValidation.Run(Segmenter(), Shop, new() { Folds = 3, Evaluation = new() { BootstrapRepetitions = 10 } });
        Assert.Equal(400, report.Pooled.RowCount);
    }

    private static byte[] File(SegmentationModel model)
    {
        using MemoryStream stream = new();
        model.Save(stream);
        return stream.ToArray();
    }

    private static void Same(Segmentation expected, Segmentation actual)
    {
        Assert.Equal(expected.Keys, actual.Keys);
        Assert.Equal(MemoryMarshal.AsBytes(expected.Probabilities), MemoryMarshal.AsBytes(actual.Probabilities));
    }
}

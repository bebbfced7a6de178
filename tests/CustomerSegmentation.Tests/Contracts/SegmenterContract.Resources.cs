using System.Diagnostics;
using TorchSharp;
using Xunit;

namespace CustomerSegmentation.Tests;

/// <summary>Cancellation, disposal, threads: nothing is left behind.</summary>
public abstract partial class SegmenterContract
{
    [Fact]
    public void A_cancelled_token_throws_at_once()
    {
        CancellationToken cancelled = new(true);
        bool told = false;
        Assert.Throws<OperationCanceledException>(() => Segmenter().Fit(Shop, new Told(_ => told = true), cancelled));
        Assert.False(told);
        using SegmentationModel model = Segmenter().Fit(Shop);
        Assert.Throws<OperationCanceledException>(() => model.Segment(Others, cancelled));
        Assert.Throws<OperationCanceledException>(() => model.Segment(Others.SelectRows([]), cancelled));
    }

    [Fact]
    public void Cancelling_after_any_epoch_leaves_no_half_model_and_no_tensor()
    {
        int epochs = 0;
        Segmenter().Fit(Shop, new Told(progress => epochs = progress.Epoch)).Dispose();
        long before = Tensors();
        for (int epoch = 1; epoch < epochs; epoch++)
        {
            using CancellationTokenSource source = new();
            int last = 0;
            Assert.Throws<OperationCanceledException>(() => Segmenter().Fit(Shop, new Told(progress =>
            {
                last = progress.Epoch;
                if (last == epoch) source.Cancel();
            }), source.Token));
            Assert.Equal(epoch, last);
        }
        NoMoreThan(before);
    }

    [Fact]
    public void Cancelling_at_any_moment_leaves_no_tensor()
    {
        Stopwatch watch = Stopwatch.StartNew();
        Segmenter().Fit(Shop).Dispose();
        RandomSource random = RandomSource.For((ulong)watch.ElapsedTicks, "moments"); // any moment: another at each run
        double whole = watch.Elapsed.TotalMilliseconds;
        long before = Tensors();
        for (int i = 0; i < 20; i++)
        {
            using CancellationTokenSource source = new(TimeSpan.FromMilliseconds(random.NextDouble() * whole));
            try
            {
                using SegmentationModel model = Segmenter().Fit(Shop, cancellationToken: source.Token);
                Assert.Equal(600, model.Segment(Others).Count);
            }
            catch (OperationCanceledException cancelled)
            {
                Assert.Equal(source.Token, cancelled.CancellationToken);
            }
        }
        NoMoreThan(before);
    }

    [Fact]
    public void An_exception_from_progress_comes_through_and_leaves_no_tensor()
    {
        long before = Tensors();
        Assert.Throws<TimeZoneNotFoundException>(() => Segmenter().Fit(Shop, new Told(_ => throw new TimeZoneNotFoundException())));
        NoMoreThan(before);
    }

    [Fact]
    public void A_disposed_model_says_so_and_leaves_no_tensor()
    {
        long before = Tensors();
        SegmentationModel model = Segmenter().Fit(Shop);
        Assert.True(torch.Tensor.TotalCount > before);
        model.Dispose();
        model.Dispose();
        NoMoreThan(before);
        Assert.Throws<ObjectDisposedException>(() => model.Segment(Others));
        Assert.Throws<ObjectDisposedException>(() => model.Segment(Others.SelectRows([])));
        Assert.Throws<ObjectDisposedException>(() => model.Save(new MemoryStream()));
        Assert.Equal("Segment", model.Label);
        Assert.Equal(4, model.Segments.Count);
        Assert.NotEmpty(model.ToString()!);
    }

    [Fact]
    public void Eight_threads_score_the_same_bits()
    {
        using SegmentationModel model = Segmenter().Fit(Shop);
        Segmentation expected = model.Segment(Others);
        OnThreads(8, _ =>
        {
            for (int i = 0; i < 20; i++) Same(expected, model.Segment(Others));
        });
    }

    [Fact]
    public void Disposing_while_others_score_is_safe()
    {
        long before = Tensors();
        for (int round = 0; round < 10; round++)
        {
            SegmentationModel model = Segmenter().Fit(Shop);
            Segmentation expected = model.Segment(Others);
            using Barrier together = new(5);
            OnThreads(5, thread =>
            {
                together.SignalAndWait();
                if (thread == 0)
                {
                    Thread.SpinWait(2000 * (round + 1));
                    model.Dispose();
                    return;
                }
                try
                {
                    while (true) Same(expected, model.Segment(Others));
                }
                catch (ObjectDisposedException)
                {
                }
            });
        }
        NoMoreThan(before);
    }

    /// <summary>The tensors of the process once those that others forgot are gone.</summary>
    private static long Tensors()
    {
        for (int i = 0; i < 2; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        return torch.Tensor.TotalCount;
    }

    /// <summary>Fewer are none of ours: some that others forgot were still to go.</summary>
    private static void NoMoreThan(long before) => Assert.InRange(torch.Tensor.TotalCount, 0, before);

    private static void OnThreads(int count, Action<int> work)
    {
        Exception? failure = null;
        Thread[] threads = [.. Enumerable.Range(0, count).Select(index => new Thread(() =>
        {
            try
            {
                work(index);
            }
            catch (Exception thrown)
            {
                failure = thrown;
            }
        }))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
        Assert.Null(failure);
    }
}

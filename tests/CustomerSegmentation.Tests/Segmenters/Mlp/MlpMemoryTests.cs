using System.Diagnostics;
using TorchSharp;
using Xunit;

namespace CustomerSegmentation.Tests;

[Collection(OneAtATime.Name)]
public sealed class MlpMemoryTests
{
    [Fact]
    public void A_thousand_fits_leave_the_memory_of_the_process_flat()
    {
        // A leaked network of the default size, its moments or its workspace is 50 KiB and more: 50 MiB in a thousand fits.
        const long MostGrowth = 25 << 20;
        CustomerTable customers = SyntheticShop.Customers(48).Select("Age", "ClickRate", "PurchaseFrequency", "Segment");
        MlpSegmenter segmenter = new MlpSegmenterBuilder().UseLabel("Segment").AddAll().UseTraining(new() { Epochs = 1, EarlyStopping = null }).Build();
        (long Memory, long Managed, long Tensors, int Threads) Fits(int count)
        {
            for (int i = 0; i < count; i++)
            {
                using SegmentationModel model = segmenter.Fit(customers);
                if (i % 50 != 0) continue;
                using MemoryStream file = new();
                model.Save(file);
                file.Position = 0;
                using SegmentationModel loaded = SegmentationModel.Load(file);
                Assert.Equal(48, loaded.Segment(customers).Count);
            }
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
            using Process process = Process.GetCurrentProcess();
            return (process.WorkingSet64, GC.GetTotalMemory(true), torch.Tensor.TotalCount, process.Threads.Count);
        }
        var warm = Fits(200);
        var end = Fits(1000);
        Assert.Equal(warm.Tensors, end.Tensors);
        Assert.True(end.Memory - warm.Memory < MostGrowth, $"The working set grew by {end.Memory - warm.Memory:N0} bytes.");
        Assert.True(end.Managed - warm.Managed < 2 << 20, $"The managed heap grew by {end.Managed - warm.Managed:N0} bytes.");
        Assert.True(end.Threads - warm.Threads < 10, $"There are {end.Threads} threads, {warm.Threads} before.");
    }
}

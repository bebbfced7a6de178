using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class SavedModelTests : IDisposable
{
    private const string FolderVariable = "CUSTOMER_SEGMENTATION_TEST_FOLDER";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_process_that_never_trained_gives_the_same_bits()
    {
        if (Environment.ProcessPath is not { } program || !Path.GetFileName(program).StartsWith("CustomerSegmentation.Tests", StringComparison.Ordinal))
        {
            Assert.Skip("The tests run inside another program, so they cannot start themselves.");
            return;
        }
        using SegmentationModel model = SmallModel.Fit();
        model.Save(_folder.File("model.seg"));
        ProcessStartInfo start = new(program, ["-method", "*" + nameof(Score_in_a_process_of_its_own), "-explicit", "only"]) { RedirectStandardOutput = true };
        start.Environment[FolderVariable] = _folder.Path;
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output);
        Assert.Equal(MemoryMarshal.AsBytes(model.Segment(SmallModel.Customers).Probabilities).ToArray(), File.ReadAllBytes(_folder.File("scores")));
    }

    /// <summary>What the test above starts.</summary>
    [Fact(Explicit = true)]
    public void Score_in_a_process_of_its_own()
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is not { } folder) return;
        using SegmentationModel model = SegmentationModel.Load(Path.Combine(folder, "model.seg"));
        File.WriteAllBytes(Path.Combine(folder, "scores"), MemoryMarshal.AsBytes(model.Segment(SmallModel.Customers).Probabilities).ToArray());
    }

    [Fact]
    public void Saved_loaded_and_saved_again_it_is_the_same_file()
    {
        byte[] bytes = SmallModel.Bytes();
        using SegmentationModel model = SegmentationModel.Load(new MemoryStream(bytes));
        using MemoryStream again = new();
        model.Save(again);
        Assert.Equal(bytes, again.ToArray());
    }

    [Fact]
    public void No_customer_is_in_it()
    {
        CustomerTable customers = SyntheticShop.Customers(400, seed: 3);
        using SegmentationModel model = new MlpSegmenterBuilder().UseLabel("Segment").AddAll()
            .UseHiddenLayers(4).UseTraining(new() { Epochs = 1, Threads = 1 }).Build().Fit(customers);
        using MemoryStream stream = new();
        model.Save(stream);
        string content = Encoding.Latin1.GetString(stream.ToArray());
        Assert.DoesNotContain(customers.Keys, key => content.Contains(key, StringComparison.Ordinal));
        Column cards = customers["LoyaltyCard"];
        Assert.DoesNotContain(Enumerable.Range(0, cards.Count), row => cards.Text(row) is { } card && content.Contains(card, StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();
}

namespace CustomerSegmentation.Tests;

/// <summary>A fitted model with a bit of everything that goes into a file, small enough to be saved and damaged thousands of times.</summary>
internal static class SmallModel
{
    /// <summary>The customers it learned from; the first rows have missing values too.</summary>
    public static CustomerTable Customers { get; } = SyntheticShop.Customers(300, seed: 7);

    public static SegmentationModel Fit() => new MlpSegmenterBuilder()
        .UseLabel("Segment")
        .AddNumeric("Age")
        .AddNumeric("ReturnRate", column => column.ImputeMean().ClipOutliers(0.05, 0.95).MinMax())
        .AddCategorical("Gender", "Region")
        .AddYesNo("Newsletter")
        .AddTime("MemberSince")
        .AddAll()
        .Exclude("LoyaltyCard")
        .UseNetwork(new() { HiddenLayers = [4, 3], Normalization = Normalization.Batch, Dropout = 0.1 })
        .UseTraining(new()
        {
            Epochs = 3, BatchSize = 32, Schedule = new StepSchedule { Every = 2 }, ClassWeights = ClassWeights.Balanced, GradientClipping = 1, Threads = 1,
        })
        .UseSeed(5)
        .Build().Fit(Customers);

    public static byte[] Bytes()
    {
        using SegmentationModel model = Fit();
        using MemoryStream stream = new();
        model.Save(stream);
        return stream.ToArray();
    }

    /// <summary>The file with other sections, whole and with the right checksum.</summary>
    public static byte[] Rewritten(IEnumerable<ModelSection> sections)
    {
        using MemoryStream stream = new();
        ModelFile.Write(stream, [.. sections]);
        return stream.ToArray();
    }
}

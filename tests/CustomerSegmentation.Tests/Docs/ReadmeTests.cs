using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CustomerSegmentation.Tests;

/// <summary>The code of README.md and docs/model-file.md, as it stands there.</summary>
[Collection(nameof(RunsAlone))]
public sealed class ReadmeTests(DocsFolder folder)
{
    [Fact]
    public void The_first_program_runs()
    {
        // docs
        // Or your own: CustomerTable.FromCsv("customers.csv", key: "CustomerId").
        CustomerTable customers = SyntheticShop.Customers(2000);
        TableSplit split = customers.Split(new() { TestShare = 0.25, ValidationShare = 0, StratifyBy = "Segment" });

        MlpSegmenter segmenter = new MlpSegmenterBuilder()
            .UseLabel("Segment")
            .AddAll()
            .Build();
        using SegmentationModel model = segmenter.Fit(split.Train);

        Segmentation segments = model.Segment(split.Test);
        Console.WriteLine(segments);                                            // count, share, certainty of each segment
        Console.WriteLine(segments.Typical(split.Test.Drop("Segment")));        // what is typical of each
        Console.WriteLine(segments[0]);                                         // one customer
        Console.WriteLine(ClassificationReport.Of(model, split.Test));          // how often it is right, with intervals

        model.Save("shop.seg");                                                 // SegmentationModel.Load("shop.seg") elsewhere
        // end
        string printed = folder.Printed();
        Assert.StartsWith("500 customers in 4 segments", printed, StringComparison.Ordinal);
        Assert.Contains("macro F1", printed, StringComparison.Ordinal);
        Assert.InRange(ClassificationReport.Of(model, split.Test).Accuracy.Value, 0.75, 0.95);
        using SegmentationModel loaded = SegmentationModel.Load("shop.seg");
        Assert.Equal(segments.Probabilities, loaded.Segment(split.Test).Probabilities);
    }

    [Fact]
    public void A_service_has_the_model()
    {
        using (SegmentationModel model = DocsFolder.Quick.Fit(DocsFolder.Customers)) model.Save("churn.seg");
        ServiceCollection services = new();
        // docs
        services.AddCustomerSegmentation("churn", "churn.seg");
        // end
        using ServiceProvider provider = services.BuildServiceProvider();
        Assert.Equal(600, provider.GetRequiredKeyedService<SegmentationModel>("churn").Segment(DocsFolder.Customers).Count);
    }

    [Fact]
    public void A_model_is_saved_and_loaded()
    {
        using SegmentationModel model = DocsFolder.Quick.Fit(DocsFolder.Customers);
        // docs
        model.Save("churn.seg");
        using SegmentationModel loaded = SegmentationModel.Load("churn.seg");
        // end
        Assert.Equal(model.Segments, loaded.Segments);
    }

    [Fact]
    public void A_model_is_signed()
    {
        using System.Security.Cryptography.ECDsa privateKey = System.Security.Cryptography.ECDsa.Create(), publicKey = System.Security.Cryptography.ECDsa.Create();
        publicKey.ImportSubjectPublicKeyInfo(privateKey.ExportSubjectPublicKeyInfo(), out _);
        using SegmentationModel model = DocsFolder.Quick.Fit(DocsFolder.Customers);
        // docs
        model.Save("churn.seg", new ModelSaveOptions { SigningKey = privateKey });      // an ECDsa, for example on P-256
        using SegmentationModel loaded = SegmentationModel.Load("churn.seg", new ModelLoadOptions { VerificationKey = publicKey });
        // end
        Assert.Equal(model.Segments, loaded.Segments);
    }
}

using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CustomerSegmentation.Tests;

/// <summary>The code of docs/getting-started.md, as it stands there.</summary>
[Collection(nameof(RunsAlone))]
public sealed class GettingStartedTests(DocsFolder folder)
{
    [Fact]
    public void The_way_from_a_file_to_segments_can_be_gone()
    {
        // docs
        CustomerTable customers = CustomerTable.FromCsv("customers.csv", key: "CustomerId");
        Console.WriteLine(customers.Profile());
        // end
        Assert.Contains("LoyaltyCard", folder.Printed(), StringComparison.Ordinal);

        // docs
        MlpSegmenter segmenter = new MlpSegmenterBuilder()
            .UseLabel("Segment")
            .AddAll()
            .Exclude("LoyaltyCard")
            .Build();

        CrossValidationReport report = CrossValidation.Run(segmenter, customers);
        Console.WriteLine(report);
        Console.WriteLine(report.Summary);
        // end
        Assert.Contains("folds=5 accuracy=", folder.Printed(), StringComparison.Ordinal);

        // docs
        using ConsoleProgress progress = new();
        using SegmentationModel model = segmenter.Fit(customers, progress);
        Console.WriteLine(model);
        model.Save("shop.seg");
        // end
        Assert.Contains("MLP model of 4 segments", folder.Printed(), StringComparison.Ordinal);

        // docs
        using SegmentationModel shop = SegmentationModel.Load("shop.seg");
        CustomerTable newCustomers = CustomerTable.FromCsv("new-customers.csv", key: "CustomerId");
        Segmentation segments = shop.Segment(newCustomers);

        Console.WriteLine(segments);                            // counts, shares, certainty
        Console.WriteLine(segments.Typical(newCustomers));      // what is typical of each segment
        Console.WriteLine(segments.Describe(newCustomers));     // every column, segment by segment
        segments.ToCsv("segments.csv");                         // key, segment, probabilities, in the order of the input
        // end
        Assert.StartsWith("100 customers in 4 segments", folder.Printed(), StringComparison.Ordinal);
        Assert.Equal(101, File.ReadAllLines("segments.csv").Length);

        // docs
        Segmentation cautious = segments.WithDecision(Decision.Costs(new double[,]
        {
            // said:  Bargain  Dormant  Loyal  New       truth:
            {         0,       1,       1,     1 },   // Bargain hunters
            {         5,       0,       5,     5 },   // Dormant: to overlook them is dear
            {         1,       1,       0,     1 },   // Loyal regulars
            {         1,       1,       1,     0 },   // New explorers
        }));
        // end
        Assert.Equal(["Bargain hunters", "Dormant", "Loyal regulars", "New explorers"], cautious.Segments);
        Assert.True(cautious.Summaries[1].Count >= segments.Summaries[1].Count);
    }

    [Fact]
    public void A_service_recommends()
    {
        using (SegmentationModel model = DocsFolder.Quick.Fit(DocsFolder.Customers.Select("Age", "Region", "Segment")))
            model.Save(Path.Combine(AppContext.BaseDirectory, "shop.seg"));
        ServiceCollection services = new();
        // docs
        services.AddCustomerSegmentation("shop", Path.Combine(AppContext.BaseDirectory, "shop.seg"));
        services.AddSingleton<Recommender>();
        // end
        using (ServiceProvider provider = services.BuildServiceProvider())
            Assert.Contains(provider.GetRequiredService<Recommender>().SegmentOf(new("4711", 30, "North")), SyntheticShop.Segments);
        File.Delete(Path.Combine(AppContext.BaseDirectory, "shop.seg"));
    }

    // docs
    internal sealed class Recommender([FromKeyedServices("shop")] SegmentationModel model)
    {
        public string SegmentOf(Visitor visitor)
        {
            CustomerTable one = CustomerTable.FromObjects([visitor], columns => columns
                .Key(v => v.Id)
                .Number("Age", v => v.Age)
                .Category("Region", v => v.Region));
            return model.Segment(one)[0].Segment;
        }
    }

    internal sealed record Visitor(string Id, double? Age, string? Region);
    // end
}

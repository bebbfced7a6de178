using System.Globalization;
using System.Text;
using Xunit;

namespace CustomerSegmentation.Tests;

/// <summary>The example of the article this library follows, from a file to described segments, as one script.</summary>
public sealed class ArticleExample : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("article").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Users_are_segmented_by_age_purchases_and_clicks()
    {
        // Load the users; a few have no age.
        CustomerTable users = CustomerTable.FromCsv(UsersCsv(), key: "user_id");

        // Drop missing, standardise, and build the network: 128/64/32 with dropout 0.5, ten epochs, batch 32, validation 0.2.
        MlpSegmenter segmenter = new MlpSegmenterBuilder()
            .UseLabel("converted")
            .DropRowsWithMissing("age", "purchase_frequency", "click_rate")
            .AddNumeric(["age", "purchase_frequency", "click_rate"], column => column.Standardize())
            .UseHiddenLayers(128, 64, 32)
            .UseDropout(0.5)
            .UseTraining(new() { Epochs = 10, BatchSize = 32, ValidationShare = 0.2, EarlyStopping = null })
            .UseDecision(Decision.Threshold(0.5))
            .UseSegmentNames(("no", "Segment A"), ("yes", "Segment B"))
            .UseSeed(42)
            .Build();
        using SegmentationModel model = segmenter.Fit(users);

        // Who is where: below 0.5 "Segment A", else "Segment B".
        Segmentation segments = model.Segment(users);
        SegmentSummary a = segments.Summaries[0], b = segments.Summaries[1];

        // Merge the segments with the users' details, and describe them.
        CustomerTable merged = segments.JoinTo(users);
        SegmentDescription description = segments.Describe(users);

        Assert.Equal(["Segment A", "Segment B"], segments.Segments);
        Assert.Equal("below 0.5 \"Segment A\", else \"Segment B\"", segments.Decision.Describe(segments.Segments));
        Assert.Equal(240, users.RowCount);
        Assert.Equal(["u7", "u107", "u207"], segments.LeftOut);
        Assert.Equal(237, a.Count + b.Count);
        Assert.Equal(1, a.Share + b.Share, 1e-12);
        Assert.InRange(b.Count, 60, 180);
        foreach (CustomerSegment user in segments)
            Assert.Equal(user.Probabilities.Span[1] < 0.5f ? "Segment A" : "Segment B", user.Segment);

        Assert.Equal(["age", "purchase_frequency", "click_rate", "converted", "segment", "certainty"], merged.ColumnNames);
        Assert.Equal(240, merged.RowCount);
        Assert.Null(merged["segment"].Text(6));

        Assert.Equal(a.Count, description.Number("click_rate", "Segment A").Count);
        Assert.True(description.Number("click_rate", "Segment B").Mean > description.Number("click_rate", "Segment A").Mean);
        Assert.True(description.Level("converted", "Segment B").Levels.Single(level => level.Level == "yes").Share > 0.7);
        Assert.Contains("click_rate high", segments.Typical(users.Drop("converted")).ToString(), StringComparison.Ordinal);
    }

    /// <summary>240 users: who clicks and buys more often tends to convert; three have no age.</summary>
    private string UsersCsv()
    {
        RandomSource random = RandomSource.For(1, "article");
        StringBuilder csv = new("user_id,age,purchase_frequency,click_rate,converted\n");
        for (int i = 1; i <= 240; i++)
        {
            int purchases = random.Next(20);
            double clicks = random.NextDouble();
            bool converted = 0.1 * (purchases - 10) + 4 * (clicks - 0.5) + 0.5 * random.NextNormal() > 0;
            string age = i % 100 == 7 ? "" : (18 + random.Next(50)).ToString(CultureInfo.InvariantCulture);
            csv.Append(CultureInfo.InvariantCulture, $"u{i},{age},{purchases},{clicks:0.000},{(converted ? "yes" : "no")}\n");
        }
        string path = Path.Combine(_folder, "users.csv");
        File.WriteAllText(path, csv.ToString());
        return path;
    }
}

using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace CustomerSegmentation.Tests;

/// <summary>The quickstart, as README and its own help say it is run.</summary>
[Collection(nameof(RunsAlone))]
public sealed partial class QuickstartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task With_nothing_given_it_prints_what_the_README_shows()
    {
        SampleRun run = (await SampleRun.Of("quickstart")).Succeeded();
        string[] shown = DocPages.Blocks("README.md", "text").First().TrimEnd('\n').Split('\n');
        // Figures may differ from one kind of processor to another, and with them what is typical of a segment.
        string[] printed = [.. run.Lines.Select(Fixed)];
        IEnumerable<string> lines = shown.Where(line => line.Length > 0 && line[0] is not (' ' or '…') && !SyntheticShop.Segments.Any(segment => line.StartsWith(segment, StringComparison.Ordinal)));
        Assert.All(lines, line => Assert.Contains(Fixed(line), printed));
        Assert.Equal(Fixed(shown[^1]), printed[^1]);
        Assert.All(SyntheticShop.Segments, segment => Assert.Contains(run.Lines, line => line.StartsWith(segment, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_file_is_cross_validated_saved_and_scored_in_any_culture()
    {
        CustomerTable customers = SyntheticShop.Customers(240).Select("Age", "Region", "PurchaseFrequency", "ClickRate", "DaysSinceLastOrder", "Segment");
        CustomerTable others = SyntheticShop.Customers(60, seed: 2).Select("ClickRate", "DaysSinceLastOrder", "Age", "PurchaseFrequency", "Region");
        (string file, string more) = (_folder.File("customers.csv"), _folder.File("new.csv"));
        (string model, string segments) = (_folder.File("model.seg"), _folder.File("segments.csv"));
        customers.ToCsv(file, new() { Delimiter = ';' });
        others.ToCsv(more);

        SampleRun run = (await SampleRun.Of("quickstart", "de_DE.UTF-8",
            file, "--label", "Segment", "--key", "CustomerId", "--folds", "3", "--seed", "7", "--save", model, "--score", more, "--out", segments)).Succeeded();

        Assert.Matches(LastLine(), run.Lines[^1]);
        Assert.StartsWith("folds=3 ", run.Lines[^1], StringComparison.Ordinal);
        using SegmentationModel loaded = SegmentationModel.Load(model);
        Segmentation scored = loaded.Segment(CustomerTable.FromCsv(more, key: "CustomerId"));
        string[] lines = await File.ReadAllLinesAsync(segments, TestContext.Current.CancellationToken);
        Assert.Equal("CustomerId,segment," + string.Join(',', loaded.Segments.Select(name => "probability_" + name)), lines[0]);
        Assert.Equal(
            scored.Select(customer => $"{customer.Key},{customer.Segment},{string.Join(',', customer.Probabilities.ToArray().Select(p => p.ToString("R", CultureInfo.InvariantCulture)))}"),
            lines.Skip(1));
    }

    [Fact]
    public async Task A_label_is_asked_for()
    {
        string file = _folder.File("customers.csv");
        SyntheticShop.Customers(30).Select("Age", "Segment").ToCsv(file);
        SampleRun run = await SampleRun.Of("quickstart", "C.UTF-8", file);
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("--label", run.Errors, StringComparison.Ordinal);
        Assert.Contains("Segment", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
    }

    /// <summary>A line with its figures, and the widths that follow from them, taken out.</summary>
    private static string Fixed(string line) => Blanks().Replace(Figure().Replace(line, "0"), " ").TrimEnd();

    [GeneratedRegex(@"^folds=\d+ accuracy=\d\.\d{3}±\d\.\d{3} macro_f1=\d\.\d{3}±\d\.\d{3} auc=\d\.\d{3}±\d\.\d{3} log_loss=\d+\.\d{3}±\d+\.\d{3}$")]
    private static partial Regex LastLine();

    [GeneratedRegex(@"[-+−]?\d[\d.,]*")]
    private static partial Regex Figure();

    [GeneratedRegex("[ ─]+")]
    private static partial Regex Blanks();
}

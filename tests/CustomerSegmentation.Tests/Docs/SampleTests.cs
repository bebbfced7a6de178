using Xunit;

namespace CustomerSegmentation.Tests;

/// <summary>The samples run as a reader runs them, one after the other, since they build the library.</summary>
[Collection(nameof(RunsAlone))]
public sealed class SampleTests
{
    [Fact]
    public async Task Objects_go_in_and_come_out()
    {
        SampleRun run = (await SampleRun.Of("objects")).Succeeded();
        Assert.Equal("500 customers in 4 segments; decided by: the most probable segment", run.Lines[0]);
        string[] offers = [.. run.Lines.Where(line => line.Contains(" customers get: ", StringComparison.Ordinal))];
        Assert.Equal(5, offers.Length);
        Assert.Equal(500, offers.Sum(line => int.Parse(line[..4], System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task A_database_goes_in_and_comes_out()
    {
        SampleRun run = (await SampleRun.Of("database")).Succeeded();
        Assert.StartsWith("the data reader: 1,500 rows, key CustomerId", run.Lines[0], StringComparison.Ordinal);
        string[] answers = [.. run.Lines.SkipWhile(line => !line.StartsWith("What SQL says", StringComparison.Ordinal)).Skip(1)];
        Assert.Equal(SyntheticShop.Segments.Order(), answers.Select(line => line[..16].TrimEnd()).Order());
        Assert.Equal(500, answers.Sum(line => int.Parse(line[17..22], System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task An_application_asks_one_model_from_several_threads()
    {
        SampleRun run = (await SampleRun.Of("application")).Succeeded();
        Assert.StartsWith(string.Join(", ", SyntheticShop.Segments.Order()) + ": ", run.Lines[0], StringComparison.Ordinal);
        Assert.Equal("200 of 200 answers from 4 threads equal those of all customers at once", run.Lines[^1]);
    }
}

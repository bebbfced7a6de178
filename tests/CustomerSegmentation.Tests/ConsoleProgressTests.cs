using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class ConsoleProgressTests
{
    private static TrainingProgress At(int epoch, bool last = false) =>
        new(epoch, 200, 0.5, 0.25, epoch, 123_456, TimeSpan.FromSeconds(last ? 0 : 12));

    [Fact]
    public void Redirected_output_gets_the_first_epoch_each_quarter_and_the_last()
    {
        StringWriter written = new() { NewLine = "\n" };
        using (ConsoleProgress progress = new(written, bar: false))
            for (int epoch = 1; epoch <= 130; epoch++) progress.Report(At(epoch, last: epoch == 130));
        Assert.Equal(
            ["epoch 1/200", "epoch 50/200", "epoch 100/200", "epoch 130/200"],
            written.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')[0]));
        Assert.StartsWith("epoch 1/200, loss 0.5000, validation 0.2500 (best 1), 123,456 rows/s\n", written.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_terminal_gets_one_line_that_is_drawn_again_and_ended()
    {
        StringWriter written = new() { NewLine = "\n" };
        using (ConsoleProgress progress = new(written, bar: true))
        {
            progress.Report(At(10));
            progress.Report(At(100, last: true));
        }
        string[] draws = written.ToString().Split('\r');
        Assert.Equal(3, draws.Length);
        Assert.All(draws, draw => Assert.InRange(draw.TrimEnd().Length, 0, 99));
        Assert.StartsWith("[############............] epoch 100/200", draws[2], StringComparison.Ordinal);
        Assert.EndsWith("\n", draws[2], StringComparison.Ordinal);
        Assert.Single(written.ToString(), c => c == '\n');
    }
}

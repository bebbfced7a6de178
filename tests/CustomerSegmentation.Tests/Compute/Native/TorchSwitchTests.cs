using System.Diagnostics;
using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class TorchSwitchTests
{
    private const string Answer = "CUSTOMER_SEGMENTATION_TEST_ANSWER";

    [Fact]
    public void Switched_off_the_exception_names_the_switch_and_nothing_is_copied()
    {
        TorchRuntime.EnsureLoaded();
        Assert.SkipUnless(TorchLoader.Outcome is not null, "TorchSharp loads as it comes on this system.");
        string folder = Path.GetDirectoryName(typeof(TorchSharp.torch).Assembly.Location)!;
        bool copied = Directory.Exists(Path.Combine(folder, "cpu"));

        string message = AnswerOf("0");

        Assert.Contains("switched off by the environment variable CUSTOMER_SEGMENTATION_TORCH_LOADER; switch it on", message);
        Assert.Equal(copied, Directory.Exists(Path.Combine(folder, "cpu")));
    }

    [Fact]
    public void Not_switched_off_Torch_loads_when_user_code_touches_it_first() => Assert.Equal("2", AnswerOf("1"));

    /// <summary>What the tests above start.</summary>
    [Fact(Explicit = true)]
    public void Load_in_a_process_of_its_own()
    {
        if (Environment.GetEnvironmentVariable(Answer) is not { } file) return;
        Exception? failure = TorchLoader.SwitchedOffBy is null ? null : Record.Exception(TorchRuntime.EnsureLoaded);
        File.WriteAllText(file, failure?.Message ?? Two());
    }

    private static string Two()
    {
        using TorchSharp.torch.Tensor two = TorchSharp.torch.ones(2).sum();
        return ((int)two.item<float>()).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private static string AnswerOf(string loader)
    {
        if (Environment.ProcessPath is not { } program || !Path.GetFileName(program).StartsWith("CustomerSegmentation.Tests", StringComparison.Ordinal))
        {
            Assert.Skip("The tests run inside another program, so they cannot start themselves.");
            return "";
        }
        using TemporaryFolder folder = new();
        string answer = folder.File("answer");
        ProcessStartInfo start = new(program, ["-method", "*" + nameof(Load_in_a_process_of_its_own), "-explicit", "only"]) { RedirectStandardOutput = true };
        start.Environment[Answer] = answer;
        start.Environment[TorchLoader.Variable] = loader;
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output);
        return File.ReadAllText(answer);
    }
}

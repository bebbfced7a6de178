using System.Diagnostics;
using Xunit;

namespace CustomerSegmentation.Tests;

/// <summary>A run of a sample as a reader starts it: <c>dotnet run docs/samples/x.cs</c> from the repository's root, in a process of its own.</summary>
internal sealed record SampleRun(int ExitCode, string Output, string Errors)
{
    private static readonly HashSet<string> Built = []; // by this process; the samples run one after the other
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public IReadOnlyList<string> Lines { get; } = Output.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    /// <summary>Runs a sample; skips the test where there is no SDK.</summary>
    /// <param name="sample">Its name, without <c>.cs</c>.</param>
    /// <param name="language">The locale of the process, <c>LANG</c>.</param>
    /// <param name="arguments">What stands after <c>--</c>.</param>
    public static async Task<SampleRun> Of(string sample, string language = "C.UTF-8", params string[] arguments)
    {
        if (FindDotnet() is not { } dotnet)
        {
            Assert.Skip("There is no .NET SDK: dotnet is not on PATH.");
            return null!;
        }
        ProcessStartInfo start = new(dotnet, ["run", .. Built.Add(sample) ? (string[])[] : ["--no-build"], $"docs/samples/{sample}.cs", "--", .. arguments])
        {
            WorkingDirectory = SourceTree.Repository, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        // What the SDK that runs these tests has set for itself would mislead the one that is started.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name.StartsWith("TESTINGPLATFORM", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        // No server may outlive the process: it would hold the other ends of the pipes.
        (string, string)[] settings =
        [
            ("MSBUILDDISABLENODEREUSE", "1"), ("UseSharedCompilation", "false"), ("DOTNET_CLI_UI_LANGUAGE", "en"), ("DOTNET_NOLOGO", "1"), ("DOTNET_CLI_TELEMETRY_OPTOUT", "1"),
            ("LANG", language), ("LC_ALL", language),
        ];
        foreach ((string name, string value) in settings) start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        CancellationToken cancelled = TestContext.Current.CancellationToken;
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancelled), errors = process.StandardError.ReadToEndAsync(cancelled);
        try
        {
            await Task.WhenAll(process.WaitForExitAsync(cancelled), output, errors).WaitAsync(Longest, cancelled);
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        return new(process.ExitCode, await output, await errors);
    }

    /// <summary>Fails with everything that was printed unless the run went well.</summary>
    public SampleRun Succeeded()
    {
        Assert.True(ExitCode == 0, $"Exit code {ExitCode}.\n{Output}\n{Errors}");
        return this;
    }

    private static string? FindDotnet()
    {
        string file = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Where(folder => folder.Length > 0)
            .Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
    }
}

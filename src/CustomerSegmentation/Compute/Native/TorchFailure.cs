using System.Text.RegularExpressions;

namespace CustomerSegmentation;

/// <summary>Why Torch does not load, and what to do, in one message.</summary>
internal static partial class TorchFailure
{
    private const string Packages = "add the package TorchSharp-cpu (or TorchSharp-cuda-linux, TorchSharp-cuda-windows) to the application";

    /// <summary>The failure of one native library that was asked for by name.</summary>
    internal static SegmentationException Because(string library, string rid, string? switchedOffBy, string report) =>
        new($"Torch cannot be loaded: {Cause(library, rid, switchedOffBy, report)}{Details(report)}");

    /// <summary>The failure of TorchSharp itself.</summary>
    internal static SegmentationException Because(Exception failure, string rid)
    {
        string told = (failure is TypeInitializationException { InnerException: { } inner } ? inner : failure).Message;
        string cause = rid is not ("linux-x64" or "win-x64" or "osx-arm64") && !IsDistribution(rid)
            ? $"it has no native runtime for {rid}, only for linux-x64, win-x64 and osx-arm64; run on one of these."
            : told.Contains("doesn't contain a reference", StringComparison.Ordinal) || told.Contains("not restored", StringComparison.Ordinal)
            ? $"its native files were not found, or code used TorchSharp before this library was loaded and failed for good in this process; "
                + $"{Packages}, or call TorchRuntime.Initialize() before anything else."
            : "TorchSharp failed while it started; see the details.";
        return new($"Torch cannot be loaded: {cause}{Details(told)}", failure);
    }

    private static string Cause(string library, string rid, string? switchedOffBy, string report)
    {
        if (rid.Contains("musl", StringComparison.Ordinal))
            return "it needs glibc, and this system (Alpine, musl) has another C library; run on Debian, Ubuntu, RHEL or their kin.";
        if (MissingVersion().Match(report) is { Success: true } missing && missing.Groups[1].Value == "GLIBC")
            return $"the system's C library is too old, it lacks GLIBC_{missing.Groups[2].Value}; "
                + "run on Debian 12, Ubuntu 22.04, RHEL 9 or newer.";
        if (switchedOffBy is not null && library == "LibTorchSharp")
            return $"the system's own loader failed, and this library's loader is switched off by {switchedOffBy}; "
                + "switch it on.";
        if (MissingVersion().Match(report) is { Success: true } standard)
            return $"the system's libstdc++ is too old, it lacks {standard.Groups[1].Value}_{standard.Groups[2].Value}; "
                + "run on Debian 12, Ubuntu 22.04, RHEL 9 or newer.";
        if (MissingFile().Matches(report).Select(match => match.Groups[1].Value)
            .FirstOrDefault(name => !name.Contains("torch", StringComparison.OrdinalIgnoreCase)) is { } file)
            return $"it needs {file}, which this system lacks; install the system's package that has it.";
        return library == "torch_cpu"
            ? $"no libtorch was found; {Packages}."
            : $"TorchSharp's native part ({library}) was not found or does not load; {Packages}, and see the details.";
    }

    // Portable identifiers are the default, but a runtime built by a distribution says for example debian.12-x64.
    private static bool IsDistribution(string rid) =>
        OperatingSystem.IsLinux() && rid.EndsWith("-x64", StringComparison.Ordinal) && !rid.Contains("musl", StringComparison.Ordinal);

    // The runtime lists every place and spelling it tried; what remains is why a file that is there does not load.
    private static string Details(string report)
    {
        string[] telling = [.. report.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => !NotThere().IsMatch(line) && !line.StartsWith("Unable to load shared library", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal)];
        return telling.Length == 0 ? string.Empty : $"{Environment.NewLine}Details: {string.Join(Environment.NewLine, telling)}";
    }

    [GeneratedRegex("version [`'‘](GLIBC|GLIBCXX|CXXABI)_([0-9.]+)['’] not found")]
    private static partial Regex MissingVersion();

    [GeneratedRegex(@"(LibTorchSharp|torch_cpu)(\.so)?: cannot open shared object file")]
    private static partial Regex NotThere();

    [GeneratedRegex(@"([A-Za-z0-9_+.\-]+\.so[0-9.]*): cannot open shared object file")]
    private static partial Regex MissingFile();
}

using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace CustomerSegmentation;

/// <summary>Finds and loads Torch's native files where the runtime's own search failed; Linux x64 only.</summary>
internal static class TorchLoader
{
    internal const string Switch = "CustomerSegmentation.TorchLoader";
    internal const string Variable = "CUSTOMER_SEGMENTATION_TORCH_LOADER";
    private const string Bindings = "libLibTorchSharp.so";

    private static readonly Lock Gate = new();
    private static readonly List<string> Attempts = [];
    private static nint _bindings;
    private static bool _registered;

    /// <summary>How the bindings were loaded, or null while this class has loaded nothing.</summary>
    internal static string? Outcome { get; private set; }

    internal static bool IsLinuxX64 => OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64;

    /// <summary>What switched the loader off, in words, or null.</summary>
    internal static string? SwitchedOffBy =>
        OffBecause(Environment.GetEnvironmentVariable(Variable), AppContext.TryGetSwitch(Switch, out bool on) ? on : null);

    internal static string? OffBecause(string? variable, bool? value) =>
        variable?.Trim().ToUpperInvariant() is "0" or "FALSE" or "OFF" or "NO" ? $"the environment variable {Variable}"
        : value == false ? $"the AppContext switch {Switch}"
        : null;

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Must come before the first use of TorchSharp; only registers a handler.")]
    internal static void Register()
    {
        if (!IsLinuxX64 || SwitchedOffBy is not null) return;
        lock (Gate)
        {
            if (_registered) return;
            _registered = true;
            AssemblyLoadContext.Default.ResolvingUnmanagedDll += Resolve;
            // A plug-in host gives this library, and TorchSharp beside it, a context of their own.
            if (AssemblyLoadContext.GetLoadContext(typeof(TorchLoader).Assembly) is { } own && own != AssemblyLoadContext.Default)
                own.ResolvingUnmanagedDll += Resolve;
        }
    }

    /// <summary>What was tried, for the message of a failure: the system's own words first.</summary>
    internal static string Report(string name)
    {
        lock (Gate)
        {
            string own = string.Join(Environment.NewLine, Attempts);
            if (own.Length > 0) return own;
        }
        try
        {
            NativeLibrary.Load(name, typeof(TorchSharp.torch).Assembly, null);
            return string.Empty;
        }
        catch (Exception failure) when (failure is DllNotFoundException or BadImageFormatException)
        {
            return failure.Message;
        }
    }

    // Asked only after the runtime's own search has failed.
    private static nint Resolve(Assembly assembly, string name)
    {
        if (SwitchedOffBy is not null || assembly.GetName().Name != "TorchSharp") return 0;
        lock (Gate)
            return name switch
            {
                "LibTorchSharp" or Bindings => _bindings != 0 ? _bindings : _bindings = LoadBindings(assembly),
                "torch_cpu" or "libtorch_cpu.so" => LoadFirst(assembly, "libtorch_cpu.so"),
                "libc10.so" or "libtorch.so" => LoadFirst(assembly, name),
                _ => 0,
            };
    }

    private static nint LoadFirst(Assembly assembly, string file)
    {
        foreach (string path in NativeSearch.Find(assembly, file))
            if (TryLoad(path, path) is var handle and not 0) return handle;
        return 0;
    }

    private static nint LoadBindings(Assembly assembly)
    {
        // By name: whatever copy the process has or the search finds, it must stay the only one. A second one aborts the process.
        foreach (string needed in (ReadOnlySpan<string>)["libc10.so", "libtorch_cpu.so", "libtorch.so"])
            NativeLibrary.TryLoad(needed, assembly, null, out _);
        foreach (string path in NativeSearch.Find(assembly, Bindings))
        {
            if (TryLoad(path, path) is var asItComes and not 0) return Came(asItComes, $"as it comes from {path}");
            byte[] original;
            try
            {
                original = File.ReadAllBytes(path);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                Attempts.Add($"{path}: {failure.Message}");
                continue;
            }
            foreach (CxxLevel level in (ReadOnlySpan<CxxLevel>)[CxxLevel.Gcc12, CxxLevel.Gcc11])
            {
                if (ElfVersionNeeds.Relax(original, level) is not { } relaxed) continue;
                if (MemoryLibrary.Load(relaxed, Bindings, Attempts) is var (handle, place))
                    return Came(handle, $"{place}, from {path} with the needs of its libstdc++ relaxed to that of {level}");
            }
        }
        return 0;
    }

    private static nint Came(nint handle, string how)
    {
        Outcome = "loaded " + how;
        return handle;
    }

    private static nint TryLoad(string path, string shown)
    {
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (Exception failure) when (failure is DllNotFoundException or BadImageFormatException)
        {
            Attempts.Add($"{shown}: {failure.Message}");
            return 0;
        }
    }
}

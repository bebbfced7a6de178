using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp;

namespace CustomerSegmentation;

/// <summary>
/// The native Torch runtime, as an application meets it. Nothing here needs to be called where this library uses Torch by itself; call
/// <see cref="Initialize"/> first thing where your own code touches <c>TorchSharp.torch</c> before this library, and
/// <see cref="EnsureLoaded"/> to have a missing runtime fail at start-up.
/// </summary>
/// <remarks>
/// <para>TorchSharp's native part asks for a newer libstdc++ than Debian 12, Ubuntu 22.04 and RHEL 9 have, without using what is new in
/// it. There, on Linux x64 only, this library loads a copy with that one requirement relaxed, from memory. Where TorchSharp loads as it
/// comes, nothing is done.</para>
/// <para>To switch that off, set the environment variable <c>CUSTOMER_SEGMENTATION_TORCH_LOADER=0</c> or the <see cref="AppContext"/>
/// switch <c>CustomerSegmentation.TorchLoader</c> to <c>false</c>.</para>
/// <para>All members are safe to call from any thread, any number of times.</para>
/// </remarks>
public static class TorchRuntime
{
    private static volatile bool _loaded;

    /// <summary>
    /// Makes TorchSharp loadable by whoever touches it first. Registers a handler that is asked only when the system's own search has
    /// failed; loads nothing and takes microseconds. C# projects that reference the package call it by themselves, through a module
    /// initializer (<c>&lt;CustomerSegmentationInitializeTorch&gt;false&lt;/CustomerSegmentationInitializeTorch&gt;</c> leaves that out);
    /// in F#, Visual Basic and notebooks make it the first line.
    /// </summary>
    public static void Initialize() => TorchLoader.Register();

    /// <summary>
    /// Loads Torch now, unless it is loaded: 0.3 to 0.6 seconds, once in a process.
    /// </summary>
    /// <exception cref="SegmentationException">Torch cannot be loaded; the message says what is wrong and what to do.</exception>
    public static void EnsureLoaded()
    {
        if (!_loaded) Load();
    }

    /// <summary>How Torch came into this process, in a line for logs and reports of faults: not loaded, as it comes, or from memory.</summary>
    public static string Status => TorchLoader.Outcome ?? (_loaded ? "loaded as it comes" : "not loaded by this library yet");

    private static void Load()
    {
        TorchLoader.Register();
        // TorchSharp's static constructor fails for good, and copies 478 MB before it does: ask first.
        if (RuntimeInformation.RuntimeIdentifier is { } rid && TorchLoader.IsLinuxX64)
            foreach (string name in (ReadOnlySpan<string>)["torch_cpu", "LibTorchSharp"])
                if (!NativeLibrary.TryLoad(name, typeof(torch).Assembly, null, out _))
                    throw TorchFailure.Because(name, rid, TorchLoader.SwitchedOffBy, TorchLoader.Report(name));
        try
        {
            RuntimeHelpers.RunClassConstructor(typeof(torch).TypeHandle);
        }
        catch (Exception failure) when (failure is TypeInitializationException or DllNotFoundException or NotSupportedException
            or BadImageFormatException or EntryPointNotFoundException)
        {
            throw TorchFailure.Because(failure, RuntimeInformation.RuntimeIdentifier);
        }
        _loaded = true;
    }
}

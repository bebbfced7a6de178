using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class TorchFailureTests
{
    private const string OldGlibc = "/lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.34' not found (required by libLibTorchSharp.so)";
    private const string OldCxx = "/lib/libstdc++.so.6: version `GLIBCXX_3.4.29' not found (required by libLibTorchSharp.so)";

    [Theory]
    [InlineData("torch_cpu", "linux-musl-x64", null, "", "it needs glibc, and this system (Alpine, musl) has another C library")]
    [InlineData("LibTorchSharp", "linux-x64", null, OldGlibc, "the system's C library is too old, it lacks GLIBC_2.34; run on Debian 12")]
    [InlineData("LibTorchSharp", "linux-x64", null, OldCxx, "the system's libstdc++ is too old, it lacks GLIBCXX_3.4.29; run on Debian 12")]
    [InlineData("LibTorchSharp", "linux-x64", "the environment variable X", OldCxx, "switched off by the environment variable X; switch it on")]
    [InlineData("torch_cpu", "linux-x64", null, "libtorch_cpu.so: cannot open shared object file: No such file",
        "no libtorch was found; add the package TorchSharp-cpu")]
    [InlineData("torch_cpu", "linux-x64", null, "libtorch_cpu.so: cannot open shared object file\nlibgomp.so.1: cannot open shared object file",
        "it needs libgomp.so.1, which this system lacks; install")]
    [InlineData("LibTorchSharp", "linux-x64", null, "", "native part (LibTorchSharp) was not found or does not load; add the package TorchSharp-cpu")]
    public void A_library_that_does_not_load_is_explained(string library, string rid, string? off, string report, string expected)
    {
        string message = TorchFailure.Because(library, rid, off, report).Message;
        Assert.StartsWith("Torch cannot be loaded: ", message);
        Assert.Contains(expected, message);
    }

    [Fact]
    public void The_details_leave_out_the_places_where_nothing_was()
    {
        string report = "Unable to load shared library 'LibTorchSharp'.\n/a/LibTorchSharp.so: cannot open shared object file: No such file\n" + OldCxx;
        string message = TorchFailure.Because("LibTorchSharp", "linux-x64", null, report).Message;
        Assert.EndsWith($"{Environment.NewLine}Details: {OldCxx}", message);
    }

    [Fact]
    public void The_libtorch_that_is_looked_for_is_the_one_TorchSharp_was_built_for()
    {
        object? expected = typeof(TorchSharp.torch).GetFields(System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)
            .Single(field => field is { IsLiteral: true, Name: "libtorchPackageVersion" }).GetRawConstantValue();
        Assert.Equal(NativeSearch.LibtorchVersion + ".0", expected);
    }

    [Fact]
    public void A_machine_without_native_files_is_named()
    {
        TypeInitializationException failure = new("TorchSharp.torch", new NotSupportedException("no"));
        Assert.Contains("it has no native runtime for linux-arm64, only for linux-x64, win-x64 and osx-arm64",
            TorchFailure.Because(failure, "linux-arm64").Message);
    }

    [Fact]
    public void A_use_of_TorchSharp_that_came_too_early_is_explained()
    {
        TypeInitializationException failure = new("TorchSharp.torch", new NotSupportedException("This … doesn't contain a reference to libtorch-cpu"));
        SegmentationException explained = TorchFailure.Because(failure, "linux-x64");
        Assert.Contains("call TorchRuntime.Initialize() before anything else", explained.Message);
        Assert.Same(failure, explained.InnerException);
    }

    [Theory]
    [InlineData("0", null, "the environment variable CUSTOMER_SEGMENTATION_TORCH_LOADER")]
    [InlineData(" off ", null, "the environment variable CUSTOMER_SEGMENTATION_TORCH_LOADER")]
    [InlineData(null, false, "the AppContext switch CustomerSegmentation.TorchLoader")]
    [InlineData("1", true, null)]
    [InlineData(null, null, null)]
    public void The_loader_is_switched_off_by_variable_or_switch(string? variable, bool? value, string? expected) =>
        Assert.Equal(expected, TorchLoader.OffBecause(variable, value));
}

using System.Reflection;

namespace CustomerSegmentation;

/// <summary>Where native files of Torch may lie, best first; the last places serve notebooks and scripts, where no build runs.</summary>
internal static class NativeSearch
{
    /// <summary>The libtorch that the referenced TorchSharp was built for; another one has another binary interface.</summary>
    internal const string LibtorchVersion = "2.10.0";

    /// <summary>The existing files of a name, each folder once.</summary>
    internal static IEnumerable<string> Find(Assembly torchSharp, string file) =>
        Folders(torchSharp.Location).Where(folder => folder.Length > 0).Distinct(StringComparer.Ordinal)
            .Select(folder => Path.Combine(folder, file)).Where(File.Exists);

    internal static IEnumerable<string> Folders(string torchSharpLocation)
    {
        if (AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") is string searched)
            foreach (string folder in searched.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
                yield return folder.TrimEnd(Path.DirectorySeparatorChar);
        yield return AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        yield return Natives(AppContext.BaseDirectory);

        // Empty in a single-file application, whose natives lie in the folders above.
        if (Path.GetDirectoryName(torchSharpLocation) is { Length: > 0 } beside)
        {
            yield return beside;
            yield return Natives(beside);
            // In the package cache: torchsharp/<version>/lib/<framework>/TorchSharp.dll, and libtorch in a package beside it.
            string package = Path.GetFullPath(Path.Combine(beside, "..", ".."));
            yield return Natives(package);
            yield return Natives(Path.GetFullPath(Path.Combine(package, "..", "..", "libtorch-cpu-linux-x64", LibtorchVersion)));
        }
    }

    private static string Natives(string folder) => Path.Combine(folder, "runtimes", "linux-x64", "native");
}

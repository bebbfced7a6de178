using System.Reflection;

namespace CustomerSegmentation;

/// <summary>The versions that a training record names.</summary>
internal static class Versions
{
    public static string Library { get; } = Of(typeof(Versions).Assembly);

    public static string TorchSharp { get; } = typeof(Versions).Assembly.GetReferencedAssemblies()
        .FirstOrDefault(assembly => assembly.Name == "TorchSharp")?.Version?.ToString(3) ?? "unknown";

    private static string Of(Assembly assembly) =>
        (assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown").Split('+')[0];
}

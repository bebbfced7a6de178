using Xunit;

namespace CustomerSegmentation.Tests;

/// <summary>The real data that tests read where it is there; a case that needs it is skipped by name where it is not.</summary>
internal static class RealData
{
    /// <summary>The path of a file such as <c>ecommerce_churn/ecommerce_churn.csv</c>; skips the test where the folder is missing.</summary>
    public static string Path(string file)
    {
        string root = Environment.GetEnvironmentVariable("CUSTOMER_SEGMENTATION_DATA") is { Length: > 0 } given ? given
            : System.IO.Path.Combine(RepositoryRoot(), "..", "shared", "data");
        string path = System.IO.Path.Combine(root, file);
        if (!File.Exists(path)) Assert.Skip($"The data folder {System.IO.Path.GetDirectoryName(file)} is not there (set CUSTOMER_SEGMENTATION_DATA).");
        return path;
    }

    private static string RepositoryRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder, "CustomerSegmentation.sln"))) folder = System.IO.Path.GetDirectoryName(folder);
        return folder ?? AppContext.BaseDirectory;
    }
}

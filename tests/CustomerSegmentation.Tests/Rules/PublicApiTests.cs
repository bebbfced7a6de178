using PublicApiGenerator;
using Xunit;

namespace CustomerSegmentation.Tests;

/// <summary>The public interface changes on purpose only: what changed is read in the difference of a text file.</summary>
public sealed class PublicApiTests
{
    private const string Accept = "APPROVE=1 dotnet test --project tests/CustomerSegmentation.Tests --filter-class '*PublicApiTests'";

    [Fact]
    public void The_public_interface_is_the_approved_one()
    {
        string approvedFile = Path.Combine(SourceTree.Repository, "tests", "CustomerSegmentation.Tests", "Rules", "PublicApi.approved.txt");
        string receivedFile = Path.ChangeExtension(Path.ChangeExtension(approvedFile, null), ".received.txt");
        string[] received = Lines(typeof(CustomerTable).Assembly.GeneratePublicApi(new() { IncludeAssemblyAttributes = false }));
        string[] approved = File.Exists(approvedFile) ? Lines(File.ReadAllText(approvedFile)) : [];

        if (Environment.GetEnvironmentVariable("APPROVE") == "1") Write(approvedFile);
        else if (!received.SequenceEqual(approved))
        {
            Write(receivedFile);
            Assert.Fail($"The public interface is not the approved one:\n{Show("+", received, approved)}{Show("-", approved, received)}"
                + $"All of it: {Path.GetRelativePath(SourceTree.Repository, receivedFile)}. To accept it:\n{Accept}");
        }
        if (File.Exists(receivedFile)) File.Delete(receivedFile);

        void Write(string file) => File.WriteAllText(file, string.Join('\n', received) + "\n");
    }

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    private static string Show(string sign, string[] these, string[] others) =>
        string.Concat(these.Except(others).Take(20).Select(line => $"{sign} {line.Trim()}\n"));
}

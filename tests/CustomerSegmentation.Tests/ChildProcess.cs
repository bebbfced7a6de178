using System.Diagnostics;
using System.Runtime.CompilerServices;
using Xunit;

namespace CustomerSegmentation.Tests;

/// <summary>
/// Runs a method of this assembly in a process of its own: the test program starts itself, and a module initializer does the job
/// before any test runner begins, whichever that is. Jobs use no threads that run code of this assembly.
/// </summary>
internal static class ChildProcess
{
    private const string Job = "CUSTOMER_SEGMENTATION_TEST_JOB", Target = "CUSTOMER_SEGMENTATION_TEST_TARGET";

    /// <summary>What the parameterless instance method, which gives a string, gives in another process.</summary>
    public static string Run(Type type, string method, params (string Name, string Value)[] environment)
    {
        using TemporaryFolder folder = new();
        string program = Environment.ProcessPath!, target = folder.File("result.txt");
        ProcessStartInfo start = new(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet") start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        (start.Environment[Job], start.Environment[Target]) = ($"{type.FullName}|{method}", target);
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        using Process child = Process.Start(start)!;
        Task<string> output = child.StandardOutput.ReadToEndAsync(), errors = child.StandardError.ReadToEndAsync();
        if (!child.WaitForExit(TimeSpan.FromMinutes(5)))
        {
            child.Kill(entireProcessTree: true);
            Assert.Fail($"{type.Name}.{method} did not end in its process.");
        }
        Assert.True(child.ExitCode == 0 && File.Exists(target), $"{type.Name}.{method} ended with {child.ExitCode} in its process: {output.Result} {errors.Result}");
        return File.ReadAllText(target);
    }

    [ModuleInitializer]
    internal static void DoJob()
    {
        if (Environment.GetEnvironmentVariable(Job) is not { Length: > 0 } job) return;
        int code = 0;
        try
        {
            string[] parts = job.Split('|');
            Type type = typeof(ChildProcess).Assembly.GetType(parts[0])!;
            File.WriteAllText(Environment.GetEnvironmentVariable(Target)!, (string)type.GetMethod(parts[1])!.Invoke(Activator.CreateInstance(type), [])!);
        }
        catch (Exception failure)
        {
            Console.Error.WriteLine(failure);
            code = 1;
        }
        Environment.Exit(code);
    }
}

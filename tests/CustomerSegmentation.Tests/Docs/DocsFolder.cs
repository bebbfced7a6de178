using Xunit;

namespace CustomerSegmentation.Tests;

/// <summary>
/// Where the code of README and docs runs: in a folder of its own with the files it names, and alone, since it changes the current
/// folder, as the reader's program would, and the console.
/// </summary>
public sealed class DocsFolder : IDisposable
{
    private readonly string _before = Environment.CurrentDirectory;
    private readonly TextWriter _console = Console.Out, _errors = Console.Error;
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _printed = new();

    public DocsFolder()
    {
        Environment.CurrentDirectory = _folder.Path;
        Console.SetOut(_printed);
        Console.SetError(TextWriter.Null);
        Customers.ToCsv("customers.csv");
        SyntheticShop.Customers(100, seed: 2).Drop("Segment").ToCsv("new-customers.csv");
    }

    public static CustomerTable Customers { get; } = SyntheticShop.Customers(600);

    /// <summary>A segmenter that is fitted in a moment.</summary>
    public static MlpSegmenter Quick { get; } = new MlpSegmenterBuilder().UseLabel("Segment").AddAll().UseTraining(new() { Epochs = 20 }).Build();

    /// <summary>What was printed since the last call.</summary>
    public string Printed()
    {
        string text = _printed.ToString();
        _printed.GetStringBuilder().Clear();
        return text;
    }

    public void Dispose()
    {
        Console.SetOut(_console);
        Console.SetError(_errors);
        Environment.CurrentDirectory = _before;
        _printed.Dispose();
        _folder.Dispose();
    }
}

/// <summary>Runs alone, one test after the other: the code of the docs, and the samples, which build the library.</summary>
[CollectionDefinition(nameof(RunsAlone), DisableParallelization = true)]
public sealed class RunsAlone : ICollectionFixture<DocsFolder>;

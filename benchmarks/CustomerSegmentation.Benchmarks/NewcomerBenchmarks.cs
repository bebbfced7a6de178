using BenchmarkDotNet.Attributes;

namespace CustomerSegmentation.Benchmarks;

/// <summary>Scoring one newcomer with 50 edges by a model file that carries 100,000 customers of 16 features and 1,000,000 edges; another newcomer each time.</summary>
[ShortRunJob]
[MedianColumn]
[MemoryDiagnoser]
public class NewcomerBenchmarks
{
    private Newcomers _newcomers = null!;

    [Params("Gcn", "Sage", "Fast")]
    public string Network { get; set; } = null!;

    [GlobalSetup]
    public void Setup()
    {
        _newcomers = new(Network);
        if (!(_newcomers.Difference <= 1e-5)) throw new InvalidOperationException($"A newcomer's answer differs by {_newcomers.Difference} from that of the whole graph.");
    }

    [Benchmark(Baseline = true)]
    public Segmentation Segment() => _newcomers.Segment();

    [Benchmark]
    public Segmentation MakeTablesAndSegment() => _newcomers.TablesAndSegment();

    [GlobalCleanup]
    public void Cleanup() => _newcomers.Dispose();
}

using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using TorchSharp;

namespace CustomerSegmentation.Benchmarks;

/// <summary>One full-graph epoch of a GCN over 100,000 users and 1,000,000 undirected edges: 64 → 64 → 8, dropout 0.5, Adam.</summary>
[SimpleJob(RunStrategy.Monitoring, warmupCount: 3, iterationCount: 15)]
[MedianColumn]
public class GcnTrainingBenchmarks
{
    private const int Users = 100_000, Edges = 1_000_000, Inputs = 64, Hidden = 64, Labels = 8;
    private PlainTorchGcn _sparse = null!, _gather = null!;
    private OwnGcn _own = null!;

    [Params(2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        RandomGraph graph = new(Users, Edges);
        (float[] x, int[] y) = graph.Data(Inputs, Labels);
        torch.set_num_threads(Threads);
        _sparse = PlainTorchGcn.Sparse(graph, x, y, Inputs, Hidden, Labels);
        _gather = PlainTorchGcn.Gather(graph, x, y, Inputs, Hidden, Labels);
        _own = new(graph, x, y, Inputs, Hidden, Labels, Threads);
    }

    [Benchmark(Baseline = true)]
    public double PlainTorchSharpSparse() => _sparse.Epoch();

    [Benchmark]
    public double PlainTorchSharpGather() => _gather.Epoch();

    [Benchmark]
    public double CustomerSegmentation() => _own.Epoch();

    [GlobalCleanup]
    public void Cleanup()
    {
        _sparse.Dispose();
        _gather.Dispose();
        _own.Dispose();
    }
}

using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;

namespace CustomerSegmentation.Benchmarks;

/// <summary>
/// The product of the normalised adjacency of 100,000 users and 1,000,000 undirected edges (2,100,000 entries) with a dense matrix. The
/// baseline copies memory: as many bytes read and written as the product must move, which are an index, a value and a row of the dense
/// matrix for each entry, and a row of the result for each user.
/// </summary>
[SimpleJob(RunStrategy.Monitoring, warmupCount: 3, iterationCount: 15)]
[MedianColumn]
public unsafe class SparseProductBenchmarks
{
    private const int Users = 100_000, Edges = 1_000_000, Shards = 16;
    private SparseMatrix _matrix = null!;
    private WorkerTeam _team = null!;
    private TensorBuffer _x = null!, _y = null!, _from = null!, _to = null!;

    [Params(16, 64)]
    public int Columns { get; set; }

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        Adjacency adjacency = new RandomGraph(Users, Edges).Adjacency();
        double[] sums = EdgeForms.RowSums(adjacency);
        _matrix = EdgeForms.Make(adjacency, EdgeForm.SymmetricLoops, sums, sums);
        _team = new(Threads);
        (_x, _y) = (new((long)Users * Columns), new((long)Users * Columns));
        long bytes = _matrix.Targets.Length * (Columns * 4L + 8) + Users * Columns * 4L;
        (_from, _to) = (new(bytes / 8), new(bytes / 8)); // half of them are read, half are written
        _x.Span.Fill(1);
        _from.Span.Fill(1);
    }

    [Benchmark(Baseline = true)]
    public void MemoryCopy() => _team.Run(Shards, shard =>
    {
        long first = _from.Length * shard / Shards, end = _from.Length * (shard + 1) / Shards;
        Buffer.MemoryCopy(_from.Pointer + first, _to.Pointer + first, 4 * (end - first), 4 * (end - first));
    });

    [Benchmark]
    public void SparseProductRows() => _team.Run(_matrix.Bounds.Length - 1, shard =>
    {
        int first = _matrix.Bounds[shard], rows = _matrix.Bounds[shard + 1] - first;
        SparseProduct.Rows(_matrix, _x.Pointer, Columns, 1, null, 0, _y.Pointer + (long)first * Columns, first, rows, EdgeDraw.None);
    });

    [GlobalCleanup]
    public void Cleanup()
    {
        foreach (IDisposable owned in (IDisposable[])[_team, _x, _y, _from, _to]) owned.Dispose();
    }
}

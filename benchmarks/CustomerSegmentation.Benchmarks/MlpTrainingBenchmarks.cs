using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using TorchSharp;

namespace CustomerSegmentation.Benchmarks;

/// <summary>One epoch over 100,000 rows of 32 features: hidden layers 128/64/32, dropout 0.5, Adam. Op/s is rows a second.</summary>
[SimpleJob(RunStrategy.Monitoring, warmupCount: 2, iterationCount: 7)]
[Config(typeof(RowsPerSecond))]
public class MlpTrainingBenchmarks
{
    private const int Rows = 100_000, Inputs = 32, Labels = 4;
    private TrainingRows _rows = null!;
    private MlpNetwork _network = null!;
    private MlpTrainee _trainee = null!;
    private PlainTorchMlp _plain = null!;
    private int _epoch;
    private long _step;

    [Params(32, 256, 4096)]
    public int Batch { get; set; }

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        RandomSource random = new(1);
        float[] x = [.. Enumerable.Range(0, Rows * Inputs).Select(_ => (float)random.NextNormal())];
        int[] y = [.. Enumerable.Range(0, Rows).Select(_ => random.Next(Labels))];
        _rows = new(x, Inputs, y, [.. Enumerable.Repeat(1f, Rows)]);
        _network = new(new(Inputs, [128, 64, 32], Labels, Activation.Relu, Normalization.None, 0.5));
        _network.Initialize(Initialization.He, 1);
        _trainee = new(_network, _rows, null, new() { BatchSize = Batch, Threads = Threads }, LossFunction.CrossEntropy, 1);
        torch.set_num_threads(Threads);
        _plain = new(x, y, Inputs, Labels);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Rows)]
    public double PlainTorchSharp() => _plain.Epoch(Batch);

    [Benchmark(OperationsPerInvoke = Rows)]
    public double CustomerSegmentation()
    {
        double sum = 0;
        int[] order = RandomSource.For(1, "order", (ulong)_epoch++).Permutation(Rows);
        for (int offset = 0; offset < Rows; offset += Batch) sum += _trainee.Step(order, offset, Math.Min(Batch, Rows - offset), _step++, 0.001);
        return sum;
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _trainee.Dispose();
        _network.Dispose();
        _plain.Dispose();
    }
}

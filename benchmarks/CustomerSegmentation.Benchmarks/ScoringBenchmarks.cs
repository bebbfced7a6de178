using BenchmarkDotNet.Attributes;
using TorchSharp;

namespace CustomerSegmentation.Benchmarks;

/// <summary>Scoring customers of the synthetic shop, from typed columns to a segmentation; the baseline scores features that are already prepared, with a plain TorchSharp module.</summary>
[ShortRunJob]
[MemoryDiagnoser]
public class ScoringBenchmarks
{
    private SegmentationModel _model = null!;
    private CustomerTable _customers = null!;
    private PlainTorchMlp _plain = null!;
    private float[] _features = null!;
    private int _inputs;

    [Params(1, 100, 100_000)]
    public int Customers { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        MlpSegmenter segmenter = new MlpSegmenterBuilder().UseLabel("Segment").AddAll().UseTraining(new() { Epochs = 2 }).Build();
        CustomerTable training = SyntheticShop.Customers(2000);
        _model = segmenter.Fit(training);
        _customers = SyntheticShop.Customers(Customers, 2);
        FeatureMatrix features = segmenter.Plan.Preparation.Fit(training, "Segment").Transform(_customers);
        (_features, _inputs) = (features.Values, features.Columns);
        torch.set_num_threads(Environment.ProcessorCount);
        _plain = new([.. _features.Take(_inputs)], [0], _inputs, 4);
    }

    [Benchmark(Baseline = true)]
    public float[] PlainTorchSharpOnPreparedFeatures() => _plain.Probabilities(_features, _inputs);

    [Benchmark]
    public Segmentation CustomerSegmentation() => _model.Segment(_customers);

    [GlobalCleanup]
    public void Cleanup()
    {
        _model.Dispose();
        _plain.Dispose();
    }
}

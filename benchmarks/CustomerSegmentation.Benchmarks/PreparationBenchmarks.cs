using System.Globalization;
using BenchmarkDotNet.Attributes;

namespace CustomerSegmentation.Benchmarks;

/// <summary>A CSV of the synthetic shop to features; the baseline is the plain way with <c>string.Split</c> and LINQ over four of its columns.</summary>
[ShortRunJob]
[MemoryDiagnoser]
public class PreparationBenchmarks
{
    private string _csv = null!;
    private CustomerTable _customers = null!;
    private FeaturePipelinePlan _plan = null!;
    private FeaturePipeline _pipeline = null!;

    [Params(100_000)]
    public int Rows { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _customers = SyntheticShop.Customers(Rows);
        StringWriter writer = new();
        _customers.ToCsv(writer);
        _csv = writer.ToString();
        _plan = new FeaturePipelineBuilder().AddAll().Build();
        _pipeline = _plan.Fit(_customers, "Segment");
    }

    [Benchmark(Baseline = true)]
    public double[][] SplitAndLinqFourColumns()
    {
        string[][] rows = [.. _csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(','))];
        double?[][] columns = [.. new[] { 1, 8, 9, 10 }.Select(index => rows.Select(row => double.TryParse(row[index], CultureInfo.InvariantCulture, out double value) ? value : (double?)null).ToArray())];
        return [.. columns.Select(column =>
        {
            double mean = column.Where(value => value is not null).Average(value => value!.Value);
            double deviation = Math.Sqrt(column.Where(value => value is not null).Average(value => (value!.Value - mean) * (value.Value - mean)));
            return column.Select(value => ((value ?? mean) - mean) / deviation).ToArray();
        })];
    }

    [Benchmark]
    public CustomerTable ReadCsv() => CustomerTable.FromCsv(new StringReader(_csv), new() { Key = "CustomerId" });

    [Benchmark]
    public FeaturePipeline FitPreparation() => _plan.Fit(_customers, "Segment");

    [Benchmark]
    public FeatureMatrix Transform() => _pipeline.Transform(_customers);
}

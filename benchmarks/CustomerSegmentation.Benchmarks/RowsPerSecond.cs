using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;

namespace CustomerSegmentation.Benchmarks;

/// <summary>Adds the column Op/s, which is rows a second where an operation is a row.</summary>
internal sealed class RowsPerSecond : ManualConfig
{
    public RowsPerSecond() => AddColumn(StatisticColumn.OperationsPerSecond, StatisticColumn.Min);
}

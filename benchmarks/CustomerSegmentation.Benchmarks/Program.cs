using BenchmarkDotNet.Running;
using CustomerSegmentation.Benchmarks;

if (args is ["graph-sizes", .. string[] millions]) return GraphSizes.Run(millions);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;

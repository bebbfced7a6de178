using Xunit;

namespace CustomerSegmentation.Tests;

[Collection(OneAtATime.Name)]
public sealed class GcnContractTests : SegmenterContract
{
    protected override ISegmenter Segmenter(ulong seed = 1, int threads = 0) => new GcnSegmenterBuilder().UseLabel("Segment").AddAll()
        .UseTraining(new() { Epochs = 4, BatchSize = 100, Threads = threads }).UseSeed(seed).Build();
}

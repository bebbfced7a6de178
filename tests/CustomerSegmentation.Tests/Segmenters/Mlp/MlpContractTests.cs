using Xunit;

namespace CustomerSegmentation.Tests;

[Collection(OneAtATime.Name)]
public sealed class MlpContractTests : SegmenterContract
{
    protected override ISegmenter Segmenter(ulong seed = 1, int threads = 0) => new MlpSegmenterBuilder().UseLabel("Segment").AddAll()
        .UseHiddenLayers(24, 12).UseTraining(new() { Epochs = 4, BatchSize = 100, Threads = threads }).UseSeed(seed).Build();
}

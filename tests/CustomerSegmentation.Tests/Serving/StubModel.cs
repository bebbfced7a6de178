namespace CustomerSegmentation.Tests;

/// <summary>A model of an application's own: everyone is in the one segment.</summary>
internal sealed class StubModel : SegmentationModel
{
    private int _disposals;

    public int Disposals => _disposals;

    public override IReadOnlyList<string> Segments => ["all"];

    public override string? Label => null;

    public override Segmentation Segment(CustomerTable customers, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    protected override void Dispose(bool disposing) => Interlocked.Increment(ref _disposals);
}

namespace CustomerSegmentation;

/// <summary>A multilayer perceptron on the customers' own columns, for graphs without edges and to compare with.</summary>
internal sealed class MlpMember(string name, SegmentationModel model) : GcnMember(name)
{
    public SegmentationModel Model => model;

    public override int Depth => 0;

    public override float[] Probabilities(CustomerTable customers, GcnData data, WorkerTeam? team, CancellationToken cancellationToken) =>
        model.Segment(customers, cancellationToken).Probabilities.ToArray();

    public override void Dispose() => model.Dispose();
}

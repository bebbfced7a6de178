namespace CustomerSegmentation;

/// <summary>A multilayer perceptron on the customers' own columns, for graphs without edges and to compare with.</summary>
internal sealed class MlpMember(string name, SegmentationModel model) : GcnMember(name)
{
    public SegmentationModel Model => model;

    public override float[] Probabilities(CustomerTable customers, GcnData data, WorkerTeam? team, CancellationToken cancellationToken) =>
        Of(customers, new(), cancellationToken);

    public override float[] Newcomers(
        CustomerTable newcomers, float[] features, CarriedGraph graph, EdgeOverlay[] overlays, IReadOnlyList<GcnChannel> channels, CancellationToken cancellationToken) =>
        Of(newcomers, new(), cancellationToken);

    /// <summary>Probabilities <c>[n, labels]</c>, and what was noted on the way.</summary>
    public float[] Of(CustomerTable customers, DataNotes notes, CancellationToken cancellationToken)
    {
        Segmentation segments = model.Segment(customers, cancellationToken);
        notes.AddRange(segments.Notes);
        return segments.Probabilities.ToArray();
    }

    public override void Dispose() => model.Dispose();
}

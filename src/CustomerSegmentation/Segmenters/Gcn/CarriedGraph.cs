namespace CustomerSegmentation;

/// <summary>The graph of training as a model keeps it, so that newcomers can be scored by the model alone: features, edges, keys as hashes.</summary>
internal sealed class CarriedGraph(GcnData data, HashedKeys[] keys, CarriedRelation[] relations) : IDisposable
{
    /// <summary>Features and edges.</summary>
    public GcnData Data { get; } = data;

    /// <summary>The keys of each space.</summary>
    public HashedKeys[] Keys { get; } = keys;

    public CarriedRelation[] Relations { get; } = relations;

    /// <summary>The number of customers.</summary>
    public int Customers => Data.Rows[0];

    public void Dispose() => Data.Dispose();
}

/// <summary>A relation's name and rules.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Space">The space that its edges lead to: 0 between customers.</param>
/// <param name="Directed">Whether its edges lead one way only.</param>
/// <param name="Repeated">What becomes of an edge that comes more than once.</param>
/// <param name="Unknown">What becomes of an edge with an end that nobody knows.</param>
/// <param name="Weighted">Whether edges weigh differently.</param>
internal sealed record CarriedRelation(string Name, int Space, bool Directed, RepeatedEdges Repeated, UnknownEnds Unknown, bool Weighted)
{
    public static CarriedRelation Of(CustomerGraph graph, GraphRelation relation) =>
        new(relation.Name, GraphNumbers.Space(graph, relation), relation.Directed, relation.Options.Repeated, relation.Options.Unknown, relation.Weighted);
}

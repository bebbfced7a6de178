namespace CustomerSegmentation;

/// <summary>What becomes of an edge that comes more than once.</summary>
public enum RepeatedEdges
{
    /// <summary>The weights are added: three purchases of 1 weigh 3.</summary>
    Sum,

    /// <summary>The largest weight counts.</summary>
    Max,

    /// <summary>The weight of the last row counts.</summary>
    Last,
}

/// <summary>What becomes of an edge one of whose ends is no customer or no item of the graph, or is blank.</summary>
public enum UnknownEnds
{
    /// <summary>It is dropped and counted. Where every edge of a relation would be dropped, that is an error all the same.</summary>
    Drop,

    /// <summary>It is an error that names the end, the source and the row.</summary>
    Error,
}

/// <summary>How the edges of one relation become neighbours.</summary>
public sealed record RelationOptions
{
    /// <summary>
    /// Whether an edge between two customers leads only from its first end to its second; default false: both ways, and the same edge in both directions is a
    /// repeated one. Edges between customers and items always lead both ways.
    /// </summary>
    public bool Directed { get; init; }

    /// <summary>What becomes of repeated edges; default <see cref="RepeatedEdges.Sum"/>.</summary>
    public RepeatedEdges Repeated { get; init; } = RepeatedEdges.Sum;

    /// <summary>What becomes of edges with an unknown end; default <see cref="UnknownEnds.Drop"/>.</summary>
    public UnknownEnds Unknown { get; init; } = UnknownEnds.Drop;

    /// <summary>
    /// The most neighbours that a customer or item may keep, or null (the default) for all. Of more, that many are drawn by <see cref="Seed"/>; an edge stays where
    /// both of its ends keep it, so that a hub can cost a customer its only edge.
    /// </summary>
    public int? MostNeighbours { get; init; }

    /// <summary>The seed of the draw that <see cref="MostNeighbours"/> makes; default 1.</summary>
    public ulong Seed { get; init; } = 1;

    internal IEnumerable<string> Problems(string relation)
    {
        if (!Enum.IsDefined(Repeated)) yield return $"Relation {Show.Value(relation)} has Repeated = {Repeated}, which there is not. Choose Sum, Max or Last.";
        if (!Enum.IsDefined(Unknown)) yield return $"Relation {Show.Value(relation)} has Unknown = {Unknown}, which there is not. Choose Drop or Error.";
        if (MostNeighbours is < 1) yield return $"Relation {Show.Value(relation)} has MostNeighbours = {Show.Value(MostNeighbours)}. Give at least 1, or leave it out.";
    }
}

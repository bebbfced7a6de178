namespace CustomerSegmentation;

/// <summary>From edges that passed the rules to the neighbours of a relation.</summary>
internal static class RelationNeighbours
{
    /// <param name="name">The relation's name.</param>
    /// <param name="kind">What it links.</param>
    /// <param name="options">Its rules.</param>
    /// <param name="source">Where its edges came from, for messages.</param>
    /// <param name="kept">Its edges.</param>
    /// <param name="rows">The number of customers.</param>
    /// <param name="columns">The number of customers or items.</param>
    /// <param name="firstRow">Customers before it keep all their neighbours.</param>
    /// <param name="notes">Told what was merged and drawn.</param>
    /// <exception cref="SegmentationException">The weights of an edge sum to more than single precision holds.</exception>
    public static Adjacency Of(
        string name, RelationKind kind, RelationOptions options, string source, EdgeList kept, int rows, int columns, int firstRow, DataNotes notes)
    {
        bool mirrored = kind == RelationKind.UserUser && !options.Directed;
        if ((mirrored ? 2L : 1) * kept.Count > Array.MaxLength)
            throw new SegmentationException($"Relation {Show.Value(name)}: {Show.Count(kept.Count, "edge")} of {source} are more than a relation holds, {Array.MaxLength / (mirrored ? 2 : 1)}{(mirrored ? " where they lead both ways" : "")}. Put them into several relations, or leave some out.");
        Adjacency made = mirrored
            ? AdjacencyBuild.Mirrored(rows, kept, options.Repeated, out int repeats)
            : AdjacencyBuild.Rows(rows, columns, kept, options.Repeated, out repeats);
        if (made.Weights is { } weights && weights.AsSpan().Contains(float.PositiveInfinity))
            throw new SegmentationException($"Relation {Show.Value(name)}: the weights of a repeated edge of {source} sum to more than 3.4e38. Scale the weights down, or choose RepeatedEdges.Max or Last.");
        notes.Add(name, $"repeated edges, {Words(options.Repeated)}", repeats);
        if (options.MostNeighbours is not { } most) return made;
        Adjacency capped = HubCap.Apply(made, most, options.Seed, firstRow);
        notes.Add(name, $"edges of hubs left out, so that none has more than {most}", (made.Count - capped.Count) / (mirrored ? 2 : 1));
        return capped;
    }

    private static string Words(RepeatedEdges repeated) => repeated switch
    {
        RepeatedEdges.Sum => "their weights added to the first",
        RepeatedEdges.Max => "of which the largest weight counts",
        _ => "of which the last weight counts",
    };
}

namespace CustomerSegmentation;

/// <summary>From edges that passed the rules to the neighbours of a relation.</summary>
internal static class RelationNeighbours
{
    /// <param name="entry">The relation.</param>
    /// <param name="kept">Its edges.</param>
    /// <param name="rows">The number of customers.</param>
    /// <param name="columns">The number of customers or items.</param>
    /// <param name="firstRow">Customers before it keep all their neighbours.</param>
    /// <param name="notes">Told what was merged and drawn.</param>
    /// <exception cref="SegmentationException">The weights of an edge sum to more than single precision holds.</exception>
    public static Adjacency Of(RelationEntry entry, EdgeList kept, int rows, int columns, int firstRow, DataNotes notes)
    {
        bool mirrored = entry is { Kind: RelationKind.UserUser, Options.Directed: false };
        Adjacency made = mirrored
            ? AdjacencyBuild.Mirrored(rows, kept, entry.Options.Repeated, out int repeats)
            : AdjacencyBuild.Rows(rows, columns, kept, entry.Options.Repeated, out repeats);
        if (made.Weights is { } weights && weights.AsSpan().Contains(float.PositiveInfinity))
            throw new SegmentationException($"Relation {Show.Value(entry.Name)}: the weights of a repeated edge of {entry.Edges!.Source} sum to more than 3.4e38. Scale the weights down, or choose RepeatedEdges.Max or Last.");
        notes.Add(entry.Name, $"repeated edges, {Words(entry.Options.Repeated)}", repeats);
        if (entry.Options.MostNeighbours is not { } most) return made;
        Adjacency capped = HubCap.Apply(made, most, entry.Options.Seed, firstRow);
        notes.Add(entry.Name, $"edges of hubs left out, so that none has more than {most}", (made.Count - capped.Count) / (mirrored ? 2 : 1));
        return capped;
    }

    private static string Words(RepeatedEdges repeated) => repeated switch
    {
        RepeatedEdges.Sum => "their weights added to the first",
        RepeatedEdges.Max => "of which the largest weight counts",
        _ => "of which the last weight counts",
    };
}

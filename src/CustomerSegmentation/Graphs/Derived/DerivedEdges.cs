namespace CustomerSegmentation;

/// <summary>Edges that were derived chunk by chunk, put together.</summary>
internal static class DerivedEdges
{
    /// <summary>The chunks one after the other.</summary>
    /// <exception cref="SegmentationException">There are more than 32-bit indices can count.</exception>
    public static EdgeList List(IReadOnlyList<List<(int Row, int Column, float Weight)>> chunks)
    {
        long count = chunks.Sum(chunk => (long)chunk.Count);
        if (count > int.MaxValue / 2)
            throw new SegmentationException($"The derived relation would have {count} edges; at most {int.MaxValue / 2} can be held. Allow fewer neighbours a customer, or fewer customers an item.");
        int[] rows = new int[count], columns = new int[count];
        float[] weights = new float[count];
        int next = 0;
        foreach (List<(int, int, float)> chunk in chunks)
            foreach ((int row, int column, float weight) in chunk)
            {
                (rows[next], columns[next]) = (row, column);
                weights[next++] = weight;
            }
        return new((int)count, rows, columns, weights);
    }

    /// <summary>The old edges and those of newcomers, over more customers.</summary>
    public static Adjacency Join(Adjacency old, EdgeList added, int customers)
    {
        int upper = old.Count / 2, next = 0, count = upper + added.Count;
        int[] rows = new int[count], columns = new int[count];
        float[] weights = new float[count];
        for (int row = 0; row < old.Rows; row++)
            for (int e = old.Starts[row]; e < old.Starts[row + 1]; e++)
            {
                if (old.Targets[e] <= row) continue;
                (rows[next], columns[next]) = (row, old.Targets[e]);
                weights[next++] = old.Weights?[e] ?? 1;
            }
        for (int i = 0; i < added.Count; i++)
        {
            (rows[next], columns[next]) = (added.Rows[i], added.Columns[i]);
            weights[next++] = added.Weights?[i] ?? 1;
        }
        return AdjacencyBuild.Mirrored(customers, new(count, rows, columns, weights), RepeatedEdges.Last, out _);
    }
}

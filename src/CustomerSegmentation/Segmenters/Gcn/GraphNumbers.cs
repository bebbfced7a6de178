namespace CustomerSegmentation;

/// <summary>Turns a graph into numbers by fitted preparations.</summary>
internal static class GraphNumbers
{
    /// <summary>The space that a relation's edges lead to: 0 between customers, else 1 + the place of its item set.</summary>
    public static int Space(CustomerGraph graph, GraphRelation relation) => relation.ItemSet is null ? 0 : 1 + graph.Items.ToList().IndexOf(relation.ItemSet);

    /// <summary>Features and edges; the caller disposes them.</summary>
    public static GcnData Of(CustomerGraph graph, GraphFeatures customers, GraphFeatures[] items, DataNotes notes, CancellationToken cancellationToken)
    {
        int[] rows = [graph.Customers.RowCount, .. graph.Items.Select(set => set.Count)], widths = [customers.Width, .. items.Select(set => set.Width)];
        TensorBuffer?[] features = new TensorBuffer?[rows.Length];
        try
        {
            features[0] = GcnData.Padded(customers.Transform(graph.Customers, notes, cancellationToken), rows[0], widths[0]);
            for (int i = 0; i < items.Length; i++)
                if (items[i].Width > 0)
                {
                    CustomerTable table = graph.Items[i].Table ?? throw new SegmentationException(
                        $"The items {Show.Value(graph.Items[i].Name)} had features at training, but come from edges alone now. Add their table with AddItems.");
                    features[i + 1] = GcnData.Padded(items[i].Transform(table, notes, cancellationToken), rows[i + 1], widths[i + 1]);
                }
            return new(rows, widths, features, [.. graph.Relations.Select(GcnEdges.Of)]);
        }
        catch
        {
            foreach (TensorBuffer? buffer in features) buffer?.Dispose();
            throw;
        }
    }
}

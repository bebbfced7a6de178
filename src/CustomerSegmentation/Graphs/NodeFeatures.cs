namespace CustomerSegmentation;

/// <summary>Adds the features of nodes that lie in a file of their own.</summary>
public static class NodeFeatures
{
    /// <summary>
    /// Reads features from a CSV whose first column is the key of a node and adds them to a table. A dense file has one column a feature; a node without a row
    /// has missing values. A sparse one has a row for each feature that is not 0 (node, feature, value; without a value it is 1) and gives one number column a
    /// feature, in the order of their names, numbers by size; what has no row is 0. Nodes without a row are counted.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="nodes">The nodes by their keys.</param>
    /// <param name="options">How the file is laid out; null to detect it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="SegmentationException">The file cannot be read, a row is for an unknown node, or a feature has the name of a column that is there.</exception>
    public static CustomerTable FromCsv(string path, CustomerTable nodes, NodeFeaturesOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(nodes);
        options ??= new();
        Dictionary<string, int> rows = KeyRows.Of(nodes.Keys);
        (string node, bool sparse) = SparseFeatures.Layout(path, options, cancellationToken);
        return sparse ? new SparseFeatures(path, nodes, rows, options, cancellationToken).Read() : Dense(path, node, nodes, rows, options, cancellationToken);
    }

    private static CustomerTable Dense(
        string path, string node, CustomerTable nodes, Dictionary<string, int> rows, NodeFeaturesOptions options, CancellationToken cancellation)
    {
        CustomerTable features = CustomerTable.FromCsv(path, options.Csv with { Key = node }, cancellationToken: cancellation);
        for (int row = 0; row < features.RowCount; row++)
            if (!rows.ContainsKey(features.Keys[row]))
                throw new SegmentationException(
                    $"Data row {row + 1} of {path} has features of {Show.Value(features.Keys[row])}, which is not among the {Show.Count(nodes.RowCount, "customer")} of {nodes.Source}. Correct the name, add the customer there, or remove the row.");
        return nodes.Join(features, new() { Prefix = options.Prefix });
    }
}

namespace CustomerSegmentation;

public sealed partial class GcnModel
{
    /// <summary>Evaluates the model on held-out customers of a graph whose label is known, with all their edges.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="rows">The rows (from 0) of customers it was not trained on, such as <see cref="GraphSplit.Test"/>. Those whose label is missing or not
    /// one of the model's are left out, counted and noted.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="cancellationToken">Ends the scoring.</param>
    /// <exception cref="SegmentationException">No customer is left, or the graph does not suit the model.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A row is not one of the customers.</exception>
    public ClassificationReport Evaluate(CustomerGraph graph, IReadOnlyList<int> rows, EvaluationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(rows);
        foreach (int row in rows)
            if ((uint)row >= (uint)graph.Customers.RowCount)
                throw new ArgumentOutOfRangeException(nameof(rows), row, $"Row {row} is not one of the {graph.Customers.RowCount} customers, counted from 0.");
        Segmentation all = Segment(graph, cancellationToken);
        int labels = Segments.Count;
        return ClassificationReport.Of(known =>
        {
            float[] probabilities = new float[known.RowCount * labels];
            for (int i = 0; i < known.RowCount; i++) all.Probabilities.Slice(graph.Row(known.Keys[i]) * labels, labels).CopyTo(probabilities.AsSpan(i * labels));
            return new(Segments, known.KeyName, [.. known.Keys], probabilities, Plan.Decision, all.Notes);
        }, this, graph.Customers.SelectRows([.. rows]), Plan.Label, options);
    }
}

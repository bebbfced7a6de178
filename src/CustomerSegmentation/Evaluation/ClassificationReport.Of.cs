namespace CustomerSegmentation;

public sealed partial class ClassificationReport
{
    /// <summary>What a model over a graph notes of customers whom it scores without their neighbours.</summary>
    internal const string ScoredAlone = "customers scored without an edge";

    /// <summary>Evaluates a model on held-out customers whose label is known. A model over a graph is judged here without the graph: see <c>GcnModel.Evaluate</c>.</summary>
    /// <param name="model">The model.</param>
    /// <param name="customers">Customers it was not trained on. Those whose label is missing or not one of the model's, and those whom
    /// the model gives no segment, are left out, counted and noted.</param>
    /// <param name="label">The column with the true label; null for the model's own.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="cancellationToken">Ends the scoring.</param>
    /// <exception cref="SegmentationException">There is no label to compare with, or no customer is left.</exception>
    public static ClassificationReport Of(SegmentationModel model, CustomerTable customers, string? label = null,
        EvaluationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(customers);
        label ??= model.Label ?? throw new SegmentationException("The model was trained without a label. Name the column with the true segment.");
        return Of(known => model.Segment(known, cancellationToken), model, customers, label, options);
    }

    /// <summary>Evaluates what somebody says of the customers with a known label; what was noted on the way is in the report too.</summary>
    /// <param name="segment">Gives the segments of some of the customers, in their order.</param>
    /// <param name="model">The model, for its segments and label values.</param>
    /// <param name="customers">The customers.</param>
    /// <param name="label">The column with the true label.</param>
    /// <param name="options">Null for the defaults.</param>
    internal static ClassificationReport Of(Func<CustomerTable, Segmentation> segment, SegmentationModel model, CustomerTable customers, string label, EvaluationOptions? options)
    {
        DataNotes notes = new();
        int[] truth = LabelCodes.Encode(customers[label], model.LabelValues, notes);
        int[] known = [.. Enumerable.Range(0, truth.Length).Where(row => truth[row] >= 0)];
        if (known.Length == 0)
            throw new SegmentationException(
                $"No customer of {customers.Source} has a label in {Show.Value(label)} that the model knows: {Show.List(model.LabelValues)}. Give labelled customers.");
        if (known.Length < truth.Length) (customers, truth) = (customers.SelectRows(known), [.. known.Select(row => truth[row])]);
        int[] codes = [.. Enumerable.Range(0, model.Segments.Count)];
        Segmentation segmentation = segment(customers);
        FoldPredictions predictions = FoldPredictions.Of(segmentation, customers, truth, codes, codes.Length);
        notes.Add(null, LabelCodes.NoSegment, customers.RowCount - segmentation.Count);
        foreach (DataNote note in segmentation.Notes.Where(note => note.What.StartsWith(ScoredAlone, StringComparison.Ordinal))) notes.Add(note.Column, note.What, note.Count);
        return Create(model.Segments, predictions, options ?? new(), notes.ToList());
    }

    /// <summary>A report with notes on what happened before.</summary>
    internal static ClassificationReport Create(IReadOnlyList<string> segments, FoldPredictions predictions, EvaluationOptions options, IReadOnlyList<DataNote> notes) =>
        Create(segments, predictions.Truth, predictions.Predicted, Widen(predictions.Probabilities), default, options, Math.ScaleB(1, -23), notes);
}

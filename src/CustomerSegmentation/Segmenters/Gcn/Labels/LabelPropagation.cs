namespace CustomerSegmentation;

/// <summary>
/// Labels that spread along edges, without any model or feature (Zhu, Ghahramani 2002; with both sides normalised: Zhou et al. 2003):
/// <c>Y ← α·S·Y + (1 − α)·Y₀</c>, where Y₀ has a 1 at the label of each training customer and 0 elsewhere. It tells how far the edges alone go.
/// </summary>
/// <remarks>
/// <c>S = C^−½ · Σᵣ Sᵣ · C^−½</c> over all relations: Sᵣ is <c>D^−½·A·D^−½</c> between customers (the mean of both ways where there is a direction) and,
/// for items, <c>B·Bᵀ</c> with <c>B = D^−½·A·D′^−½</c>, so that labels pass from customer to customer through an item; cᵢ counts the relations in
/// which customer i has an edge.
/// </remarks>
public static class LabelPropagation
{
    /// <summary>The answer for all customers of a graph, rows of Y divided by their sums.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="label">The column of labels.</param>
    /// <param name="trainingRows">The rows (from 0) whose labels are spread; no other label is read.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>Segments with the labels' names. Whom no label reaches gets the shares of the training labels, which a note counts.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A row is not one of the customers.</exception>
    /// <exception cref="SegmentationException">No training customer has a label, or all have the same; an option is out of range.</exception>
    public static unsafe Segmentation Segment(
        CustomerGraph graph, string label, IReadOnlyList<int> trainingRows, LabelPropagationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(label);
        ArgumentNullException.ThrowIfNull(trainingRows);
        options ??= new();
        if (options.Alpha is not (>= 0 and < 1)) throw new SegmentationException(FormattableString.Invariant($"LabelPropagationOptions.Alpha is {options.Alpha}; give 0 to below 1."));
        if (options.Steps is < 1 or > 10_000) throw new SegmentationException($"LabelPropagationOptions.Steps is {options.Steps}; give 1 to 10000.");
        if (options.Threads < 0) throw new SegmentationException($"LabelPropagationOptions.Threads is {options.Threads}; give 0 for one a processor, or a number.");
        Column column = graph.Customers[label];
        foreach (int row in trainingRows)
            if ((uint)row >= (uint)column.Count) throw new ArgumentOutOfRangeException(nameof(trainingRows), row, $"Row {row} is not one of the {column.Count} customers, counted from 0.");
        int[] rows = [.. trainingRows.Distinct().Where(row => !column.IsMissing(row))];
        LabelEncoding labels = LabelEncoding.From(column.SelectRows(rows));
        if (labels.Count < 2)
            throw new SegmentationException(labels.Count == 0
                ? $"None of the {Show.Count(trainingRows.Count, "training row")} has a label in column {Show.Value(label)} of {graph.Customers.Source}. Give rows whose label is known."
                : $"All training rows have the label {Show.Value(labels.Names[0])} in column {Show.Value(label)} of {graph.Customers.Source}, so there is nothing to tell apart. Give rows of another label too.");
        int customers = graph.Customers.RowCount, ld = MatrixProduct.Padded(labels.Count);
        using TensorBuffer start = new((long)customers * ld);
        for (int i = 0; i < rows.Length; i++) start.Pointer[(long)rows[i] * ld + labels.Codes[i]] = 1;
        using WorkerTeam team = new(options.Threads > 0 ? options.Threads : Environment.ProcessorCount);
        LabelSpread spread = new([customers, .. graph.Items.Select(items => items.Count)], [.. graph.Relations.Select(GcnEdges.Of)],
            [.. graph.Relations.Select(relation => new GcnRelationShape(relation.Name, GraphNumbers.Space(graph, relation), relation.Directed))], team);
        using TensorBuffer arrived = spread.Run(start, ld, options.Alpha, options.Steps, cancellationToken);
        float[] shares = [.. Enumerable.Range(0, labels.Count).Select(code => labels.Codes.Count(own => own == code) / (float)rows.Length)];
        float[] answer = new float[checked(customers * labels.Count)];
        DataNotes notes = new();
        for (int row = 0; row < customers; row++)
        {
            Span<float> own = answer.AsSpan(row * labels.Count, labels.Count);
            if (CorrectAndSmooth.Shares(new(arrived.Pointer + (long)row * ld, labels.Count), own)) continue;
            shares.CopyTo(own);
            notes.Add(null, "customers whom no label reaches, given the shares of the training labels", 1, graph.Customers.Keys[row]);
        }
        return new(labels.Names, graph.Customers.KeyName, [.. graph.Customers.Keys], answer, Decision.ArgMax, notes.ToList());
    }
}

namespace CustomerSegmentation;

/// <summary>The truth about some customers of a graph, and how answers are held against it. Labels of others are not read.</summary>
internal sealed class GraphTestPart
{
    private readonly CustomerGraph _graph;
    private readonly LabelEncoding _labels;
    private readonly int[] _truth;

    /// <summary>Customers who have a label, as codes of an encoding that knows it.</summary>
    public GraphTestPart(CustomerGraph graph, LabelEncoding labels, int[] rows)
    {
        (_graph, _labels, Rows) = (graph, labels, rows);
        _truth = labels.Encode(graph.Customers[labels.Column].SelectRows(rows));
    }

    /// <summary>The rows (from 0) that are judged by, rising.</summary>
    public int[] Rows { get; }

    /// <summary>The label values.</summary>
    public IReadOnlyList<string> Labels => _labels.Names;

    /// <summary>The test part of a split; labels of customers in no part are never read.</summary>
    /// <exception cref="SegmentationException">The split is of another graph, or nobody is to be tested.</exception>
    public static GraphTestPart Of(CustomerGraph graph, string label, GraphSplit split, DataNotes notes)
    {
        CustomerTable customers = graph.Customers;
        if (split.Customers != customers.RowCount)
            throw new SegmentationException($"The split is of {Show.Count(split.Customers, "customer")} but the graph has {customers.RowCount}. Make the split from this graph, or from its customers.");
        Column column = customers[label];
        HashSet<int> present = [.. column.PresentRows()];
        int[] rows = [.. split.Test.Where(present.Contains)];
        notes.Add(label, "customers of the test part without a label, left out", split.Test.Length - rows.Length);
        if (rows.Length == 0)
            throw new SegmentationException($"Nobody of {customers.Source} is to be tested: {Show.Count(split.Test.Length, "customer")} in the test part, none with a label in {Show.Value(label)}. Give a split with a test part.");
        return new(graph, LabelEncoding.From(column.SelectRows([.. split.Train.Concat(split.Validation).Concat(rows).Order()])), rows);
    }

    /// <summary>What a graph model says of these customers.</summary>
    /// <param name="model">The model.</param>
    /// <param name="all">Its answer for the whole graph.</param>
    public FoldPredictions Of(GcnModel model, Segmentation all) => Of(model, all, Rows);

    /// <summary>What a model of customers alone says of them.</summary>
    public FoldPredictions Of(SegmentationModel model, CancellationToken cancellationToken) =>
        Of(model, model.Segment(_graph.Customers.SelectRows(Rows), cancellationToken), [.. Enumerable.Range(0, Rows.Length)]);

    /// <summary>What the labels' shares in the training part say of everybody.</summary>
    public FoldPredictions Shares(GraphSplit split)
    {
        int[] codes = [.. _labels.Encode(_graph.Customers[_labels.Column].SelectRows(split.Train)).Where(code => code >= 0)];
        float[] shares = [.. Enumerable.Range(0, Labels.Count).Select(label => codes.Count(code => code == label) / (float)codes.Length)];
        int commonest = Array.IndexOf(shares, shares.Max());
        return new(Rows, _truth, [.. Rows.Select(_ => commonest)], [.. Rows.SelectMany(_ => shares)]);
    }

    /// <summary>Accuracy, AUC (two labels: of the second; more: the mean of each against the rest) and the rest.</summary>
    public ClassificationReport Report(FoldPredictions predictions) =>
        ClassificationReport.Create(Labels, predictions, new() { BootstrapRepetitions = 0, Positive = Labels.Count == 2 ? Labels[1] : null }, []);

    // A label that no training row has gets probability 0 and is never right.
    private FoldPredictions Of(SegmentationModel model, Segmentation answer, int[] places)
    {
        int[] codes = [.. model.LabelValues.Select(value => Enumerable.Range(0, Labels.Count).First(code => Labels[code] == value))];
        int[] predicted = new int[places.Length];
        float[] probabilities = new float[places.Length * Labels.Count];
        for (int i = 0; i < places.Length; i++)
        {
            predicted[i] = codes[answer.Assigned[places[i]]];
            for (int j = 0; j < codes.Length; j++) probabilities[i * Labels.Count + codes[j]] = answer.Probabilities[places[i] * codes.Length + j];
        }
        return new(Rows, _truth, predicted, probabilities);
    }
}

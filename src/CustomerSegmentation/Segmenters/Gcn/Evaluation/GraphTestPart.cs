namespace CustomerSegmentation;

/// <summary>The truth about the test part of a split, and how answers are held against it. Labels of customers in no part are never read.</summary>
internal sealed class GraphTestPart
{
    private readonly CustomerGraph _graph;
    private readonly LabelEncoding _labels;
    private readonly int[] _truth;

    /// <exception cref="SegmentationException">The split is of another graph, or nobody is to be tested.</exception>
    public GraphTestPart(CustomerGraph graph, string label, GraphSplit split, DataNotes notes)
    {
        _graph = graph;
        CustomerTable customers = graph.Customers;
        if (split.Customers != customers.RowCount)
            throw new SegmentationException($"The split is of {Show.Count(split.Customers, "customer")} but the graph has {customers.RowCount}. Make the split from this graph, or from its customers.");
        Column column = customers[label];
        HashSet<int> present = [.. column.PresentRows()];
        Rows = [.. split.Test.Where(present.Contains)];
        notes.Add(label, "customers of the test part without a label, left out", split.Test.Length - Rows.Length);
        if (Rows.Length == 0)
            throw new SegmentationException($"Nobody of {customers.Source} is to be tested: {Show.Count(split.Test.Length, "customer")} in the test part, none with a label in {Show.Value(label)}. Give a split with a test part.");
        _labels = LabelEncoding.From(column.SelectRows([.. split.Train.Concat(split.Validation).Concat(Rows).Order()]));
        _truth = _labels.Encode(column.SelectRows(Rows));
    }

    /// <summary>The rows (from 0) that are judged by, rising.</summary>
    public int[] Rows { get; }

    /// <summary>The label values of all parts.</summary>
    public IReadOnlyList<string> Labels => _labels.Names;

    /// <summary>What a graph model says of the test part.</summary>
    public FoldPredictions Of(GcnModel model, CancellationToken cancellationToken) => Of(model, model.Segment(_graph, cancellationToken), row => row);

    /// <summary>What a model of customers alone says of the test part.</summary>
    public FoldPredictions Of(SegmentationModel model, CancellationToken cancellationToken)
    {
        Segmentation answer = model.Segment(_graph.Customers.SelectRows(Rows), cancellationToken);
        return Of(model, answer, row => Array.BinarySearch(Rows, row));
    }

    /// <summary>Accuracy, AUC (two labels: of the second; more: the mean of each against the rest) and the rest.</summary>
    public ClassificationReport Report(FoldPredictions predictions) =>
        ClassificationReport.Create(Labels, predictions, new() { BootstrapRepetitions = 0, Positive = Labels.Count == 2 ? Labels[1] : null }, []);

    // A label that no training row has gets probability 0 and is never right.
    private FoldPredictions Of(SegmentationModel model, Segmentation answer, Func<int, int> place)
    {
        int[] codes = [.. model.LabelValues.Select(value => Enumerable.Range(0, Labels.Count).First(code => Labels[code] == value))];
        int[] predicted = new int[Rows.Length];
        float[] probabilities = new float[Rows.Length * Labels.Count];
        for (int i = 0; i < Rows.Length; i++)
        {
            int at = place(Rows[i]);
            predicted[i] = codes[answer.Assigned[at]];
            for (int j = 0; j < codes.Length; j++) probabilities[i * Labels.Count + codes[j]] = answer.Probabilities[at * codes.Length + j];
        }
        return new(Rows, _truth, predicted, probabilities);
    }
}

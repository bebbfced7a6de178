namespace CustomerSegmentation;

/// <summary>What a model said about labelled customers, the label values in an order of the caller's. Customers without a segment are not in it.</summary>
internal sealed class FoldPredictions
{
    public FoldPredictions(int[] rows, int[] truth, int[] predicted, float[] probabilities) =>
        (Rows, Truth, Predicted, Probabilities) = (rows, truth, predicted, probabilities);

    /// <summary>The row (from 0) of each customer in the table given, <c>[n]</c>.</summary>
    public int[] Rows { get; }

    /// <summary>The code of the true label, <c>[n]</c>.</summary>
    public int[] Truth { get; }

    /// <summary>The code of the label whose segment each was put into, <c>[n]</c>.</summary>
    public int[] Predicted { get; }

    /// <summary>The probability of each label, 0 for those that the model does not know, <c>[n, k]</c>.</summary>
    public float[] Probabilities { get; }

    /// <summary>Brings a model's answer into the order of the caller's label codes.</summary>
    /// <param name="segmentation">The answer.</param>
    /// <param name="customers">The customers asked about.</param>
    /// <param name="truth">The code of each customer's label, <c>[n]</c>.</param>
    /// <param name="codes">The caller's code of each segment of the answer.</param>
    /// <param name="k">The number of the caller's label values.</param>
    public static FoldPredictions Of(Segmentation segmentation, CustomerTable customers, int[] truth, int[] codes, int k)
    {
        if (segmentation.Segments.Count != codes.Length)
            throw new SegmentationException(
                $"The model answered with {Show.Count(segmentation.Segments.Count, "segment")} but names {codes.Length}. Its Segments must be those of its answers.");
        int[] rows = RowsOf(segmentation, customers);
        int[] predicted = new int[rows.Length];
        float[] probabilities = new float[rows.Length * k];
        for (int i = 0; i < rows.Length; i++)
        {
            predicted[i] = codes[segmentation.Assigned[i]];
            for (int j = 0; j < codes.Length; j++) probabilities[i * k + codes[j]] = segmentation.Probabilities[i * codes.Length + j];
        }
        return new(rows, [.. rows.Select(row => truth[row])], predicted, probabilities);
    }

    private static int[] RowsOf(Segmentation segmentation, CustomerTable customers)
    {
        Dictionary<string, int> index = new(customers.RowCount, StringComparer.Ordinal);
        for (int row = 0; row < customers.RowCount; row++) index[customers.Keys[row]] = row;
        int[] rows = new int[segmentation.Count];
        for (int i = 0; i < rows.Length; i++)
            if (!index.TryGetValue(segmentation.Keys[i], out rows[i]))
                throw new SegmentationException(
                    $"The model answered for the key {Show.Value(segmentation.Keys[i])}, which is not among the {Show.Count(customers.RowCount, "customer")} it was given. Its answers must keep the keys.");
        return rows;
    }
}

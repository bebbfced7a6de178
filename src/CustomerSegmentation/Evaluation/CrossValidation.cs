namespace CustomerSegmentation;

/// <summary>
/// Cross-validation: every customer is predicted by a model that has not seen it. Whatever the segmenter learns (means, levels,
/// weights) it learns from the training part of the fold alone.
/// </summary>
/// <remarks>The same rows in another order are divided by the same rules but by other draws: the metrics then have the same
/// distribution, not the same bits.</remarks>
public static class CrossValidation
{
    /// <summary>Fits and evaluates the segmenter once a fold, on the calling thread. Models are disposed as soon as they have answered.</summary>
    /// <param name="segmenter">What is evaluated; it needs a label.</param>
    /// <param name="customers">The customers; rows whose label is missing are left out and noted.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="progress">Told after every epoch and every fold, on the calling thread; null for silence.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <remarks>A label value that a fold's training part lacks gets probability 0 there, which is noted.</remarks>
    /// <exception cref="SegmentationException">The label does not suit, or a fold failed; the message names the fold.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static CrossValidationReport Run(ISegmenter segmenter, CustomerTable customers, CrossValidationOptions? options = null,
        IProgress<CrossValidationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(segmenter);
        ArgumentNullException.ThrowIfNull(customers);
        options ??= new();
        if (options.Folds < 2) throw new ArgumentOutOfRangeException(nameof(options), options.Folds, "CrossValidationOptions.Folds must be 2 or more.");
        options.Evaluation.Check();
        string label = segmenter.Label
            ?? throw new SegmentationException("The segmenter learns from no label, so there is no truth to compare with. Give it a label, or compare segmentations instead.");

        DataNotes notes = new();
        (int[] rows, CustomerTable labelled) = Labelled(customers, label, notes);
        LabelEncoding encoding = LabelEncoding.From(labelled[label]);
        Check(encoding, label);
        IReadOnlyList<Fold> folds = labelled.KFold(new()
        {
            Folds = options.Folds,
            StratifyBy = options.TimeColumn is null ? label : null,
            TimeBy = options.TimeColumn,
            KeepEqualRowsTogether = options.KeepEqualRowsTogether,
            EqualExcept = [label],
            Seed = options.Seed,
        });
        CrossValidationRun run = new(segmenter, labelled, encoding, options, notes);
        for (int fold = 0; fold < folds.Count; fold++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            run.Add(folds[fold], fold + 1, folds.Count, progress, cancellationToken);
        }
        return run.Finish(customers, rows);
    }

    private static (int[] Rows, CustomerTable Labelled) Labelled(CustomerTable customers, string label, DataNotes notes)
    {
        int[] rows = customers[label].PresentRows();
        notes.Add(label, "rows without a label left out", customers.RowCount - rows.Length);
        return (rows, rows.Length == customers.RowCount ? customers : customers.SelectRows(rows));
    }

    private static void Check(LabelEncoding encoding, string label)
    {
        if (encoding.Count < 2)
            throw new SegmentationException(encoding.Count == 0
                ? $"No row has a label in {Show.Value(label)}. Choose a column with labels."
                : $"The label {Show.Value(label)} has only the value {Show.Value(encoding.Names[0])}. A label needs at least two values to tell apart.");
    }
}

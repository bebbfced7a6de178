namespace CustomerSegmentation;

/// <summary>A cross-validation under way: fits fold by fold and gathers the answers, the label values in the order of the encoding.</summary>
internal sealed class CrossValidationRun(
    ISegmenter segmenter, CustomerTable customers, LabelEncoding encoding, CrossValidationOptions options, DataNotes notes)
{
    private readonly List<FoldPredictions> _predictions = [];
    private readonly List<ClassificationReport> _reports = [];
    private readonly List<Decision?> _decisions = [];
    private readonly List<(int Fold, DataNote Note)> _foldNotes = [];
    private readonly string?[] _names = new string?[encoding.Count];

    /// <summary>Fits on the fold's training rows and evaluates on its test rows.</summary>
    /// <param name="fold">The rows.</param>
    /// <param name="number">The fold's number, from 1.</param>
    /// <param name="count">The number of folds.</param>
    /// <param name="progress">Told after every epoch and at the end.</param>
    /// <param name="cancellationToken">Ends the fit.</param>
    public void Add(Fold fold, int number, int count, IProgress<CrossValidationProgress>? progress, CancellationToken cancellationToken)
    {
        try
        {
            Evaluate(fold, number, new FoldProgress(number, count, progress), cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            throw new SegmentationException($"Fold {number} of {count} failed: {failure.Message}", failure);
        }
        progress?.Report(new(number, count, null, _reports[^1]));
    }

    /// <summary>The report over all folds, its segmentation in the order of all customers.</summary>
    /// <param name="all">All customers, those without a label included.</param>
    /// <param name="labelled">The row in <paramref name="all"/> of each labelled customer.</param>
    public CrossValidationReport Finish(CustomerTable all, int[] labelled)
    {
        int k = encoding.Count;
        string[] names = Names();
        (int Row, int Fold, int Place)[] order = [.. _predictions
            .SelectMany((fold, f) => fold.Rows.Select((row, place) => (Row: row, Fold: f, Place: place))).OrderBy(at => at.Row)];
        float[] probabilities = new float[order.Length * k];
        for (int i = 0; i < order.Length; i++)
            _predictions[order[i].Fold].Probabilities.AsSpan(order[i].Place * k, k).CopyTo(probabilities.AsSpan(i * k));
        FoldPredictions pooled = new([.. order.Select(at => at.Row)], [.. order.Select(at => _predictions[at.Fold].Truth[at.Place])],
            [.. order.Select(at => _predictions[at.Fold].Predicted[at.Place])], probabilities);

        Decision decision = _decisions[0] is { } first && _decisions.TrueForAll(first.Equals) ? first : Decision.ArgMax;
        int[] sourceRows = [.. pooled.Rows.Select(row => labelled[row])];
        Segmentation segmentation = new(names, all.KeyName, [.. sourceRows.Select(row => all.Keys[row])], probabilities, decision,
            notes.ToList(), null, sourceRows, all.Keys);
        int otherwise = 0;
        for (int i = 0; i < order.Length; i++) if (segmentation.Assigned[i] != pooled.Predicted[i]) otherwise++;
        notes.Add(null, "customers whose segment in the pooled segmentation is the most probable one, not what their fold decided", otherwise);
        AddFoldNotes();
        NoteUndefined("AUC", report => report.Auc.Value);
        NoteUndefined("lift", report => report.Lift);
        NoteUndefined("log loss", report => report.LogLoss.Value);
        return new(segmenter.Label!, options, [.. _reports],
            ClassificationReport.Create(names, pooled, Evaluation(names), []), segmentation, notes.ToList());
    }

    private void Evaluate(Fold fold, int number, FoldProgress progress, CancellationToken cancellationToken)
    {
        CustomerTable test = customers.SelectRows(fold.Test);
        int[] truth = [.. fold.Test.Select(row => encoding.Codes[row])];
        using SegmentationModel model = segmenter.Fit(customers.SelectRows(fold.Train), progress.OrNull, cancellationToken);
        int[] codes = Codes(model);
        NoteAbsent(codes, truth, number);
        Segmentation segmentation = model.Segment(test, cancellationToken);
        FoldPredictions predictions = FoldPredictions.Of(segmentation, test, truth, codes, encoding.Count);
        _foldNotes.AddRange(segmentation.Notes.Select(note => (number, note)));
        notes.Add(null, LabelCodes.NoSegment, test.RowCount - segmentation.Count);
        string[] names = Names();
        _reports.Add(ClassificationReport.Create(names, predictions, Evaluation(names) with { BootstrapRepetitions = 0 }, []));
        // A decision is about segments in the model's own order.
        _decisions.Add(codes.SequenceEqual(Enumerable.Range(0, encoding.Count)) ? segmentation.Decision : null);
        _predictions.Add(new([.. predictions.Rows.Select(row => fold.Test[row])], predictions.Truth, predictions.Predicted, predictions.Probabilities));
    }

    /// <summary>The encoding's code of each of the model's label values; their names are kept.</summary>
    private int[] Codes(SegmentationModel model)
    {
        int[] codes = new int[model.LabelValues.Count];
        for (int i = 0; i < codes.Length; i++)
        {
            codes[i] = Enumerable.Range(0, encoding.Count).FirstOrDefault(code => encoding.Names[code] == model.LabelValues[i], -1);
            if (codes[i] < 0)
                throw new SegmentationException(
                    $"The model names the label value {Show.Value(model.LabelValues[i])}, which no training row has. There are: {Show.List(encoding.Names)}.");
            _names[codes[i]] ??= model.Segments[i];
        }
        return codes;
    }

    private void NoteAbsent(int[] codes, int[] truth, int number)
    {
        for (int code = 0; code < encoding.Count; code++)
            if (!codes.Contains(code))
                notes.Add(segmenter.Label, $"test rows of fold {number} with the label {Show.Value(encoding.Names[code])}, which its training part lacks and so gives probability 0",
                    truth.Count(label => label == code));
    }

    // The same words in several folds are added up; words of one fold alone, which hold what it learned, name it.
    private void AddFoldNotes()
    {
        foreach (var same in _foldNotes.GroupBy(entry => (entry.Note.Column, entry.Note.What)))
            foreach ((int fold, DataNote note) in same)
                notes.Add(note.Column, same.Count() > 1 ? note.What : $"{note.What} (fold {fold})", note.Count, note.Example);
    }

    private void NoteUndefined(string metric, Func<ClassificationReport, double> value) => notes.Add(null,
        $"of {_reports.Count} folds without a defined {metric} (see their notes): the mean is over the others", _reports.Count(report => double.IsNaN(value(report))));

    /// <summary>What the models call the label values; one that no model has met keeps its value.</summary>
    private string[] Names() => [.. _names.Select((name, code) => name ?? encoding.Names[code])];

    /// <summary>The options, the rarer of two being the same in every fold.</summary>
    private EvaluationOptions Evaluation(string[] names) => encoding.Count == 2 && options.Evaluation.Positive is null
        ? options.Evaluation with { Positive = names[encoding.Codes.Count(code => code == 0) < encoding.Codes.Count(code => code == 1) ? 0 : 1] }
        : options.Evaluation;
}

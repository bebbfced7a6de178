namespace CustomerSegmentation;

/// <summary>The rows with a label, split into those that train and those that watch.</summary>
internal sealed class LabelledParts
{
    private LabelledParts(CustomerTable training, CustomerTable? validation, LabelEncoding labels, IReadOnlyList<DataNote> notes) =>
        (Training, Validation, Labels, Notes) = (training, validation, labels, notes);

    public CustomerTable Training { get; }

    public CustomerTable? Validation { get; }

    /// <summary>The label values of training and validation rows.</summary>
    public LabelEncoding Labels { get; }

    /// <summary>Rows left out.</summary>
    public IReadOnlyList<DataNote> Notes { get; }

    /// <summary>Rows of each label, both parts together.</summary>
    public EquatableList<int> LabelCounts()
    {
        int[] counts = new int[Labels.Count];
        foreach (CustomerTable part in new[] { Training, Validation }.OfType<CustomerTable>())
            foreach (int code in Labels.Encode(part[Labels.Column])) if (code >= 0) counts[code]++;
        return [.. counts];
    }

    /// <summary>Splits customers by the options, or takes the validation customers that are given.</summary>
    /// <exception cref="SegmentationException">There is no such column, fewer than two label values, or nothing to learn from.</exception>
    public static LabelledParts Of(CustomerTable customers, string label, TrainingOptions options, CustomerTable? given, ulong seed)
    {
        DataNotes notes = new();
        CustomerTable labelled = WithLabel(customers, label, notes);
        LabelEncoding labels = LabelEncoding.From(labelled[label]);
        if (labelled.RowCount == 0)
            throw new SegmentationException($"No row of {customers.Source} has a label in column {Show.Value(label)}: {Show.Count(customers.RowCount, "row")}. Give customers whose segment is known.");
        if (labels.Count < 2)
            throw new SegmentationException(
                $"The label column {Show.Value(label)} of {customers.Source} has one value only, {Show.Value(labels.Names[0])}, in all {Show.Count(labelled.RowCount, "row")}. " +
                "There is nothing to tell apart: choose another column, or add customers of another segment.");
        if (given is not null) return new(labelled, Known(WithLabel(given, label, notes), labels, notes), labels, notes.ToList());
        (CustomerTable training, CustomerTable? validation) = Split(labelled, label, options, seed);
        return new(training, validation, labels, notes.ToList());
    }

    private static (CustomerTable, CustomerTable?) Split(CustomerTable labelled, string label, TrainingOptions options, ulong seed)
    {
        // Fewer rows than this leave nothing to watch with.
        if (options.ValidationShare == 0 || labelled.RowCount * options.ValidationShare < 1) return (labelled, null);
        TableSplit split = labelled.Split(new()
        {
            TestShare = 0, ValidationShare = options.ValidationShare, StratifyBy = options.ValidationTime is null ? label : null, TimeBy = options.ValidationTime,
            KeepEqualRowsTogether = options.ValidationTime is null, EqualExcept = [label], Seed = seed,
        });
        return split.TrainRows.Length == 0 || split.ValidationRows.Length == 0 ? (labelled, null) : (split.Train, split.Validation);
    }

    private static CustomerTable WithLabel(CustomerTable customers, string label, DataNotes notes)
    {
        int[] rows = customers[label].PresentRows();
        notes.Add(label, "rows left out: without a label", customers.RowCount - rows.Length);
        return rows.Length == customers.RowCount ? customers : customers.SelectRows(rows);
    }

    private static CustomerTable? Known(CustomerTable validation, LabelEncoding labels, DataNotes notes)
    {
        int[] codes = labels.Encode(validation[labels.Column]);
        int[] rows = [.. Enumerable.Range(0, codes.Length).Where(row => codes[row] >= 0)];
        notes.Add(labels.Column, "validation rows left out: their label is not among the training rows", codes.Length - rows.Length);
        return rows.Length == 0 ? null : rows.Length == codes.Length ? validation : validation.SelectRows(rows);
    }
}

namespace CustomerSegmentation;

/// <summary>Whose labels are learned from and whose only watch. No label of anybody else is read.</summary>
internal sealed class GraphTargets
{
    private GraphTargets(LabelEncoding labels, GcnTargets training, GcnTargets? validation) => (Labels, Training, Validation) = (labels, training, validation);

    /// <summary>The label values of the training customers.</summary>
    public LabelEncoding Labels { get; }

    public GcnTargets Training { get; }

    public GcnTargets? Validation { get; }

    /// <summary>Training customers of each label, and those that watch.</summary>
    public EquatableList<int> LabelCounts => [.. Enumerable.Range(0, Labels.Count)
        .Select(label => Training.Labels.Count(code => code == label) + (Validation?.Labels.Count(code => code == label) ?? 0))];

    /// <summary>By a split that was given, or all customers with a label, of whom a part is drawn to watch.</summary>
    /// <exception cref="SegmentationException">Nobody in the training part has a label, or all have the same.</exception>
    public static GraphTargets Of(CustomerTable customers, GcnPlan plan, GraphSplit? split, DataNotes notes)
    {
        Column label = customers[plan.Label];
        int[] labelled = label.PresentRows();
        (int[] train, int[] watch) = split is null ? Draw(customers, plan, labelled) : ([.. split.Train], [.. split.Validation]);
        if (split is not null)
        {
            HashSet<int> known = [.. labelled];
            (int[] allTrain, int[] allWatch) = (train, watch);
            (train, watch) = ([.. train.Where(known.Contains)], [.. watch.Where(known.Contains)]);
            notes.Add(plan.Label, "customers of the training part without a label, left out", allTrain.Length - train.Length);
            notes.Add(plan.Label, "customers of the validation part without a label, left out", allWatch.Length - watch.Length);
        }
        if (train.Length == 0)
            throw new SegmentationException($"No customer of {customers.Source}{(split is null ? "" : " in the training part")} has a label in column {Show.Value(plan.Label)}: {Show.Count(customers.RowCount, "customer")}. Give customers whose segment is known.");
        LabelEncoding labels = LabelEncoding.From(label.SelectRows(train));
        if (labels.Count < 2)
            throw new SegmentationException(
                $"The label column {Show.Value(plan.Label)} of {customers.Source} has one value only, {Show.Value(labels.Names[0])}, in all {Show.Count(train.Length, "customer")} of the training part. " +
                "There is nothing to tell apart: choose another column, or add customers of another segment.");
        double[] weights = plan.Training.ClassWeights.For(labels);
        int[] codes = labels.Encode(label.SelectRows(watch));
        string[] unknown = [.. label.SelectRows([.. watch.Where((_, i) => codes[i] < 0)]).Texts().OfType<string>().Distinct()];
        notes.Add(plan.Label, $"customers of the validation part left out: nobody in the training part has their label ({Show.List(unknown)})", codes.Count(code => code < 0));
        int[] kept = [.. watch.Where((_, i) => codes[i] >= 0)];
        return new(labels, Targets(train, labels.Codes, weights), kept.Length == 0 ? null : Targets(kept, [.. codes.Where(code => code >= 0)], weights));
    }

    private static GcnTargets Targets(int[] rows, int[] codes, double[] weights) => new(rows, codes, [.. codes.Select(code => (float)weights[code])]);

    private static (int[] Train, int[] Watch) Draw(CustomerTable customers, GcnPlan plan, int[] labelled)
    {
        if (plan.Training.ValidationShare == 0 || labelled.Length * plan.Training.ValidationShare < 1) return (labelled, []);
        string? time = plan.Training.ValidationTime;
        CustomerTable only = customers.Select(time is null ? [plan.Label] : new[] { plan.Label, time }.Distinct()).SelectRows(labelled);
        TableSplit split = only.Split(new()
        {
            TestShare = 0, ValidationShare = plan.Training.ValidationShare, StratifyBy = time is null ? plan.Label : null, TimeBy = time, KeepEqualRowsTogether = false, Seed = plan.Seed,
        });
        return ([.. split.TrainRows.Select(row => labelled[row])], [.. split.ValidationRows.Select(row => labelled[row])]);
    }
}

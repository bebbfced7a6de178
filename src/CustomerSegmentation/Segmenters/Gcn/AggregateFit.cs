namespace CustomerSegmentation;

/// <summary>How neighbour aggregates are learned from: a small perceptron with batch normalisation, a few seeds of it averaged.</summary>
internal static class AggregateFit
{
    private const string Label = "label";

    /// <summary>Trains the perceptrons; the member is the caller's.</summary>
    /// <param name="fit">The graph and the targets.</param>
    /// <param name="options">Which aggregates.</param>
    /// <param name="plan">The plan, for seed, threads, class weights and the most epochs.</param>
    /// <param name="seeds">How many perceptrons are averaged.</param>
    /// <param name="progress">Told after every epoch, or null.</param>
    public static (AggregateMember Member, TrainingHistory History) Train(GcnFit fit, AggregateOptions options, GcnPlan plan, int seeds, Func<int, IProgress<TrainingProgress>?> progress)
    {
        AggregateShape shape = AggregateShape.Of(fit.Customers, fit.Items, fit.Relations);
        NeighbourAggregates aggregates = new(shape.Source(fit.Data), options, fit.Threads);
        CustomerTable all = AggregateColumns.Table(aggregates.Names, aggregates.All(fit.Cancellation), fit.Graph.Customers.RowCount);
        string label = CustomerTable.FreeName(Label, all.ColumnNames.Append(all.KeyName));
        CustomerTable training = Part(all, fit.Targets.Training, fit.Targets.Labels, label);
        string[] known = [.. training.Columns.Where(column => column.Name != label && column.PresentRows().Length > 0).Select(column => column.Name)];
        MlpSegmenter segmenter = Segmenter(label, known, wide: fit.Customers.Width > options.MostDetailed, plan, training.RowCount);
        CustomerTable? watching = fit.Targets.Validation is { } validation ? Part(all, validation, fit.Targets.Labels, label) : null;
        List<SegmentationModel> models = [];
        try
        {
            TrainingHistory? first = null;
            int epochs = 0;
            for (int i = 0; i < seeds; i++)
            {
                MlpSegmenter one = new(segmenter.Plan with { Seed = plan.Seed + (ulong)i * 1_000_003 });
                models.Add(one.Fit(training, new FitOptions { Validation = watching }, progress(epochs), fit.Cancellation));
                first ??= models[0].Training!.History;
                epochs += models[^1].Training!.History.Epochs.Count;
            }
            return (new($"neighbour aggregates, {Show.Count(seeds, "perceptron")}", shape, options, models), first!);
        }
        catch
        {
            foreach (SegmentationModel model in models) model.Dispose();
            throw;
        }
    }

    private static CustomerTable Part(CustomerTable all, GcnTargets targets, LabelEncoding labels, string label) =>
        all.SelectRows(targets.Rows).WithColumn(CategoryColumn.FromTexts(label, [.. targets.Labels.Select(code => (string?)Code(code, labels.Count))]));

    // Codes of equal length sort as the labels do.
    private static string Code(int code, int labels) => code.ToString(labels > 10 ? "00" : "0", System.Globalization.CultureInfo.InvariantCulture);

    private static MlpSegmenter Segmenter(string label, string[] columns, bool wide, GcnPlan plan, int rows) => new MlpSegmenterBuilder()
        .UseLabel(label)
        .AddNumeric(columns, column => wide ? column.ImputeConstant(0).Standardize() : column.ImputeMedian().NormalizeQuantiles())
        .UseNetwork(new() { HiddenLayers = [128, 128], Normalization = Normalization.Batch, Dropout = 0.5 })
        .UseTraining(new()
        {
            Epochs = plan.Training.Epochs, BatchSize = Math.Clamp(rows / 8, 16, 512), Optimizer = new AdamW { LearningRate = 0.001 }, ValidationShare = 0,
            EarlyStopping = new() { Patience = 15 }, ClassWeights = plan.Training.ClassWeights, Threads = plan.Training.Threads,
        })
        .UseSeed(plan.Seed).Build();
}

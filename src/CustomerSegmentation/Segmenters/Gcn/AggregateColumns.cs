namespace CustomerSegmentation;

/// <summary>Aggregates as the columns that some perceptrons need, and the perceptrons' mean answer. They are prepared once where all prepare them alike.</summary>
internal sealed class AggregateColumns
{
    private const string KeyName = "row";
    private readonly IReadOnlyList<SegmentationModel> _models;
    private readonly HashSet<string> _needed;
    private Layout? _layout;
    private readonly FeaturePipeline? _shared;

    public AggregateColumns(IReadOnlyList<SegmentationModel> models)
    {
        (_models, _needed) = (models, [.. models[0].NeededColumns]);
        string[] preparations = [.. models.OfType<MlpModel>().Select(model => model.Preparation.SaveJson().ToJsonString()).Distinct()];
        if (preparations.Length == 1 && models.All(model => model is MlpModel)) _shared = ((MlpModel)models[0]).Preparation;
    }

    /// <summary>All aggregates <c>[n, D]</c> as a table.</summary>
    public static CustomerTable Table(string[] names, float[] values, int rows) => Table(Layout.Of(names, _ => true), values, rows);

    /// <summary>The mean of the perceptrons' probabilities <c>[n, labels]</c>.</summary>
    /// <param name="names">The names of the aggregates, <c>[D]</c>.</param>
    /// <param name="values">The aggregates <c>[n, D]</c>.</param>
    /// <param name="rows">n.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public float[] Probabilities(string[] names, float[] values, int rows, CancellationToken cancellationToken)
    {
        Layout layout = _layout is { } known && known.Names == names ? known : _layout = Layout.Of(names, _needed.Contains);
        CustomerTable table = Table(layout, values, rows);
        FeatureMatrix? matrix = _shared?.Transform(table, cancellationToken);
        float[] sum = Part(_models[0]);
        for (int model = 1; model < _models.Count; model++)
        {
            float[] part = Part(_models[model]);
            for (int i = 0; i < sum.Length; i++) sum[i] += part[i];
        }
        for (int i = 0; i < sum.Length; i++) sum[i] /= _models.Count;
        return sum;

        float[] Part(SegmentationModel model) => matrix is null ? model.Segment(table, cancellationToken).Probabilities.ToArray() : ((MlpModel)model).Probabilities(matrix);
    }

    private static CustomerTable Table(Layout layout, float[] values, int rows)
    {
        Column[] columns = new Column[layout.Columns.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            double[] numbers = new double[rows];
            for (int row = 0; row < rows; row++) numbers[row] = values[row * layout.Names.Length + layout.Columns[i]];
            columns[i] = new NumberColumn(layout.Names[layout.Columns[i]], numbers);
        }
        return CustomerTable.FromColumns(columns, CustomerTable.RowNumbers(rows), layout.Key);
    }

    // Which of the aggregates become columns, and a name for the key that none of them has.
    private sealed record Layout(string[] Names, int[] Columns, string Key)
    {
        public static Layout Of(string[] names, Predicate<string> wanted) =>
            new(names, [.. Enumerable.Range(0, names.Length).Where(column => wanted(names[column]))], CustomerTable.FreeName(KeyName, names));
    }
}

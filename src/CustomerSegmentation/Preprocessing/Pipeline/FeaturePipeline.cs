using System.Text.Json.Nodes;

namespace CustomerSegmentation;

/// <summary>
/// The fitted preparation: customers in, numbers out. Immutable and safe to share between threads. A row's features never depend on
/// the other rows, and are the same bits alone and in a batch.
/// </summary>
public sealed class FeaturePipeline
{
    /// <summary>Rows worked on at a time, so that what lies between source and matrix stays small, in the cache too.</summary>
    private const int ChunkRows = 1024;

    private readonly FittedChain[] _chains;
    private readonly ColumnNeed[] _complete;
    private readonly string[] _featureNames;

    internal FeaturePipeline(
        FeaturePipelinePlan plan, FittedChain[] chains, ColumnNeed[] complete, IReadOnlyList<FeatureChoice> choices, IReadOnlyList<DataNote> notes, int rows)
    {
        (Plan, _chains, _complete, Choices, Notes, TrainingRows) = (plan, chains, complete, choices, notes, rows);
        _featureNames = Unique(chains);
    }

    /// <summary>The plan this was fitted from.</summary>
    public FeaturePipelinePlan Plan { get; }

    /// <summary>The names of the features, each once; shape <c>[d]</c>.</summary>
    public IReadOnlyList<string> FeatureNames => _featureNames;

    /// <summary>What the fit found in each column and what is done with it, columns left out included.</summary>
    public IReadOnlyList<FeatureChoice> Choices { get; }

    /// <summary>What the fit did to the training rows: dropped, filled, clipped, left out, counted.</summary>
    public IReadOnlyList<DataNote> Notes { get; }

    /// <summary>How many rows the fit learned from, dropped ones not counted.</summary>
    public int TrainingRows { get; }

    /// <summary>The columns a table must have to be transformed, in no other order than it likes.</summary>
    public IReadOnlyList<string> NeededColumns => [.. _chains.Select(chain => chain.Need.Name).Concat(_complete.Select(need => need.Name)).Distinct()];

    /// <summary>
    /// Turns customers into features. Columns are found by name; other columns, the label and their order do not matter. A column of
    /// another kind than at training is taken as the needed kind where nothing is lost, and noted.
    /// </summary>
    /// <param name="customers">Any number of customers, 0 too.</param>
    /// <param name="cancellationToken">Ends the work between chunks of rows.</param>
    /// <exception cref="SegmentationException">A needed column is absent or of another kind, a number is infinite or too large, or a
    /// value is missing that no step fills.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public FeatureMatrix Transform(CustomerTable customers, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(customers);
        DataNotes notes = new();
        Column[] sources = new Column[_chains.Length];
        ThrowIfAbsent(customers);
        for (int i = 0; i < sources.Length; i++) sources[i] = Source(customers, _chains[i].Need, _chains[i].Encoder?.Known, notes);
        int[]? rows = _complete.Length == 0 ? null : CompleteRows(customers, sources, notes);
        int count = rows?.Length ?? customers.RowCount, width = _featureNames.Length;
        if ((long)count * width > Array.MaxLength)
            throw new SegmentationException($"{Show.Count(count, "customer")} with {width} features are more numbers than one array holds. Transform the table in parts (SelectRows).");
        rows ??= AllRows(count);
        for (int i = 0; i < sources.Length; i++) _chains[i].ThrowIfError(sources[i], customers, rows);
        float[] values = new float[count * width];
        for (int start = 0; start < count; start += ChunkRows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int length = Math.Min(ChunkRows, count - start);
            bool whole = length == customers.RowCount;
            Span<float> matrix = values.AsSpan(start * width, length * width);
            for (int i = 0, feature = 0; i < _chains.Length; feature += _chains[i++].OutputNames.Length)
            {
                Column column = whole ? sources[i] : sources[i].SelectRows(rows.AsSpan(start, length));
                if (_chains[i].OneHot is { } encoder) encoder.Write((CategoryColumn)column, matrix, width, feature, notes);
                else Write(_chains[i], sources[i], _chains[i].Apply(column, notes), matrix, width, feature, customers, rows.AsSpan(start, length));
            }
        }
        return new(width, values, rows, notes.ToList());
    }

    /// <summary>The choices as a table, at most 100 characters a line: column, kind, missing, distinct, features, what is done with it.</summary>
    public string Describe()
    {
        TextTable table = new TextTable().Left("column").Left("kind").Right("missing").Right("distinct").Right("features").Wrapped("what is done with it");
        foreach (FeatureChoice choice in Choices)
            table.Row(choice.Column, choice.Kind.ToString(), Figures.Count(choice.Missing), Figures.Count(choice.Distinct), Figures.Count(choice.Features), choice.What);
        return table.ToString();
    }

    /// <summary>The same as <see cref="Describe"/>.</summary>
    public override string ToString() => Describe();

    /// <summary>Plan and everything learned as JSON; <see cref="ReadJson"/> gives a pipeline of the same bits. No rows or keys are in it.</summary>
    public JsonObject SaveJson() => PipelineJson.Save(this, _chains, _complete);

    /// <summary>Reads a fitted preparation back.</summary>
    /// <param name="saved">What <see cref="SaveJson"/> wrote; it may be damaged or hostile.</param>
    /// <param name="types">The transformers that can be read; null for <see cref="TransformerTypes.Default"/>.</param>
    /// <exception cref="SegmentationException">The JSON is not a fitted preparation, or uses an unknown transformer.</exception>
    public static FeaturePipeline ReadJson(JsonObject saved, TransformerTypes? types = null)
    {
        ArgumentNullException.ThrowIfNull(saved);
        return SettingsReader.Guard("the fitted preparation", () => PipelineJson.Read(new(saved, "the fitted preparation"), types ?? TransformerTypes.Default));
    }

    internal static SegmentationException Missing(Column source, Column output, CustomerTable table, int row) => new(
        $"Column {Show.Value(source.Name)} of {table.Source} has no value in row {table.RowNumber(row)} ({table.KeyName} {Show.Value(table.Keys[row])}), and none of its steps fills it" +
        $"{(output.Name == source.Name ? "" : $" (feature {Show.Value(output.Name)})")}. Add a step such as ImputeMedian(), or DropRowsWithMissing({Show.Value(source.Name)}).");

    private static void Write(FittedChain chain, Column source, Column[] outputs, Span<float> matrix, int width, int feature, CustomerTable customers, ReadOnlySpan<int> rows)
    {
        if (outputs.Length != chain.OutputNames.Length) throw new SegmentationException($"The steps of column {Show.Value(source.Name)} gave {outputs.Length} features for {chain.OutputNames.Length}.");
        for (int i = 0; i < outputs.Length; i++)
        {
            if (outputs[i] is not (NumberColumn or YesNoColumn))
                throw new SegmentationException($"The steps of column {Show.Value(source.Name)} gave a {outputs[i].Kind} column, but features are numbers. Correct the last step.");
            int bad = FeatureWriter.Write(outputs[i], matrix, width, feature + i);
            if (bad < 0) continue;
            throw outputs[i].IsMissing(bad) ? Missing(source, outputs[i], customers, rows[bad]) : new SegmentationException(
                $"Column {Show.Value(source.Name)} of {customers.Source} holds {Show.Value(source.Text(rows[bad]))} in row {customers.RowNumber(rows[bad])} ({customers.KeyName} {Show.Value(customers.Keys[rows[bad]])}), " +
                "which is too large for a feature. Clip outliers (ClipOutliers()), or correct the value.");
        }
    }

    private void ThrowIfAbsent(CustomerTable customers)
    {
        if (Plan.Absent == AbsentColumns.AllMissing) return;
        List<string>? absent = null;
        foreach (FittedChain chain in _chains) if (!customers.Contains(chain.Need.Name)) (absent ??= []).Add(chain.Need.Name);
        foreach (ColumnNeed need in _complete) if (!customers.Contains(need.Name)) (absent ??= []).Add(need.Name);
        if (absent is null) return;
        string[] names = [.. absent.Distinct()];
        throw new SegmentationException(names.Length == 1
            ? $"Column {Show.Value(names[0])}, which was there at training, is not in {customers.Source}{CustomerTable.Nearest(names[0], customers.ColumnNames)} It has: {Show.List(customers.ColumnNames, 20)}. Add the column (blank where unknown), or build with UseAbsentColumns(AbsentColumns.AllMissing)."
            : $"{names.Length} columns that were there at training are not in {customers.Source}: {Show.List(names, 20)}. It has: {Show.List(customers.ColumnNames, 20)}. Add the columns (blank where unknown), or build with UseAbsentColumns(AbsentColumns.AllMissing).");
    }

    private static Column Source(CustomerTable customers, ColumnNeed need, IReadOnlyList<string>? levels, DataNotes notes)
    {
        if (!customers.Contains(need.Name))
        {
            notes.Add(need.Name, "rows without this column, taken as missing", customers.RowCount);
            return ColumnCoercion.AllMissing(need, customers.RowCount);
        }
        Column column = customers[need.Name];
        InfinityCheck.Throw(column, customers);
        return ColumnCoercion.To(column, need, customers, levels, notes);
    }

    private int[]? CompleteRows(CustomerTable customers, Column[] sources, DataNotes notes) => RowFilter.Rows(customers,
        [.. _complete.Select(need => Array.Find(sources, source => source.Name == need.Name) ?? Source(customers, need, null, new()))], notes);

    private static int[] AllRows(int count)
    {
        int[] rows = new int[count];
        for (int row = 0; row < count; row++) rows[row] = row;
        return rows;
    }

    private static string[] Unique(FittedChain[] chains)
    {
        HashSet<string> taken = new(StringComparer.Ordinal);
        List<string> names = [];
        foreach (string name in chains.SelectMany(chain => chain.OutputNames))
        {
            string unique = name;
            for (int copy = 2; !taken.Add(unique); copy++) unique = $"{name} ({copy})";
            names.Add(unique);
        }
        return [.. names];
    }
}

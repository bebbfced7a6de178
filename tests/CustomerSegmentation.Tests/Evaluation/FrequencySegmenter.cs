namespace CustomerSegmentation.Tests;

/// <summary>A small segmenter of a user's own: the frequency of each label among the training rows with the same text in one column.</summary>
internal sealed class FrequencySegmenter(string column, string? label, IReadOnlyDictionary<string, string>? names = null) : ISegmenter
{
    public string? Label => label;

    /// <summary>The training tables so far.</summary>
    public List<CustomerTable> Fitted { get; } = [];

    /// <summary>Called at each fit with its number, from 1.</summary>
    public Action<int> OnFit { get; init; } = _ => { };

    /// <summary>Which customers get no segment.</summary>
    public Func<string, bool> LeaveOut { get; init; } = _ => false;

    /// <summary>How the models decide where they know two labels.</summary>
    public Decision Decision { get; init; } = Decision.ArgMax;

    public int Disposed { get; private set; }

    public SegmentationModel Fit(CustomerTable customers, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Fitted.Add(customers);
        OnFit(Fitted.Count);
        cancellationToken.ThrowIfCancellationRequested();
        progress?.Report(new(1, 1, 0.5, double.NaN, 1, 1000, TimeSpan.Zero));
        Column labels = customers[label!], values = customers[column];
        string[] known = [.. Enumerable.Range(0, customers.RowCount).Select(row => labels.Text(row)!).Distinct().Order(StringComparer.Ordinal)];
        ILookup<string, string> seen = Enumerable.Range(0, customers.RowCount).ToLookup(row => values.Text(row) ?? "", row => labels.Text(row)!);
        return new Model(this, known, seen);
    }

    private sealed class Model(FrequencySegmenter owner, string[] known, ILookup<string, string> seen) : SegmentationModel
    {
        public override IReadOnlyList<string> Segments { get; } = [.. known.Select(value => owner.NameOf(value))];

        public override IReadOnlyList<string> LabelValues => known;

        public override string? Label => owner.Label;

        public override Segmentation Segment(CustomerTable customers, CancellationToken cancellationToken = default)
        {
            int[] rows = [.. Enumerable.Range(0, customers.RowCount).Where(row => !owner.LeaveOut(customers.Keys[row]))];
            Column values = customers[owner.Column];
            float[] probabilities = [.. rows.SelectMany(row => Shares(values.Text(row) ?? ""))];
            return Segmentation.Create(Segments, [.. rows.Select(row => customers.Keys[row])], probabilities, owner.Decision, customers.KeyName,
                [new(owner.Column, "values looked up", rows.Length)], [.. customers.Keys.Where(owner.LeaveOut)]);
        }

        protected override void Dispose(bool disposing) => owner.Disposed++;

        private IEnumerable<float> Shares(string value) =>
            known.Select(label => (seen[value].Count(other => other == label) + 1f) / (seen[value].Count() + known.Length));
    }

    private string Column => column;

    private string NameOf(string value) => names is not null && names.TryGetValue(value, out string? name) ? name : value;
}

namespace CustomerSegmentation;

public sealed partial class CustomerTable
{
    /// <summary>
    /// Splits the customers into a training, a validation and a test part. Who goes where depends on the keys, the values and the seed, not on
    /// the order of the rows.
    /// </summary>
    /// <exception cref="SegmentationException">The table cannot be split so; the message says why.</exception>
    public TableSplit Split(SplitOptions? options = null)
    {
        options ??= new();
        double train = 1 - options.ValidationShare - options.TestShare;
        if (!(options.ValidationShare is >= 0 and < 1 && options.TestShare is >= 0 and < 1 && train > 0))
            throw new ArgumentOutOfRangeException(nameof(options), $"ValidationShare {Show.Value(options.ValidationShare)} and TestShare {Show.Value(options.TestShare)} must be from 0 to below 1, with a sum below 1.");
        double[] shares = [train, options.ValidationShare, options.TestShare];
        int[] parts = new SplitPlan(shares, options.StratifyBy, options.GroupBy, options.TimeBy, options.KeepEqualRowsTogether, options.EqualExcept, options.Seed).Assign(this);
        return new(this, RowsOf(parts, part => part == 0), RowsOf(parts, part => part == 1), RowsOf(parts, part => part == 2));
    }

    /// <summary>
    /// Puts the customers into folds. With <see cref="KFoldOptions.TimeBy"/> fold i trains on everything before the block it tests on; else it
    /// trains on all rows of the other folds. Who goes where depends on the keys, the values and the seed, not on the order of the rows.
    /// </summary>
    /// <exception cref="SegmentationException">There are too few rows, groups, times or rows of a label value for the folds.</exception>
    public IReadOnlyList<Fold> KFold(KFoldOptions? options = null)
    {
        options ??= new();
        if (options.Folds < 2) throw new ArgumentOutOfRangeException(nameof(options), options.Folds, "KFoldOptions.Folds must be 2 or more.");
        if (RowCount < options.Folds)
            throw new SegmentationException($"{Source} has {Show.Count(RowCount, "row")}, fewer than the {options.Folds} folds. Use fewer folds, or more data.");
        bool forward = options.TimeBy is not null;
        int blocks = forward ? options.Folds + 1 : options.Folds;
        if (!forward && options.StratifyBy is { } label) CheckClasses(label, options);
        double[] shares = [.. Enumerable.Repeat(1.0 / blocks, blocks)];
        int[] parts = new SplitPlan(shares, options.StratifyBy, options.GroupBy, options.TimeBy, options.KeepEqualRowsTogether, options.EqualExcept, options.Seed).Assign(this);
        Fold[] folds = new Fold[options.Folds];
        for (int i = 0; i < folds.Length; i++)
        {
            int test = forward ? i + 1 : i;
            int[] train = RowsOf(parts, part => forward ? part < test : part != test), tested = RowsOf(parts, part => part == test);
            if (tested.Length == 0 || train.Length == 0)
                throw new SegmentationException($"Fold {i + 1} of {folds.Length} would be empty: there are fewer groups of rows that must stay together than folds. Use fewer folds.");
            folds[i] = new(this, i + 1, train, tested);
        }
        if (!forward && options.StratifyBy is { } stratified) CheckFolds(stratified, parts, folds.Length);
        return folds;
    }

    /// <summary>
    /// The group of each row: rows with the same number are equal in every column but the key and those left out. Missing equals missing.
    /// Exact. Numbers start from 0 in the order of first appearance; shape <c>[n]</c>.
    /// </summary>
    /// <param name="leaveOut">Columns that do not count, as a rule the label.</param>
    /// <exception cref="SegmentationException">A name is unknown; the nearest is suggested.</exception>
    public int[] EqualRowGroups(params IEnumerable<string> leaveOut) => RowGroups.Equal([.. Drop(leaveOut).Columns], RowCount);

    private void CheckClasses(string label, KFoldOptions options)
    {
        (int[] codes, string[] names) = SplitPlan.Classes(this[label]);
        int[] counts = new int[names.Length];
        foreach (int code in codes) counts[code]++;
        for (int c = 0; c < counts.Length; c++)
            if (counts[c] < options.Folds)
                throw new SegmentationException(
                    $"The value {Show.Value(names[c])} of column {Show.Value(label)} has {Show.Count(counts[c], "row")}, fewer than the {options.Folds} folds. " +
                    "Use fewer folds, more rows of it, or leave it out.");
    }

    /// <summary>Rows that must stay together can leave a fold without a value that has rows enough.</summary>
    private void CheckFolds(string label, int[] parts, int folds)
    {
        (int[] codes, string[] names) = SplitPlan.Classes(this[label]);
        bool[,] there = new bool[folds, names.Length];
        for (int row = 0; row < codes.Length; row++) there[parts[row], codes[row]] = true;
        for (int c = 0; c < names.Length; c++)
            for (int fold = 0; fold < folds; fold++)
                if (!there[fold, c])
                    throw new SegmentationException(
                        $"The value {Show.Value(names[c])} of column {Show.Value(label)} would be in no row of fold {fold + 1}: its rows must stay together in too few groups. " +
                        "Use fewer folds, more rows of it, or leave it out.");
    }

    private static int[] RowsOf(int[] parts, Predicate<int> wanted)
    {
        List<int> rows = [];
        for (int row = 0; row < parts.Length; row++) if (wanted(parts[row])) rows.Add(row);
        return [.. rows];
    }
}

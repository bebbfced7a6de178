namespace CustomerSegmentation;

/// <summary>Makes the split that options ask for.</summary>
internal static class GraphSplitPlan
{
    public static GraphSplit Make(CustomerGraph graph, GraphSplitOptions options)
    {
        CustomerTable customers = graph.Customers;
        Check(options, customers);
        // Customers without a label or time are in no part: nothing could be learned or judged by them.
        string? needed = options.By == SplitBy.Time ? options.TimeColumn : options.StratifyBy;
        int[] rows = needed is null ? [.. Enumerable.Range(0, customers.RowCount)] : customers[needed].PresentRows();
        CustomerTable splittable = rows.Length == customers.RowCount ? customers : customers.SelectRows(rows);
        int[] components = options.By == SplitBy.Component ? Components.Of(customers.RowCount, graph.Relations) : [];
        if (options.By == SplitBy.Component) splittable = splittable.WithColumn(new NumberColumn(CustomerTable.FreeName("component", [customers.KeyName, .. customers.ColumnNames]), [.. rows.Select(row => (double)components[row])]));
        TableSplit split = splittable.Split(new()
        {
            TestShare = options.TestShare, ValidationShare = options.ValidationShare, Seed = options.Seed,
            StratifyBy = options.StratifyBy, TimeBy = options.By == SplitBy.Time ? options.TimeColumn : null,
            GroupBy = options.By == SplitBy.Component ? splittable.Columns[^1].Name : null,
        });
        int[][] parts = [.. new[] { split.TrainRows, split.ValidationRows, split.TestRows }.Select(part => part.Select(row => rows[row]).ToArray())];
        if (rows.Length == 0)
            throw new SegmentationException($"None of the {Show.Count(customers.RowCount, "customer")} of {customers.Source} has a value in column {Show.Value(needed)}, so there is nobody to split. Fill it, or name another column.");
        CheckParts(parts, options, customers, components);
        DataNotes notes = new();
        notes.Add(needed, "customers in no part: no value", customers.RowCount - rows.Length);
        return new(customers.RowCount, parts[0], parts[1], parts[2], options.By == SplitBy.Component, notes.ToList());
    }

    private static void Check(GraphSplitOptions options, CustomerTable customers)
    {
        if (!Enum.IsDefined(options.By)) throw new ArgumentOutOfRangeException(nameof(options), options.By, "By is none of SplitBy's values.");
        if (options.By == SplitBy.Time && options.TimeColumn is null)
            throw new SegmentationException($"A split by time needs a column that says when. Set TimeColumn to a time or number column of {customers.Source}; it has: {Show.List(customers.ColumnNames, 20)}.");
        if (options.By != SplitBy.Time && options.TimeColumn is { } time)
            throw new SegmentationException($"TimeColumn {Show.Value(time)} is for a split by time, and this one is by {options.By}. Set By to SplitBy.Time, or leave TimeColumn out.");
    }

    /// <summary>Components differ so much in size that a part can end up far from its share.</summary>
    private static void CheckParts(int[][] parts, GraphSplitOptions options, CustomerTable customers, int[] components)
    {
        double[] shares = [1 - options.ValidationShare - options.TestShare, options.ValidationShare, options.TestShare];
        string[] names = ["training", "validation", "test"];
        int all = parts.Sum(part => part.Length);
        for (int part = 0; part < parts.Length; part++)
        {
            if (shares[part] <= 0 || parts[part].Length >= Math.Max(1, options.By == SplitBy.Component ? shares[part] * all / 2 : 1)) continue;
            string found = $"{Show.Count(parts[part].Length, "customer")} of the {all} in {customers.Source} would {(part == 0 ? "train" : part == 1 ? "validate" : "test")}, where the share {Show.Value(shares[part])} was asked for";
            throw new SegmentationException(options.By == SplitBy.Component
                ? $"The graph hangs together too much to be split by component: {found}; the largest of {Show.Count(Components.Sizes(components).Length, "component")} has {Show.Count(Components.Sizes(components).Max(), "customer")}. "
                    + "Split by customer or time, leave out the relation that joins nearly all (Without), or ask for another share."
                : $"The {names[part]} part is empty: {found}. Give more customers, or ask for another share.");
        }
    }
}

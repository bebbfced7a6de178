namespace CustomerSegmentation;

/// <summary>What both kinds of split ask for: the shares of the parts and how rows hang together.</summary>
internal sealed record SplitPlan(
    double[] Shares, string? StratifyBy, string? GroupBy, string? TimeBy, bool KeepEqualRowsTogether, IReadOnlyList<string> EqualExcept, ulong Seed)
{
    /// <summary>The part of each row.</summary>
    public int[] Assign(CustomerTable table)
    {
        if (TimeBy is not null) return ByTime(table);
        int[]? groups = GroupBy is null ? null : GroupsOf(table[GroupBy]);
        if (KeepEqualRowsTogether)
        {
            int[] equal = table.EqualRowGroups([.. EqualExcept]);
            groups = groups is null ? equal : RowGroups.Join(groups, equal);
        }
        (int[] classes, string[] names) = StratifyBy is null ? (new int[table.RowCount], [""]) : Classes(table[StratifyBy]);
        ulong[] ranks = Ranks(table);
        return groups is null ? PartAssignment.Rows(ranks, classes, names.Length, Shares)
            : PartAssignment.Groups(ranks, groups, classes, names.Length, Shares);
    }

    /// <summary>The class of each row and the classes' names in ordinal order.</summary>
    public static (int[] Codes, string[] Names) Classes(Column column)
    {
        int missing = column.MissingCount;
        if (missing > 0)
            throw new SegmentationException(
                $"Column {Show.Value(column.Name)}, to stratify by, has no value in {Show.Count(missing, "row")}. Remove these rows first, for example with Where.");
        CategoryColumn categories = CategoryColumn.FromTexts(column.Name, [.. Enumerable.Range(0, column.Count).Select(column.Text)]);
        return (categories.Codes.ToArray(), [.. categories.Levels]);
    }

    /// <summary>Rows sorted by the time column and cut into blocks of about the given shares; rows of one time stay together.</summary>
    private int[] ByTime(CustomerTable table)
    {
        Column column = table[TimeBy!];
        if (StratifyBy is not null || GroupBy is not null)
            throw new SegmentationException($"A split by the time {Show.Value(TimeBy)} cannot also keep the {(StratifyBy is null ? "groups" : "shares")} of {Show.Value(StratifyBy ?? GroupBy)}. Leave one of the two out.");
        if (KeepEqualRowsTogether && EqualExcept.Contains(TimeBy!))
            throw new SegmentationException($"Equal rows can only stay together in a split by the time {Show.Value(TimeBy)} if that column counts for their being equal. Take it out of EqualExcept.");
        if (column is not (TimeColumn or NumberColumn))
            throw new SegmentationException($"Column {Show.Value(column.Name)}, to split by time, holds {column.Kind}. Expected: a time or number column.");
        if (column.MissingCount is > 0 and int missing)
            throw new SegmentationException($"Column {Show.Value(column.Name)}, to split by time, has no value in {Show.Count(missing, "row")}. Remove these rows first, for example with Where.");
        int[] order = [.. Enumerable.Range(0, table.RowCount)];
        if (column is TimeColumn time) Array.Sort(time.Ticks.ToArray(), order);
        else Array.Sort(((NumberColumn)column).Values.ToArray(), order);
        List<int> starts = [0]; // where a new time starts in the order
        for (int i = 1; i < order.Length; i++) if (!RowHash.Same(column, order[i - 1], order[i])) starts.Add(i);
        starts.Add(order.Length);
        int parts = Shares.Count(share => share > 0);
        if (starts.Count - 1 < parts)
            throw new SegmentationException($"Column {Show.Value(column.Name)} has {Show.Count(starts.Count - 1, "different time")}, fewer than the {parts} parts to split into.");
        int[] assigned = new int[order.Length];
        int at = 0, left = parts;
        double upTo = 0;
        for (int part = 0; part < Shares.Length; part++)
        {
            if (Shares[part] <= 0) continue;
            upTo += Shares[part];
            left--;
            int first = at++; // at least one time a part, and one left for each later part
            while (at < starts.Count - 1 - left && (left == 0 || starts[at] + starts[at + 1] <= 2 * upTo * order.Length)) at++;
            for (int i = starts[first]; i < starts[at]; i++) assigned[order[i]] = part;
        }
        return assigned;
    }

    /// <summary>A number for each row that depends on its key and the seed alone, so that the order of rows does not matter.</summary>
    private ulong[] Ranks(CustomerTable table)
    {
        ulong[] ranks = new ulong[table.RowCount];
        for (int row = 0; row < ranks.Length; row++)
        {
            ulong rank = Seed;
            RowHash.Mix(ref rank, RowHash.Text(table.Keys[row]));
            ranks[row] = rank;
        }
        return ranks;
    }

    private static int[] GroupsOf(Column column)
    {
        int[] groups = RowGroups.Equal([column], column.Count);
        int next = groups.Length; // numbers above all groups for rows that belong to none
        for (int row = 0; row < groups.Length; row++) if (column.IsMissing(row)) groups[row] = next++;
        return groups;
    }
}

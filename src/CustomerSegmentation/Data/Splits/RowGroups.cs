namespace CustomerSegmentation;

/// <summary>Finds rows that belong together: numbers from 0 in the order in which the groups first appear.</summary>
internal static class RowGroups
{
    /// <summary>Rows that are equal in every given column.</summary>
    public static int[] Equal(IReadOnlyList<Column> columns, int rows)
    {
        ulong[] hashes = new ulong[rows];
        foreach (Column column in columns) RowHash.Add(column, hashes);
        int[] groups = new int[rows];
        List<(int Row, int Next)> found = []; // first row of each group, and the next group of the same hash
        Dictionary<ulong, int> byHash = new(rows);
        for (int row = 0; row < rows; row++)
        {
            int group = byHash.GetValueOrDefault(hashes[row], -1), last = -1;
            while (group >= 0 && !Same(columns, found[group].Row, row)) (last, group) = (group, found[group].Next);
            if (group < 0)
            {
                group = found.Count;
                found.Add((row, -1));
                if (last < 0) byHash[hashes[row]] = group;
                else found[last] = found[last] with { Next = group };
            }
            groups[row] = group;
        }
        return groups;
    }

    /// <summary>Rows joined by either of two groupings, and by what follows from them.</summary>
    public static int[] Join(int[] first, int[] second)
    {
        int[] parents = [.. Enumerable.Range(0, first.Length)];
        foreach (int[] grouping in (int[][])[first, second])
        {
            Dictionary<int, int> seen = [];
            for (int row = 0; row < grouping.Length; row++)
                if (!seen.TryAdd(grouping[row], row)) Unite(seen[grouping[row]], row);
        }
        int[] groups = new int[first.Length];
        Dictionary<int, int> numbers = [];
        for (int row = 0; row < groups.Length; row++)
        {
            int root = Root(row);
            if (!numbers.TryGetValue(root, out int number)) numbers[root] = number = numbers.Count;
            groups[row] = number;
        }
        return groups;

        int Root(int row)
        {
            while (parents[row] != row) row = parents[row] = parents[parents[row]];
            return row;
        }

        void Unite(int a, int b)
        {
            (a, b) = (Root(a), Root(b));
            parents[Math.Max(a, b)] = Math.Min(a, b);
        }
    }

    private static bool Same(IReadOnlyList<Column> columns, int a, int b)
    {
        foreach (Column column in columns)
            if (!RowHash.Same(column, a, b)) return false;
        return true;
    }
}

namespace CustomerSegmentation;

/// <summary>Leaves the hubs of an adjacency only some of their neighbours, drawn by seed: an entry stays where both its row and its column keep it.</summary>
internal static class HubCap
{
    /// <param name="matrix">The adjacency.</param>
    /// <param name="most">The most entries of a row and of a column.</param>
    /// <param name="seed">The seed of the draws; each hub draws by itself.</param>
    /// <param name="firstRow">Rows before it keep all their entries; where it is not 0, columns do too.</param>
    public static Adjacency Apply(Adjacency matrix, int most, ulong seed, int firstRow)
    {
        bool[]? dropped = null;
        for (int row = firstRow; row < matrix.Rows; row++)
        {
            if (matrix.Degree(row) <= most) continue;
            dropped ??= new bool[matrix.Count];
            foreach (int place in Dropped(matrix.Degree(row), most, RandomSource.For(seed, "hub row", (ulong)row)))
            {
                dropped[matrix.Starts[row] + place] = true;
                if (matrix.Symmetric) dropped[Entry(matrix, matrix.Targets[matrix.Starts[row] + place], row)] = true;
            }
        }
        if (!matrix.Symmetric && firstRow == 0) dropped = DropColumns(matrix, matrix.Transposed(), most, seed, dropped);
        return dropped is null ? matrix : Without(matrix, dropped);
    }

    private static bool[]? DropColumns(Adjacency matrix, Adjacency columns, int most, ulong seed, bool[]? dropped)
    {
        for (int column = 0; column < columns.Rows; column++)
        {
            if (columns.Degree(column) <= most) continue;
            dropped ??= new bool[matrix.Count];
            foreach (int place in Dropped(columns.Degree(column), most, RandomSource.For(seed, "hub column", (ulong)column)))
                dropped[Entry(matrix, columns.Targets[columns.Starts[column] + place], column)] = true;
        }
        return dropped;
    }

    /// <summary>The places that are not drawn, in order: each set of <paramref name="most"/> is as likely to stay (Knuth, algorithm S).</summary>
    private static IEnumerable<int> Dropped(int count, int most, RandomSource random)
    {
        for (int place = 0, left = most; place < count; place++)
            if (random.Next(count - place) < left) left--;
            else yield return place;
    }

    private static int Entry(Adjacency matrix, int row, int column) => matrix.Starts[row] + matrix.Row(row).BinarySearch(column);

    private static Adjacency Without(Adjacency matrix, bool[] dropped)
    {
        int kept = dropped.AsSpan().Count(false), next = 0;
        int[] starts = new int[matrix.Rows + 1], targets = new int[kept];
        float[]? weights = matrix.Weights is null ? null : new float[kept];
        for (int row = 0; row < matrix.Rows; row++)
        {
            for (int i = matrix.Starts[row]; i < matrix.Starts[row + 1]; i++)
            {
                if (dropped[i]) continue;
                if (weights is not null) weights[next] = matrix.Weights![i];
                targets[next++] = matrix.Targets[i];
            }
            starts[row + 1] = next;
        }
        return new(matrix.Rows, matrix.Columns, starts, targets, weights, matrix.Symmetric);
    }
}

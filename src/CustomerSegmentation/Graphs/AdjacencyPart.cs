namespace CustomerSegmentation;

/// <summary>Parts of adjacencies, and adjacencies that grow.</summary>
internal static class AdjacencyPart
{
    /// <summary>Some rows of an adjacency.</summary>
    /// <param name="matrix">The adjacency.</param>
    /// <param name="rows">The rows, in the order they are to have.</param>
    /// <param name="places">The new number of each column, −1 for one that goes; null where columns stay.</param>
    public static Adjacency Of(Adjacency matrix, int[] rows, int[]? places)
    {
        int[] starts = new int[rows.Length + 1];
        for (int i = 0; i < rows.Length; i++)
        {
            int degree = matrix.Degree(rows[i]);
            if (places is not null)
            {
                degree = 0;
                foreach (int target in matrix.Row(rows[i])) if (places[target] >= 0) degree++;
            }
            starts[i + 1] = checked(starts[i] + degree);
        }
        int[] targets = new int[starts[^1]];
        float[]? weights = matrix.Weights is null ? null : new float[targets.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            int next = starts[i];
            for (int entry = matrix.Starts[rows[i]]; entry < matrix.Starts[rows[i] + 1]; entry++)
            {
                int target = places is null ? matrix.Targets[entry] : places[matrix.Targets[entry]];
                if (target < 0) continue;
                targets[next] = target;
                if (weights is not null) weights[next] = matrix.Weights![entry];
                next++;
            }
            // Rows may have come in any order, and then targets do not rise.
            if (places is null) continue;
            if (weights is null) targets.AsSpan(starts[i], next - starts[i]).Sort();
            else targets.AsSpan(starts[i], next - starts[i]).Sort(weights.AsSpan(starts[i], next - starts[i]));
        }
        return new(rows.Length, places is null ? matrix.Columns : rows.Length, starts, targets, weights, matrix.Symmetric && places is not null);
    }

    /// <summary>An adjacency with entries added behind those of each row: in old rows only columns that are new, so that targets still rise.</summary>
    /// <param name="old">What there was.</param>
    /// <param name="added">What comes, over old and new rows and columns.</param>
    public static Adjacency Grown(Adjacency old, Adjacency added)
    {
        int[] starts = new int[added.Rows + 1];
        for (int row = 0; row < added.Rows; row++) starts[row + 1] = checked(starts[row] + (row < old.Rows ? old.Degree(row) : 0) + added.Degree(row));
        int[] targets = new int[starts[^1]];
        float[]? weights = old.Weights is null && added.Weights is null ? null : new float[targets.Length];
        for (int row = 0; row < added.Rows; row++)
        {
            int middle = starts[row] + (row < old.Rows ? old.Degree(row) : 0);
            if (row < old.Rows) Copy(old, row, starts[row]);
            Copy(added, row, middle);
        }
        return new(added.Rows, added.Columns, starts, targets, weights, added.Symmetric);

        void Copy(Adjacency source, int row, int at)
        {
            source.Row(row).CopyTo(targets.AsSpan(at));
            if (weights is null) return;
            if (source.Weights is null) weights.AsSpan(at, source.Degree(row)).Fill(1);
            else source.Weights.AsSpan(source.Starts[row], source.Degree(row)).CopyTo(weights.AsSpan(at));
        }
    }
}

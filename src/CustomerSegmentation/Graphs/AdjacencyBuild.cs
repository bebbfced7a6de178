namespace CustomerSegmentation;

/// <summary>
/// Makes adjacencies by counting sort: entries go into their columns first and from there into their rows, so that targets rise and repeats stand
/// side by side in the order of their source. The result depends on the entries and their order alone, not on threads.
/// </summary>
internal static class AdjacencyBuild
{
    /// <summary>Below this many entries a second thread costs more than it saves.</summary>
    private const int WorthSharing = 1 << 18;

    /// <summary>An adjacency of entries, repeated ones made one; how many were merged into others is told.</summary>
    public static Adjacency Rows(int rows, int columns, EdgeList list, RepeatedEdges repeated, out int repeats)
    {
        int[] columnStarts = Starts(columns, list.Columns.AsSpan(0, list.Count));
        EdgeList byColumn = Scatter(columnStarts, list.Columns, list, rowsToo: true);
        int[] starts = Starts(rows, list.Rows.AsSpan(0, list.Count));
        EdgeList byRow = Scatter(starts, byColumn.Rows, byColumn with { Columns = Expand(columnStarts) }, rowsToo: false);
        return Merge(rows, columns, starts, byRow.Columns, byRow.Weights, repeated, out repeats);
    }

    /// <summary>An undirected adjacency: entries lie above the diagonal, row below column, and are mirrored.</summary>
    public static Adjacency Mirrored(int rows, EdgeList upper, RepeatedEdges repeated, out int repeats)
    {
        Adjacency above = Rows(rows, rows, upper, repeated, out repeats), below = Transpose(above);
        int[] starts = new int[rows + 1];
        for (int row = 0; row <= rows; row++) starts[row] = above.Starts[row] + below.Starts[row];
        int[] targets = new int[starts[rows]];
        float[]? weights = above.Weights is null ? null : new float[targets.Length];
        for (int row = 0; row < rows; row++)
        {
            // Those below come first: their numbers are smaller than the row's.
            int lower = below.Degree(row);
            below.Row(row).CopyTo(targets.AsSpan(starts[row]));
            above.Row(row).CopyTo(targets.AsSpan(starts[row] + lower));
            if (weights is null) continue;
            below.Weights.AsSpan(below.Starts[row], lower).CopyTo(weights.AsSpan(starts[row]));
            above.Weights.AsSpan(above.Starts[row], above.Degree(row)).CopyTo(weights.AsSpan(starts[row] + lower));
        }
        return new(rows, rows, starts, targets, weights, symmetric: true);
    }

    /// <summary>Rows and columns changed over.</summary>
    public static Adjacency Transpose(Adjacency matrix)
    {
        int[] starts = Starts(matrix.Columns, matrix.Targets);
        EdgeList turned = Scatter(starts, matrix.Targets, new(matrix.Count, matrix.Targets, Expand(matrix.Starts), matrix.Weights), rowsToo: false);
        return new(matrix.Columns, matrix.Rows, starts, turned.Columns, turned.Weights);
    }

    /// <summary>Where each bucket begins.</summary>
    private static int[] Starts(int buckets, ReadOnlySpan<int> keys)
    {
        int[] starts = new int[buckets + 1];
        foreach (int key in keys) starts[key + 1]++;
        for (int bucket = 0; bucket < buckets; bucket++) starts[bucket + 1] += starts[bucket];
        return starts;
    }

    /// <summary>The bucket of each place.</summary>
    private static int[] Expand(int[] starts)
    {
        int[] buckets = new int[starts[^1]];
        for (int bucket = 0; bucket + 1 < starts.Length; bucket++) buckets.AsSpan(starts[bucket], starts[bucket + 1] - starts[bucket]).Fill(bucket);
        return buckets;
    }

    /// <summary>Puts entries into the buckets of their keys, in their order.</summary>
    private static EdgeList Scatter(int[] starts, int[] keys, EdgeList list, bool rowsToo)
    {
        int[] rows = rowsToo ? new int[list.Count] : [], columns = rowsToo ? [] : new int[list.Count];
        float[]? weights = list.Weights is null ? null : new float[list.Count];
        int[] next = starts[..^1];
        // Each thread looks at all entries and writes those of its own range of buckets: no order of threads can show.
        if (list.Count < WorthSharing || Environment.ProcessorCount == 1) Share(0, next.Length);
        else
        {
            int found = Array.BinarySearch(starts, list.Count / 2), middle = found < 0 ? ~found : found;
            Parallel.Invoke(() => Share(0, middle), () => Share(middle, next.Length));
        }
        return new(list.Count, rows, columns, weights);

        void Share(int from, int to)
        {
            int[] source = rowsToo ? list.Rows : list.Columns, target = rowsToo ? rows : columns;
            for (int i = 0; i < list.Count; i++)
            {
                int key = keys[i];
                if (key < from || key >= to) continue;
                int place = next[key]++;
                target[place] = source[i];
                if (weights is not null) weights[place] = list.Weights![i];
            }
        }
    }

    /// <summary>Makes repeats, which stand side by side, one entry.</summary>
    private static Adjacency Merge(int rows, int columns, int[] starts, int[] targets, float[]? weights, RepeatedEdges repeated, out int repeats)
    {
        repeats = 0;
        for (int row = 0; row < rows; row++)
            for (int i = starts[row] + 1; i < starts[row + 1]; i++)
                if (targets[i] == targets[i - 1]) repeats++;
        if (repeats == 0) return new(rows, columns, starts, targets, AllOne(weights) ? null : weights);
        int count = targets.Length - repeats, kept = 0;
        int[] keptStarts = new int[rows + 1], keptTargets = new int[count];
        float[]? keptWeights = weights is null && repeated != RepeatedEdges.Sum ? null : new float[count];
        for (int row = 0; row < rows; row++)
        {
            for (int i = starts[row]; i < starts[row + 1];)
            {
                int end = i + 1;
                while (end < starts[row + 1] && targets[end] == targets[i]) end++;
                if (keptWeights is not null) keptWeights[kept] = weights is null ? end - i : Join(weights.AsSpan(i, end - i), repeated);
                keptTargets[kept++] = targets[i];
                i = end;
            }
            keptStarts[row + 1] = kept;
        }
        return new(rows, columns, keptStarts, keptTargets, AllOne(keptWeights) ? null : keptWeights);
    }

    private static float Join(ReadOnlySpan<float> weights, RepeatedEdges repeated)
    {
        if (repeated == RepeatedEdges.Last || weights.Length == 1) return weights[^1];
        double sum = 0;
        float largest = 0;
        foreach (float weight in weights) (sum, largest) = (sum + weight, Math.Max(largest, weight));
        return repeated == RepeatedEdges.Sum ? (float)sum : largest;
    }

    private static bool AllOne(float[]? weights) => weights is null || !weights.AsSpan().ContainsAnyExcept(1f);
}

namespace CustomerSegmentation;

/// <summary>
/// Finds columns that tell the label as if made from it: each labelled customer's label is guessed as the commonest among the others with the same value (numbers in
/// up to 64 ranges), and a number's AUC for one label is all but 1.
/// </summary>
internal static class LabelColumnCheck
{
    private const int Fewest = 30, FewestOfLabel = 10, MostRanges = 64;

    private const string Remedy = "Ask when and from what the column is filled; leave it out if that is after or from the label";

    public static IEnumerable<LeakFinding> Find(CustomerTable customers, GraphLabels labels)
    {
        int[] rows = [.. Enumerable.Range(0, customers.RowCount).Where(row => labels.Codes[row] >= 0)];
        int[] codes = [.. rows.Select(row => labels.Codes[row])];
        foreach (Column column in customers.Columns)
            if (column.Name != labels.Name && Judge(column.SelectRows(rows), codes, labels) is { } finding) yield return finding;
    }

    private static LeakFinding? Judge(Column column, int[] codes, GraphLabels labels)
    {
        double[]? numbers = column switch
        {
            NumberColumn number => number.Values.ToArray(),
            TimeColumn time => [.. time.Ticks.ToArray().Select(ticks => ticks == TimeColumn.Missing ? double.NaN : ticks)],
            _ => null,
        };
        (double right, int covered, double common) = Guess(numbers is null ? Levels(column) : Ranges(numbers), codes, labels.Values.Length);
        double z = (right - common) * Math.Sqrt(covered / (common * (1 - common)));
        if (covered >= Math.Max(Fewest, codes.Length / 10) && right >= .98 && (right - common) / (1 - common) >= .9 && z >= 5)
            return new(LeakSeverity.Flag, LeakCheck.LabelColumn, column.Name,
                $"tells the label: guessed from others of the same value it is right for {Figures.Percent(right)} of {Show.Count(covered, "customer")}, the commonest label for {Figures.Percent(common)}", Remedy, right, common);
        if (numbers is null) return null;
        for (int c = 0; c < labels.Values.Length; c++)
            if (Auc(numbers, codes, c) is { } auc && Math.Max(auc, 1 - auc) >= .995)
                return new(LeakSeverity.Flag, LeakCheck.LabelColumn, column.Name,
                    $"tells the label: for {Show.Value(labels.Values[c])} its AUC is {Figures.Fixed(auc)}", Remedy, auc, .5);
        return null;
    }

    /// <summary>How often the commonest label among the others of one level is right, ties counting half; levels of one customer are left out.</summary>
    private static (double Right, int Covered, double Common) Guess(int[] levels, int[] codes, int k)
    {
        int[] sizes = new int[levels.Length == 0 ? 0 : levels.Max() + 1], place = new int[sizes.Length], all = new int[k];
        foreach (int level in levels) sizes[level]++;
        int kept = 0;
        for (int level = 0; level < sizes.Length; level++) place[level] = sizes[level] > 1 ? kept++ : -1;
        int[] counts = new int[kept * k];
        int covered = 0;
        for (int i = 0; i < levels.Length; i++)
        {
            if (place[levels[i]] < 0) continue;
            counts[place[levels[i]] * k + codes[i]]++;
            all[codes[i]]++;
            covered++;
        }
        double right = 0;
        for (int level = 0; level < kept; level++)
        {
            ReadOnlySpan<int> own = counts.AsSpan(level * k, k);
            for (int c = 0; c < k; c++)
            {
                int rival = 0;
                for (int other = 0; other < k; other++) if (other != c) rival = Math.Max(rival, own[other]);
                right += own[c] * (own[c] - 1 > rival ? 1 : own[c] - 1 == rival ? .5 : 0);
            }
        }
        return covered == 0 ? (0, 0, 1) : (right / covered, covered, (double)all.Max() / covered);
    }

    /// <summary>Values as levels; missing is one too, since it can say much.</summary>
    private static int[] Levels(Column column)
    {
        Dictionary<string, int> index = new(StringComparer.Ordinal);
        int[] levels = new int[column.Count];
        for (int row = 0; row < levels.Length; row++)
        {
            string text = column.Text(row) is { } value ? "=" + value : "";
            if (!index.TryGetValue(text, out levels[row])) index.Add(text, levels[row] = index.Count);
        }
        return levels;
    }

    /// <summary>Few different numbers as levels, many in ranges of about as many customers each; equal ones stay together, missing ones are a level of their own.</summary>
    private static int[] Ranges(double[] values)
    {
        int[] order = [.. Enumerable.Range(0, values.Length)], levels = new int[values.Length];
        double[] sorted = [.. values];
        Array.Sort(sorted, order); // NaN comes first
        int different = 0;
        for (int i = 0; i < sorted.Length; i++) if (!double.IsNaN(sorted[i]) && (i == 0 || sorted[i] != sorted[i - 1])) different++;
        int ranges = different <= MostRanges ? values.Length : Math.Clamp(values.Length / 20, 2, MostRanges), level = 0, filled = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            bool next = i > 0 && !sorted[i].Equals(sorted[i - 1]) && (filled >= values.Length / ranges || double.IsNaN(sorted[i - 1]));
            if (next) (level, filled) = (level + 1, 0);
            levels[order[i]] = level;
            filled++;
        }
        return levels;
    }

    /// <summary>The probability that a customer of the label has the larger number, ties counting half; null with too few on a side.</summary>
    private static double? Auc(double[] values, int[] codes, int label)
    {
        (double Value, bool Own)[] pairs = [.. values.Zip(codes, (value, code) => (value, code == label)).Where(pair => !double.IsNaN(pair.value))];
        int own = pairs.Count(pair => pair.Own), others = pairs.Length - own;
        if (own < FewestOfLabel || others < FewestOfLabel || pairs.Length < Fewest) return null;
        Array.Sort(pairs, (a, b) => a.Value.CompareTo(b.Value));
        double area = 0, below = 0;
        for (int i = 0, end; i < pairs.Length; i = end)
        {
            double ownTied = 0, othersTied = 0;
            for (end = i; end < pairs.Length && pairs[end].Value == pairs[i].Value; end++)
                if (pairs[end].Own) ownTied++;
                else othersTied++;
            area += ownTied * (below + othersTied / 2);
            below += othersTied;
        }
        return area / ((double)own * others);
    }
}

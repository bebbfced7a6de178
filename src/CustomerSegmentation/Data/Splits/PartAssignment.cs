namespace CustomerSegmentation;

/// <summary>Puts rows, or groups of rows, into parts of given shares so that each class has the same share in every part.</summary>
internal static class PartAssignment
{
    /// <summary>
    /// Class by class in the order of ranks: the next row goes to the part that is furthest behind, counted over all classes so far, so that
    /// sizes differ by at most one where shares are equal.
    /// </summary>
    public static int[] Rows(ulong[] ranks, int[] classes, int classCount, double[] shares)
    {
        int[] order = Order(ranks), parts = new int[ranks.Length];
        int[] counts = new int[classCount];
        foreach (int c in classes) counts[c]++;
        int[][] byClass = [.. counts.Select(count => new int[count])];
        Array.Clear(counts);
        foreach (int row in order) byClass[classes[row]][counts[classes[row]]++] = row;
        double[] all = new double[shares.Length];
        int dealt = 0;
        foreach (int[] rows in byClass)
        {
            double[] own = new double[shares.Length];
            for (int i = 0; i < rows.Length; i++)
            {
                int best = -1;
                double bestNeed = double.NegativeInfinity;
                for (int part = 0; part < shares.Length; part++)
                {
                    if (shares[part] <= 0) continue;
                    // Behind within the class first; the total decides between parts that are within one row of each other.
                    double behind = shares[part] * (dealt + 1) - all[part];
                    double need = Math.Ceiling(shares[part] * (i + 1) - own[part] - 1e-9) * 4 + behind / (1 + Math.Abs(behind));
                    if (need > bestNeed) (best, bestNeed) = (part, need);
                }
                parts[rows[i]] = best;
                own[best]++;
                all[best]++;
                dealt++;
            }
        }
        return parts;
    }

    /// <summary>
    /// Groups from the largest down, equal sizes in the order of ranks: each goes where the squared distance of the classes' counts from
    /// their targets, relative to the targets, grows least.
    /// </summary>
    public static int[] Groups(ulong[] ranks, int[] groups, int[] classes, int classCount, double[] shares)
    {
        (List<GroupOfRows> units, int[] unitOf) = Units(ranks, groups, classes);
        double[] totals = new double[classCount];
        foreach (int c in classes) totals[c]++;
        double[,] counts = new double[shares.Length, classCount];
        double[] sizes = new double[shares.Length];
        int[] partOf = new int[units.Count];
        int[] order = [.. Enumerable.Range(0, units.Count)];
        UInt128[] largestFirst = [.. units.Select(unit => new UInt128(uint.MaxValue - (uint)unit.Size, unit.Rank))];
        Array.Sort(largestFirst, order);
        foreach (int unit in order)
        {
            int best = -1;
            double bestCost = double.PositiveInfinity;
            for (int part = 0; part < shares.Length; part++)
            {
                if (shares[part] <= 0) continue;
                double size = units[unit].Size, target = shares[part] * ranks.Length;
                double cost = size * (2 * (sizes[part] - target) + size) / target * 1e-3; // the size decides between equals
                foreach ((int c, int n) in units[unit].Classes)
                {
                    target = shares[part] * totals[c];
                    cost += n * (2 * (counts[part, c] - target) + n) / target;
                }
                if (cost < bestCost) (best, bestCost) = (part, cost);
            }
            partOf[unit] = best;
            sizes[best] += units[unit].Size;
            foreach ((int c, int n) in units[unit].Classes) counts[best, c] += n;
        }
        return [.. unitOf.Select(unit => partOf[unit])];
    }

    private static (List<GroupOfRows> Units, int[] UnitOf) Units(ulong[] ranks, int[] groups, int[] classes)
    {
        Dictionary<int, int> found = [];
        List<GroupOfRows> units = [];
        int[] unitOf = new int[groups.Length];
        for (int row = 0; row < groups.Length; row++)
        {
            if (!found.TryGetValue(groups[row], out int unit))
            {
                found[groups[row]] = unit = units.Count;
                units.Add(new());
            }
            unitOf[row] = unit;
            units[unit].Add(ranks[row], classes[row]);
        }
        return (units, unitOf);
    }

    private static int[] Order(ulong[] ranks)
    {
        int[] order = [.. Enumerable.Range(0, ranks.Length)];
        Array.Sort([.. ranks], order);
        return order;
    }

    /// <summary>A group's size, classes and rank; the rank is a sum, so that the order of its rows does not matter.</summary>
    private sealed class GroupOfRows
    {
        private readonly List<(int Class, int Count)> _classes = new(1);

        public int Size { get; private set; }

        public ulong Rank { get; private set; }

        public List<(int Class, int Count)> Classes => _classes;

        public void Add(ulong rank, int c)
        {
            Size++;
            Rank = unchecked(Rank + rank);
            int at = _classes.FindIndex(pair => pair.Class == c);
            if (at < 0) _classes.Add((c, 1));
            else _classes[at] = (c, _classes[at].Count + 1);
        }
    }
}

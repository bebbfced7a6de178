namespace CustomerSegmentation;

/// <summary>Findings about labels that follow an order, and about what says this order: columns and relations.</summary>
internal static class OrderChecks
{
    /// <summary>The labels themselves, and number and time columns that rise or fall with the order: a counter tells nothing else, another may be what the file is sorted by.</summary>
    public static IEnumerable<LeakFinding> Labels(CustomerTable customers, CustomerOrder order, GraphLabels labels)
    {
        LabelRuns runs = LabelRuns.In(order, labels);
        yield return new(LeakSeverity.Note, LeakCheck.RowOrder, labels.Name,
            $"follows {order.Name}: the next labelled customer has the same in {Figures.Percent(runs.Same)}, by chance {Figures.Percent(runs.Chance)} (z {Figures.Short(runs.Z, 3)})",
            "Use neither row number nor key, nor anything made from them, as a column or relation", runs.Same, runs.Chance);
        foreach (Column column in customers.Columns)
            if (column.Name != labels.Name && RankCorrelation(column, order) is { } rho && Math.Abs(rho) >= .99)
                yield return IsCounter(column)
                    ? new(LeakSeverity.Flag, LeakCheck.RowOrder, column.Name, $"counts in {order.Name} (rank correlation {Figures.Fixed(rho)}), which the label follows", "Leave the column out", rho, 0)
                    : new(LeakSeverity.Note, LeakCheck.RowOrder, column.Name, $"sorts the customers in {order.Name} (rank correlation {Figures.Fixed(rho)}), and may be why the label follows it",
                        "Keep the column if it is known when a customer is to be scored", rho, 0);
    }

    /// <summary>Whole numbers, another for every customer: a number that somebody gave, not one that says something of the customer.</summary>
    private static bool IsCounter(Column column) => column is NumberColumn numbers
        && numbers.Values.ToArray().Where(value => !double.IsNaN(value)).ToArray() is var values && values.All(double.IsInteger) && values.Distinct().Count() == values.Length;

    /// <summary>A relation that joins near customers, whose label is the same because they are near.</summary>
    public static IEnumerable<LeakFinding> Relation(GraphRelation relation, CustomerOrder order, GraphLabels labels)
    {
        NearEdges near = NearEdges.Of(relation, order, labels);
        if (!near.FarMoreThanChance) yield break;
        double all = near.Adjusted(near.Same / near.All), far = near.Adjusted(near.FarShareSame), share = near.Near / near.All;
        if (!(near.Adjusted(near.NearSame / near.Near) - (near.Far > 0 ? far : 0) >= .05)) yield break;
        // Without the near edges less than half of what the relation says is left.
        bool flag = share >= .5 || !(far >= all / 2);
        string window = Show.Count(near.Window, "place");
        yield return new(flag ? LeakSeverity.Flag : LeakSeverity.Note, LeakCheck.RelationOrder, relation.Name,
            $"{Figures.Percent(share)} of its edges join customers within {window} in {order.Name}, by chance {Figures.Percent(near.Expected)}; of these {Figures.Percent(near.NearSame / near.Near)} join the same {labels.Name}, "
                + (near.Far > 0 ? $"of the others {Figures.Percent(near.FarShareSame)}" : $"by chance {Figures.Percent(near.Chance)}"),
            flag ? $"The label follows {order.Name}: leave the relation out, unless new customers come in that order too" : "The other edges say the same without the order; try the relation without the near ones", share, near.Expected);
    }

    /// <summary>Spearman's correlation of a column with the order; null where there are too few values, or none that can be ordered.</summary>
    private static double? RankCorrelation(Column column, CustomerOrder order)
    {
        if (column is not (NumberColumn or TimeColumn)) return null;
        int[] rows = column.PresentRows();
        if (rows.Length < 30) return null;
        double[] values = [.. rows.Select(row => column is NumberColumn numbers ? numbers.Values[row] : ((TimeColumn)column).Ticks[row])];
        double[] x = Ranks(values), y = Ranks([.. rows.Select(row => (double)order.Place[row])]);
        double middle = (rows.Length - 1) / 2.0;
        double deviation = Math.Sqrt(Sums.Variance(x, middle) * Sums.Variance(y, middle));
        return deviation > 0 ? Sums.Mean([.. x.Zip(y, (a, b) => (a - middle) * (b - middle))]) / deviation : null;
    }

    private static double[] Ranks(double[] values)
    {
        int[] order = [.. Enumerable.Range(0, values.Length)];
        double[] sorted = [.. values], ranks = new double[values.Length];
        Array.Sort(sorted, order);
        for (int i = 0, end; i < order.Length; i = end)
        {
            for (end = i + 1; end < order.Length && sorted[end] == sorted[i];) end++;
            for (int j = i; j < end; j++) ranks[order[j]] = (i + end - 1) / 2.0;
        }
        return ranks;
    }
}

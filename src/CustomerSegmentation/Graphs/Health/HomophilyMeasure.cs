namespace CustomerSegmentation;

/// <summary>Sums that give the homophily of a relation, and give it again without any one customer.</summary>
internal sealed class HomophilyMeasure
{
    private readonly double _same, _all; // edges that join the same label, and all
    private readonly double[] _ends, _others; // the labels of the two ends; one array where the relation has no direction
    private int _reached;
    private double _first, _second; // sums of the values without one customer, and of their squares, from the full value

    private HomophilyMeasure(double same, double all, double[] ends, double[] others) => (_same, _all, _ends, _others) = (same, all, ends, others);

    /// <summary>Measures a relation.</summary>
    public static Homophily Of(GraphRelation relation, GraphLabels labels) =>
        relation.Kind == RelationKind.UserUser ? Direct(relation, labels) : SharedItems(relation, labels);

    private static Homophily Direct(GraphRelation relation, GraphLabels labels)
    {
        (int[] codes, int k) = (labels.Codes, labels.Values.Length);
        Adjacency edges = relation.ToUsers, back = relation.FromUsers;
        double same = 0, all = 0;
        double[] ends = new double[k], others = new double[k];
        for (int row = 0; row < edges.Rows; row++)
        {
            if (codes[row] < 0) continue;
            foreach (int neighbour in edges.Row(row))
            {
                if (codes[neighbour] < 0) continue;
                all++;
                ends[codes[row]]++;
                others[codes[neighbour]]++;
                if (codes[row] == codes[neighbour]) same++;
            }
        }
        HomophilyMeasure measure = new(same, all, ends, others);
        double[] lostEnds = new double[k], lostOthers = new double[k];
        for (int row = 0; row < edges.Rows; row++)
        {
            int code = codes[row];
            if (code < 0) continue;
            Array.Clear(lostEnds);
            Array.Clear(lostOthers);
            double lostSame = 0, lost = 0;
            foreach (int neighbour in edges.Row(row)) Lose(codes[neighbour], lostEnds, code, lostOthers, codes[neighbour]);
            foreach (int neighbour in back.Row(row)) Lose(codes[neighbour], lostEnds, codes[neighbour], lostOthers, code);
            measure.Without(lostSame, lost, lostEnds, lostOthers);

            void Lose(int other, double[] ends, int end, double[] others, int otherEnd)
            {
                if (other < 0) return;
                lost++;
                if (other == code) lostSame++;
                ends[end]++;
                others[otherEnd]++;
            }
        }
        return measure.Result(relation.Directed ? (long)all : (long)all / 2, labels);
    }

    private static Homophily SharedItems(GraphRelation relation, GraphLabels labels)
    {
        (int[] codes, int k) = (labels.Codes, labels.Values.Length);
        Adjacency users = relation.ToUsers, items = relation.FromUsers;
        int[] counts = new int[k], sizes = new int[items.Rows], codeSums = new int[items.Rows];
        double[] lostSame = new double[users.Rows], lostAll = new double[users.Rows], ends = new double[k];
        double same = 0, all = 0;
        for (int item = 0; item < items.Rows; item++)
        {
            Array.Clear(counts);
            foreach (int user in items.Row(item))
                if (codes[user] is >= 0 and var code)
                {
                    counts[code]++;
                    codeSums[item] += code;
                    sizes[item]++;
                }
            double n = sizes[item], squares = 0;
            if (n < 2) continue;
            for (int c = 0; c < k; c++)
            {
                squares += (double)counts[c] * counts[c];
                ends[c] += counts[c];
            }
            double term = (squares - n) / (n - 1);
            same += term;
            all += n;
            foreach (int user in items.Row(item))
            {
                if (codes[user] is not (>= 0 and var code)) continue;
                // Without this customer the item has one fewer of its label; with two there is nothing left.
                lostSame[user] += n == 2 ? term : term - (squares - 2 * counts[code] + 1 - (n - 1)) / (n - 2);
                lostAll[user] += n == 2 ? 2 : 1;
            }
        }
        HomophilyMeasure measure = new(same, all, ends, ends);
        double[] lost = new double[k];
        for (int user = 0; user < users.Rows; user++)
        {
            if (codes[user] is not (>= 0 and var code)) continue;
            Array.Clear(lost);
            foreach (int item in users.Row(user))
            {
                if (sizes[item] < 2) continue;
                lost[code]++;
                if (sizes[item] == 2) lost[codeSums[item] - code]++;
            }
            measure.Without(lostSame[user], lostAll[user], lost, lost);
        }
        return measure.Result((long)all, labels);
    }

    private void Without(double lostSame, double lostAll, double[] lostEnds, double[] lostOthers)
    {
        if (lostAll > 0) _reached++;
        double all = _all - lostAll;
        if (lostAll == 0 || all <= 0) return; // the value stays
        double chance = 0;
        for (int c = 0; c < _ends.Length; c++) chance += (_ends[c] - lostEnds[c]) * (_others[c] - lostOthers[c]);
        double change = (_same - lostSame) / all - chance / (all * all) - Value;
        _first += change;
        _second += change * change;
    }

    private double Chance
    {
        get
        {
            double chance = 0;
            for (int c = 0; c < _ends.Length; c++) chance += _ends[c] * _others[c];
            return chance / (_all * _all);
        }
    }

    private double Value => _same / _all - Chance;

    private Homophily Result(long edges, GraphLabels labels)
    {
        int n = labels.Labelled;
        double error = Math.Sqrt(Math.Max(0, (n - 1.0) / n * (_second - _first * _first / n)));
        return new(edges, n == 0 ? 0 : (double)_reached / n, _all > 0 ? _same / _all : double.NaN, _all > 0 ? Chance : double.NaN, _all > 0 ? error : double.NaN) { ReachedCustomers = _reached };
    }
}

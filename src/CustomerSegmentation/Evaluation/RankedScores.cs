namespace CustomerSegmentation;

/// <summary>
/// The rows ordered once by one segment's probability, so that ranking metrics under any row weights take one pass. Rows of equal
/// probability are one step of the curve. Immutable.
/// </summary>
internal sealed class RankedScores
{
    private const int Positive = 1, EndsTie = 2;

    // In rising order of the score: row << 2, whether the row is of the segment, whether it is the last of its tie.
    private readonly int[] _order;

    /// <summary>Orders the rows by one segment's probability.</summary>
    public RankedScores(EvaluationData data, int segment)
    {
        int n = data.Count, k = data.Segments.Length;
        double[] scores = new double[n];
        _order = new int[n];
        for (int row = 0; row < n; row++) (scores[row], _order[row]) = (data.Probabilities[row * k + segment], row);
        Array.Sort(scores, _order);
        for (int i = 0; i < n; i++)
            _order[i] = _order[i] << 2 | (data.Truth[_order[i]] == segment ? Positive : 0) | (i == n - 1 || scores[i] != scores[i + 1] ? EndsTie : 0);
    }

    /// <summary>
    /// The probability that a row of the segment scores above one that is not, ties counting half (Mann and Whitney 1947); NaN
    /// where one of the two kinds has no weight.
    /// </summary>
    /// <param name="weights">The weight of each row, <c>[n]</c>.</param>
    public double Auc(ReadOnlySpan<double> weights)
    {
        double area = 0, below = 0, found = 0, tiedIn = 0, tiedAll = 0;
        foreach (int item in _order)
        {
            double weight = weights[item >> 2];
            tiedAll += weight;
            tiedIn += weight * (item & Positive); // a product, since a branch would be guessed wrong half of the time
            if ((item & EndsTie) == 0) continue;
            double tiedOut = tiedAll - tiedIn;
            area += tiedIn * (below + tiedOut / 2);
            below += tiedOut;
            found += tiedIn;
            tiedIn = tiedAll = 0;
        }
        return found > 0 && below > 0 ? area / (found * below) : double.NaN;
    }

    /// <summary>Σ (Rᵢ − Rᵢ₋₁) Pᵢ over falling distinct scores; NaN where the segment has no weight.</summary>
    public double AveragePrecision(ReadOnlySpan<double> weights)
    {
        double sum = 0, found = 0, all = 0, tiedIn = 0, tiedAll = 0;
        for (int i = _order.Length - 1; i >= 0; i--)
        {
            double weight = weights[_order[i] >> 2];
            tiedAll += weight;
            tiedIn += weight * (_order[i] & Positive);
            if (!StartsTie(i)) continue;
            found += tiedIn;
            all += tiedAll;
            if (tiedIn > 0) sum += tiedIn * (found / all);
            tiedIn = tiedAll = 0;
        }
        return found > 0 ? sum / found : double.NaN;
    }

    /// <summary>The segment's share in the given share of weight with the highest scores, over its share in all; NaN where it has none.</summary>
    public double Lift(ReadOnlySpan<double> weights, double share)
    {
        double total = 0, ofSegment = 0;
        foreach (int item in _order)
        {
            total += weights[item >> 2];
            ofSegment += weights[item >> 2] * (item & Positive);
        }
        if (ofSegment <= 0) return double.NaN;
        double left = share * total, found = 0, tiedIn = 0, tiedAll = 0;
        for (int i = _order.Length - 1; i >= 0 && left > 0; i--)
        {
            double weight = weights[_order[i] >> 2];
            tiedAll += weight;
            tiedIn += weight * (_order[i] & Positive);
            if (!StartsTie(i)) continue;
            if (tiedAll > 0) found += tiedIn * Math.Min(1, left / tiedAll); // what is tied at the border counts in proportion
            left -= tiedAll;
            tiedIn = tiedAll = 0;
        }
        return found / (share * ofSegment);
    }

    private bool StartsTie(int i) => i == 0 || (_order[i - 1] & EndsTie) != 0;
}

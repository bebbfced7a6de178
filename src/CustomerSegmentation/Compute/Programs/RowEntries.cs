namespace CustomerSegmentation;

/// <summary>The entries from <paramref name="from"/> to before <paramref name="to"/> of a row, of all <paramref name="end"/> entries of a matrix.</summary>
internal readonly unsafe struct RowEntries(int* targets, int from, int to, int end)
{
    public readonly int* Targets = targets;
    public readonly int From = from, To = to, End = end;
}

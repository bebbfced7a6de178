namespace CustomerSegmentation;

/// <summary>A category or yes/no column in one segment.</summary>
/// <param name="Column">The column's name.</param>
/// <param name="Segment">The segment's name.</param>
/// <param name="Count">Customers with a value.</param>
/// <param name="Missing">Customers without.</param>
/// <param name="Levels">The most frequent levels of the whole column, at most ten, most frequent first (equals by ordinal); the same in each segment.</param>
/// <param name="OtherLevels">How many further levels the column has.</param>
/// <param name="OtherCount">Customers of this segment with one of those.</param>
public sealed record LevelDescription(
    string Column, string Segment, int Count, int Missing, IReadOnlyList<LevelShare> Levels, int OtherLevels, int OtherCount)
{
    /// <summary>The share of the further levels among <see cref="Count"/>; NaN where that is 0.</summary>
    public double OtherShare => (double)OtherCount / Count;
}

namespace CustomerSegmentation;

/// <summary>A level in one segment.</summary>
/// <param name="Level">The level.</param>
/// <param name="Count">Customers of the segment with it.</param>
/// <param name="Share">Their share among the segment's customers with a value, from 0 to 1; NaN where there are none.</param>
public sealed record LevelShare(string Level, int Count, double Share);

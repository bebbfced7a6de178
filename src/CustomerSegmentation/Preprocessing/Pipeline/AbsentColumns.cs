namespace CustomerSegmentation;

/// <summary>What happens at scoring when a column that was there at training is not in the table at all.</summary>
public enum AbsentColumns
{
    /// <summary>A <see cref="SegmentationException"/> that names it.</summary>
    Error,

    /// <summary>The column counts as missing in every row, and is noted.</summary>
    AllMissing,
}

namespace CustomerSegmentation;

/// <summary>What <see cref="OneHotEncoder"/> does with a missing value.</summary>
public enum MissingLevels
{
    /// <summary>
    /// A column <c>name (missing)</c> of its own is 1. It is added only where training had missing values; elsewhere all columns are 0,
    /// counted in the notes.
    /// </summary>
    OwnColumn,

    /// <summary>All columns are 0; counted in the notes.</summary>
    AllZero,

    /// <summary>A <see cref="SegmentationException"/> that names the row.</summary>
    Error,
}

namespace CustomerSegmentation;

/// <summary>What <see cref="OneHotEncoder"/> does with a level that training did not have.</summary>
public enum UnseenLevels
{
    /// <summary>All columns are 0; counted in the notes.</summary>
    AllZero,

    /// <summary>The column <c>name=(other)</c> is 1, as for rare levels; counted in the notes. The column exists even where no level was
    /// rare in training; then a model has learned nothing about it.</summary>
    Other,

    /// <summary>A <see cref="SegmentationException"/> that names the level and the row.</summary>
    Error,
}

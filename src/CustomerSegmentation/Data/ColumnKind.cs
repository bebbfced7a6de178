namespace CustomerSegmentation;

/// <summary>What a column of a <see cref="CustomerTable"/> holds.</summary>
public enum ColumnKind
{
    /// <summary>A quantity: <see cref="NumberColumn"/>.</summary>
    Number,

    /// <summary>One of a limited number of levels: <see cref="CategoryColumn"/>.</summary>
    Category,

    /// <summary>Two words for true and false: <see cref="YesNoColumn"/>.</summary>
    YesNo,

    /// <summary>A date or a moment: <see cref="TimeColumn"/>.</summary>
    Time,

    /// <summary>Free text, or anything with too many different values to be a category: <see cref="TextColumn"/>.</summary>
    Text,
}

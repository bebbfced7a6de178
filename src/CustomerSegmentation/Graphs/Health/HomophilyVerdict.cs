namespace CustomerSegmentation;

/// <summary>What the labels of a relation's neighbours say about a customer's own.</summary>
public enum HomophilyVerdict
{
    /// <summary>Fewer than 30 labelled customers have a labelled neighbour: nothing can be said.</summary>
    TooFew,

    /// <summary>Not to be told from chance.</summary>
    None,

    /// <summary>More (or less) than chance, but by less than a twentieth of what is possible, or not surely.</summary>
    Little,

    /// <summary>Clearly more (or less) than chance.</summary>
    Helps,
}

namespace CustomerSegmentation;

/// <summary>What an edge between two customers who share items weighs.</summary>
public enum SharedItemWeight
{
    /// <summary>Shared items over the items that either has (Jaccard 1901): from above 0 to 1.</summary>
    Jaccard,

    /// <summary>The number of shared items.</summary>
    Count,

    /// <summary>The sum over shared items of 1 / ln(customers of the item): rare items say more (Adamic, Adar 2003).</summary>
    InversePopularity,
}

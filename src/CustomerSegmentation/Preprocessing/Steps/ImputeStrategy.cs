namespace CustomerSegmentation;

/// <summary>What <see cref="SimpleImputer"/> fills missing values with.</summary>
public enum ImputeStrategy
{
    /// <summary>The mean of the present training values; numbers only.</summary>
    Mean,

    /// <summary>The median of the present training values; numbers only.</summary>
    Median,

    /// <summary>The most frequent training value; the smallest of those that are as frequent (levels by ordinal, no before yes).</summary>
    MostFrequent,

    /// <summary>A given value.</summary>
    Constant,
}

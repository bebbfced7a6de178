namespace CustomerSegmentation;

/// <summary>What a fit found in a column and what it does with it.</summary>
/// <param name="Column">The column's name.</param>
/// <param name="Kind">The kind it has in the training table.</param>
/// <param name="Missing">How many training rows have no value.</param>
/// <param name="Distinct">How many different values the training rows have.</param>
/// <param name="What">What is done with it, in words: "clip to 18 … 80; standardise: …", "left out: constant".</param>
/// <param name="Features">How many features come out; 0 where it is left out.</param>
public sealed record FeatureChoice(string Column, ColumnKind Kind, int Missing, int Distinct, string What, int Features);

namespace CustomerSegmentation;

/// <summary>A member of a graph model.</summary>
/// <param name="Member">The member.</param>
/// <param name="Weight">Its share of the answer.</param>
/// <param name="Temperature">The temperature of its probabilities; 1 leaves them as they are.</param>
internal readonly record struct WeightedMember(GcnMember Member, float Weight, float Temperature);

namespace CustomerSegmentation;

/// <summary>A part of the flat parameters, and how much of the penalties (L1, L2, weight decay) falls on it: 0 none, 1 all.</summary>
internal readonly record struct ParameterSegment(int Offset, int Length, float Penalty);

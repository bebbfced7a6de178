namespace CustomerSegmentation;

/// <summary>A part of the flat parameters, and whether penalties (L1, L2, weight decay) fall on it.</summary>
internal readonly record struct ParameterSegment(int Offset, int Length, bool Penalised);

namespace CustomerSegmentation;

/// <summary>Entries of an adjacency in the order of their source, repeats among them; an equal place belongs together in all arrays.</summary>
/// <param name="Count">How many entries there are; the arrays may be longer.</param>
/// <param name="Rows">The row of each.</param>
/// <param name="Columns">The column of each.</param>
/// <param name="Weights">The weight of each, or null where all are 1.</param>
internal readonly record struct EdgeList(int Count, int[] Rows, int[] Columns, float[]? Weights);

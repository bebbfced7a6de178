namespace CustomerSegmentation;

/// <summary>The edges that newcomers bring to a relation.</summary>
/// <param name="toUsers">Whether the row is a customer that hears the targets; else it is what the edges lead to, and hears customers.</param>
/// <param name="row">The row; newcomers have those after the old customers.</param>
/// <returns>The targets in rising order, with the weights of the edges.</returns>
internal delegate List<(int Target, float Weight)> ExtraEdges(bool toUsers, int row);

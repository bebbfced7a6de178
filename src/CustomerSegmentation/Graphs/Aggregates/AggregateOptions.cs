namespace CustomerSegmentation;

/// <summary>
/// Which aggregates of the neighbours' features are made. A hop's aggregates are statistics over a customer's neighbours of the means that the hop before
/// gave them: hop 1 tells of the neighbours, hop 2 of what their neighbours are like. Immutable, compared by value.
/// </summary>
/// <remarks>
/// Means and spreads weigh neighbours by the weights of their edges, where a relation has them. A relation to items has the customer – item – customer path
/// as its two hops, and no third. A customer without neighbours has missing values (NaN), and a degree of 0.
/// </remarks>
public sealed record AggregateOptions
{
    /// <summary>How many hops, 1 to 8; default 3.</summary>
    public int Hops { get; init; } = 3;

    /// <summary>Whether standard deviations are made besides means (Σ w (x − mean)² / Σ w, no degrees of freedom taken off); default true.</summary>
    public bool Spread { get; init; } = true;

    /// <summary>Whether the least and the most are made; default true.</summary>
    public bool Extremes { get; init; } = true;

    /// <summary>
    /// Whether the logarithm of 1 + the number of neighbours, and of 1 + the sum of their weights where there are weights, is a feature, and is aggregated
    /// over two hops; default true.
    /// </summary>
    public bool Degrees { get; init; } = true;

    /// <summary>
    /// With more features than this, at least 0, only means are made of them: spreads and extremes of words or indicators say little and cost much;
    /// default 64. The degrees have all statistics always.
    /// </summary>
    public int MostDetailed { get; init; } = 64;

    internal IEnumerable<string> Problems()
    {
        if (Hops is < 1 or > 8) yield return $"Neighbour aggregates over {Hops} hops are asked for; give 1 to 8.";
        if (MostDetailed < 0) yield return $"MostDetailed is {MostDetailed}; give at least 0.";
    }

    /// <summary>The aggregates in words.</summary>
    public string Describe() =>
        $"means{(Spread ? ", spreads" : "")}{(Extremes ? ", extremes" : "")}{(Degrees ? ", degrees" : "")} over {Show.Count(Hops, "hop")}";
}

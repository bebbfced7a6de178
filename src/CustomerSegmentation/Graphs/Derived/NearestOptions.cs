namespace CustomerSegmentation;

/// <summary>When two customers near each other are joined.</summary>
public enum NearestJoin
{
    /// <summary>One is among the nearest of the other.</summary>
    Either,

    /// <summary>Each is among the nearest of the other: fewer edges, and no hubs.</summary>
    Mutual,
}

/// <summary>How customers who are near each other in their columns become a relation.</summary>
public sealed record NearestOptions
{
    /// <summary>How many nearest customers each looks for; at least 1. Default: 10.</summary>
    public int Neighbours { get; init; } = 10;

    /// <summary>
    /// The number columns that span the space; null for all. Name them where a number column is the label or tells it: neighbours by the label
    /// are a leak. Default: null.
    /// </summary>
    public EquatableList<string>? Columns { get; init; }

    /// <summary>Whether one or both must find the other. Default: <see cref="NearestJoin.Either"/>.</summary>
    public NearestJoin Join { get; init; } = NearestJoin.Either;

    /// <summary>More customers than this are refused, since the exact search compares all with all. Default: 50,000.</summary>
    public int MostCustomers { get; init; } = 50_000;

    internal IEnumerable<string> Problems(string relation)
    {
        if (Neighbours < 1) yield return $"Relation {Show.Value(relation)} has Neighbours = {Show.Value(Neighbours)}. Give at least 1.";
        if (!Enum.IsDefined(Join)) yield return $"Relation {Show.Value(relation)} has Join = {Join}, which there is not. Choose Either or Mutual.";
    }
}

namespace CustomerSegmentation;

/// <summary>How customers who share items become a relation between customers.</summary>
public sealed record SameItemOptions
{
    /// <summary>What an edge weighs. Default: <see cref="SharedItemWeight.Jaccard"/>.</summary>
    public SharedItemWeight Weight { get; init; } = SharedItemWeight.Jaccard;

    /// <summary>Items that more customers have are left out everywhere, and counted: they join nearly all with all and say little. At least 2. Default: 100.</summary>
    public int MostCustomersPerItem { get; init; } = 100;

    /// <summary>
    /// How many edges a customer may ask for, the heaviest first and of equal ones the earlier row; an edge stays where either end asks for it,
    /// so that a customer can have more. At least 1; null for all. Default: 20.
    /// </summary>
    public int? MostNeighbours { get; init; } = 20;

    /// <summary>Lighter edges are left out. From 0. Default: 0.</summary>
    public double LeastWeight { get; init; }

    internal IEnumerable<string> Problems(string relation)
    {
        if (!Enum.IsDefined(Weight)) yield return $"Relation {Show.Value(relation)} has Weight = {Weight}, which there is not. Choose Jaccard, Count or InversePopularity.";
        if (MostCustomersPerItem < 2) yield return $"Relation {Show.Value(relation)} has MostCustomersPerItem = {Show.Value(MostCustomersPerItem)}. Give at least 2: an item of one customer joins nobody.";
        if (MostNeighbours is < 1) yield return $"Relation {Show.Value(relation)} has MostNeighbours = {Show.Value(MostNeighbours)}. Give at least 1, or null for all.";
        if (!(LeastWeight >= 0 && double.IsFinite(LeastWeight))) yield return $"Relation {Show.Value(relation)} has LeastWeight = {Show.Value(LeastWeight)}. Give a number from 0.";
    }
}

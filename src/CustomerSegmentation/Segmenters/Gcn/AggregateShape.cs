namespace CustomerSegmentation;

/// <summary>What neighbour aggregates are made from in a graph that is given as numbers: names, and which relations weigh their edges.</summary>
/// <param name="Customers">The names of the customers' features.</param>
/// <param name="Detailed">How many of them, from the first, may have spreads and extremes.</param>
/// <param name="Items">The names of each item set's features.</param>
/// <param name="Relations">The relations.</param>
internal sealed record AggregateShape(IReadOnlyList<string> Customers, int Detailed, IReadOnlyList<IReadOnlyList<string>> Items, IReadOnlyList<CarriedRelation> Relations)
{
    public static AggregateShape Of(GraphFeatures customers, GraphFeatures[] items, IReadOnlyList<CarriedRelation> relations) =>
        new(customers.Names, customers.Pipeline?.FeatureNames.Count ?? 0, [.. items.Select(set => set.Names)], relations);

    /// <summary>The source of a graph.</summary>
    public AggregateSource Source(GcnData data) => new(data.Rows[0], data.Plain(0), Customers, Detailed, [.. Relations.Select((relation, i) => new AggregateRelation(
        relation.Name, relation.Directed, relation.Weighted, data.Relations[i].ToUsers, data.Relations[i].FromUsers,
        relation.Space == 0 ? null : new(data.Plain(relation.Space), Items[relation.Space - 1])))]);
}

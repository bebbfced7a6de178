namespace CustomerSegmentation;

/// <summary>What neighbour aggregates are made of: the customers' features and the relations.</summary>
/// <param name="Customers">The number of customers, n.</param>
/// <param name="Features">Their features, all finite, <c>[n, d]</c>; nobody changes them.</param>
/// <param name="Names">The features' names, <c>[d]</c>.</param>
/// <param name="Detailed">How many features, from the first, may have spreads and extremes.</param>
/// <param name="Relations">The relations.</param>
internal sealed record AggregateSource(int Customers, float[] Features, IReadOnlyList<string> Names, int Detailed, IReadOnlyList<AggregateRelation> Relations);

/// <summary>One relation as neighbour aggregates see it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Directed">Whether its edges between customers lead one way only, so that both ways are aggregated.</param>
/// <param name="Weighted">Whether the sum of weights is a feature besides the number of edges: as in training, whatever weights there are now.</param>
/// <param name="ToUsers">Who reaches each customer.</param>
/// <param name="FromUsers">The way back.</param>
/// <param name="Items">The items it leads to; null between customers.</param>
internal sealed record AggregateRelation(string Name, bool Directed, bool Weighted, Adjacency ToUsers, Adjacency FromUsers, AggregateItems? Items)
{
    /// <summary>A relation of a graph; what its items' table says is prepared by <see cref="FeaturePipelineBuilder.AddAll"/>.</summary>
    public static AggregateRelation Of(GraphRelation relation, CancellationToken cancellationToken = default)
    {
        AggregateItems? items = relation.ItemSet is null ? null : new([], []);
        if (relation.ItemSet?.Table is { Columns.Count: > 0 } table)
        {
            FeaturePipeline preparation = new FeaturePipelineBuilder().AddAll().Build().Fit(table, cancellationToken: cancellationToken);
            items = new(preparation.Transform(table, cancellationToken).Values, preparation.FeatureNames);
        }
        return new(relation.Name, relation.Directed, relation.Weighted, relation.ToUsers, relation.FromUsers, items);
    }
}

/// <summary>The features of items.</summary>
/// <param name="Features">Finite, <c>[items, d]</c>.</param>
/// <param name="Names">Their names, <c>[d]</c>; may be empty.</param>
internal sealed record AggregateItems(float[] Features, IReadOnlyList<string> Names);

namespace CustomerSegmentation;

public sealed partial class CustomerGraphBuilder
{
    /// <summary>A relation between customers who share items, made from a user–item relation: those who bought the same.</summary>
    /// <param name="name">Its name, unique in the graph.</param>
    /// <param name="relation">The user–item relation, added before.</param>
    /// <param name="options">What an edge weighs, and which are left out; null for the defaults of <see cref="SameItemOptions"/>.</param>
    public CustomerGraphBuilder AddSameItem(string name, string relation, SameItemOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(relation);
        return AddDerived(new SameItemRelation(name, relation, options ?? new()));
    }

    /// <summary>A relation between each customer and the nearest ones in the space of standardised number columns; exact, equal distances by row. Edges weigh 1.</summary>
    /// <param name="name">Its name, unique in the graph.</param>
    /// <param name="options">How many, by which columns; null for the defaults of <see cref="NearestOptions"/>.</param>
    public CustomerGraphBuilder AddNearest(string name, NearestOptions? options = null) => AddDerived(new NearestRelation(name, options ?? new()));
}

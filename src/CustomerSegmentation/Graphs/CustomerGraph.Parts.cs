namespace CustomerSegmentation;

public sealed partial class CustomerGraph
{
    /// <summary>The graph without one relation; items that no other relation links stay.</summary>
    /// <exception cref="SegmentationException">There is no such relation; the nearest name is suggested.</exception>
    public CustomerGraph Without(string relation)
    {
        GraphRelation left = this[relation];
        return new(Customers, _items, [.. _relations.Where(known => known != left)], CutOff, Known(), MoreNotes);
    }

    /// <summary>The graph with other columns for the same customers; relations stay as they are, derived ones too.</summary>
    /// <param name="customers">The same keys in the same order.</param>
    /// <exception cref="SegmentationException">The keys are not the same.</exception>
    public CustomerGraph WithCustomers(CustomerTable customers)
    {
        ArgumentNullException.ThrowIfNull(customers);
        if (customers.RowCount != Customers.RowCount)
            throw new SegmentationException($"{customers.Source} has {Show.Count(customers.RowCount, "customer")}, but the graph has {Customers.RowCount}. Give the same customers in the same order.");
        for (int row = 0; row < customers.RowCount; row++)
            if (customers.Keys[row] != Customers.Keys[row])
                throw new SegmentationException($"Row {customers.RowNumber(row)} of {customers.Source} is {Show.Value(customers.Keys[row])}, but in the graph it is {Show.Value(Customers.Keys[row])}. Give the same customers in the same order.");
        return new(customers, _items, _relations, CutOff, Known(), MoreNotes);
    }

    /// <summary>Only these customers, in this order, and the edges among them and to items, of which all stay.</summary>
    /// <param name="rows">Rows (from 0), none twice.</param>
    internal CustomerGraph Induced(int[] rows)
    {
        int[] places = new int[Customers.RowCount];
        Array.Fill(places, -1);
        for (int i = 0; i < rows.Length; i++) places[rows[i]] = i;
        return new(Customers.SelectRows(rows), _items, [.. _relations.Select(Part)], CutOff, notes: MoreNotes);

        GraphRelation Part(GraphRelation relation) =>
            relation.With(AdjacencyPart.Of(relation.ToUsers, rows, relation.Kind == RelationKind.UserUser ? places : null), relation.Notes);
    }

    private Dictionary<string, int>? Known() => _rows.IsValueCreated ? _rows.Value : null;
}

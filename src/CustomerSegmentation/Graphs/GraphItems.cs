namespace CustomerSegmentation;

/// <summary>The items of one kind that customers of a graph are linked to: products, categories, shops. Immutable, safe to share between threads.</summary>
public sealed class GraphItems
{
    private readonly string[] _keys;
    private readonly Lazy<Dictionary<string, int>> _rows;

    /// <summary>Takes over the keys, which are unique.</summary>
    internal GraphItems(string name, string[] keys, CustomerTable? table)
    {
        (Name, _keys, Table) = (name, keys, table);
        _rows = new(() => KeyRows.Of(_keys));
    }

    /// <summary>The name of the set.</summary>
    public string Name { get; }

    /// <summary>The items' names: in the order of the table, or sorted by ordinal where they come from edges only; <c>[Count]</c>.</summary>
    public IReadOnlyList<string> Keys => _keys;

    /// <summary>The table the items come from, with a row for each of <see cref="Keys"/>; null where they come from edges only.</summary>
    public CustomerTable? Table { get; }

    /// <summary>The number of items.</summary>
    public int Count => _keys.Length;

    /// <summary>One line: name, number, where they come from.</summary>
    public override string ToString() => $"{Name}: {Show.Count(Count, "item")} from {(Table is null ? "edges" : Table.Source)}";

    /// <summary>The row of an item, −1 where there is none.</summary>
    internal int Row(string key) => _rows.Value.GetValueOrDefault(key, -1);
}

namespace CustomerSegmentation;

/// <summary>One customer of a table, to be looked at by column name. A view: it copies nothing.</summary>
public readonly struct CustomerRow : IEquatable<CustomerRow>
{
    private readonly CustomerTable _table;

    internal CustomerRow(CustomerTable table, int index) => (_table, Index) = (table, index);

    /// <summary>The row's place in the table, from 0.</summary>
    public int Index { get; }

    /// <summary>The customer's key.</summary>
    public string Key => _table.Keys[Index];

    /// <summary>A number, <see cref="double.NaN"/> where it is missing.</summary>
    /// <exception cref="SegmentationException">There is no such column, or it holds something else.</exception>
    public double Number(string name) => Typed<NumberColumn>(name).Values[Index];

    /// <summary>A level of a category, null where it is missing.</summary>
    /// <inheritdoc cref="Number"/>
    public string? Category(string name) => Typed<CategoryColumn>(name).Text(Index);

    /// <summary>Yes or no, null where it is missing.</summary>
    /// <inheritdoc cref="Number"/>
    public bool? YesNo(string name) => Typed<YesNoColumn>(name).Values[Index] switch { < 0 => null, 0 => false, _ => true };

    /// <summary>A moment, null where it is missing.</summary>
    /// <inheritdoc cref="Number"/>
    public DateTime? Time(string name) => Typed<TimeColumn>(name)[Index];

    /// <summary>The value of a column of any kind as invariant text, null where it is missing.</summary>
    /// <exception cref="SegmentationException">There is no such column.</exception>
    public string? Text(string name) => _table[name].Text(Index);

    /// <summary>Whether the customer has no value in a column of any kind.</summary>
    /// <exception cref="SegmentationException">There is no such column.</exception>
    public bool IsMissing(string name) => _table[name].IsMissing(Index);

    /// <summary>Whether both are the same row of the same table.</summary>
    public bool Equals(CustomerRow other) => ReferenceEquals(_table, other._table) && Index == other.Index;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CustomerRow other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_table, Index);

    /// <summary>Whether both are the same row of the same table.</summary>
    public static bool operator ==(CustomerRow left, CustomerRow right) => left.Equals(right);

    /// <summary>Whether they are different rows.</summary>
    public static bool operator !=(CustomerRow left, CustomerRow right) => !left.Equals(right);

    private T Typed<T>(string name) where T : Column => _table[name] is T column ? column
        : throw new SegmentationException($"Column {Show.Value(name)} of {_table.Source} holds {_table[name].Kind}; ask for it with {_table[name].Kind}({Show.Value(name)}), or with Text for any kind.");
}

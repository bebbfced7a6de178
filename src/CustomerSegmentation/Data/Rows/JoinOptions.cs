namespace CustomerSegmentation;

/// <summary>What happens to customers that find no partner in a join.</summary>
public enum JoinKind
{
    /// <summary>They stay, with missing values.</summary>
    Left,

    /// <summary>They are left out.</summary>
    Inner,
}

/// <summary>How another table is joined to the customers: many of them may point at one row of it, never the other way round.</summary>
public sealed record JoinOptions
{
    /// <summary>The customers' column whose values are looked up, or null (the default) for their key.</summary>
    public string? On { get; init; }

    /// <summary>The other table's column they are looked up in, without repeats; null (the default) for its key.</summary>
    public string? OtherOn { get; init; }

    /// <summary>What happens to customers without a partner. Default: they stay.</summary>
    public JoinKind Kind { get; init; } = JoinKind.Left;

    /// <summary>What is put before the names of the columns that come from the other table. Default: nothing.</summary>
    public string Prefix { get; init; } = "";
}

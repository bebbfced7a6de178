namespace CustomerSegmentation;

/// <summary>One relation as it was added to a builder: from edges, or derived.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it links.</param>
/// <param name="Edges">Its edges, or null where it is derived.</param>
/// <param name="Items">The item set it links customers with, where it does.</param>
/// <param name="Options">How edges become neighbours.</param>
/// <param name="Derivation">How it is derived, or null.</param>
internal sealed record RelationEntry(string Name, RelationKind Kind, EdgeTable? Edges, string? Items, RelationOptions Options, DerivedRelation? Derivation = null);

/// <summary>One set of items as it was added to a builder.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Table">Its table, or null where it comes from edges.</param>
internal sealed record ItemEntry(string Name, CustomerTable? Table);

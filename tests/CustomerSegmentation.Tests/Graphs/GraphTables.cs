namespace CustomerSegmentation.Tests;

/// <summary>Small tables that graphs are made of.</summary>
internal static class GraphTables
{
    public static CustomerTable Nodes(params string[] keys) =>
        CustomerTable.FromColumns([new NumberColumn("x", [.. Enumerable.Range(0, keys.Length).Select(i => (double)i)])], keys, "id");

    public static EdgeTable Edges(params (string? From, string? To)[] edges) =>
        EdgeTable.FromColumns([.. edges.Select(edge => edge.From)], [.. edges.Select(edge => edge.To)]);

    public static EdgeTable Weighted(params (string From, string To, double Weight)[] edges) =>
        EdgeTable.FromColumns([.. edges.Select(edge => edge.From)], [.. edges.Select(edge => edge.To)], [.. edges.Select(edge => edge.Weight)]);

    /// <summary>Edges in January 2024.</summary>
    public static EdgeTable Timed(params (string From, string To, int Day)[] edges) =>
        EdgeTable.FromColumns([.. edges.Select(edge => edge.From)], [.. edges.Select(edge => edge.To)], null, [.. edges.Select(edge => new DateTime(2024, 1, edge.Day))]);

    public static CustomerGraph Friends(CustomerTable nodes, EdgeTable edges, RelationOptions? options = null) =>
        new CustomerGraphBuilder(nodes).AddUserUser("friends", edges, options).Build();

    /// <summary>The entries as row, column and weight.</summary>
    public static (int Row, int Column, float Weight)[] Entries(Adjacency matrix) =>
    [
        .. from row in Enumerable.Range(0, matrix.Rows)
           from entry in Enumerable.Range(matrix.Starts[row], matrix.Degree(row))
           select (row, matrix.Targets[entry], matrix.Weights?[entry] ?? 1),
    ];

    public static string[] Notes(IEnumerable<DataNote> notes) => [.. notes.Select(note => note.ToString())];

    public static string Message(Action action) => Xunit.Assert.Throws<SegmentationException>(action).Message;
}

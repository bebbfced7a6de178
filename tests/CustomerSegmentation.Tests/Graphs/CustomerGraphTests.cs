using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class CustomerGraphTests
{
    internal static CustomerTable Nodes(params string[] keys) => CustomerTable.FromColumns([new NumberColumn("x", new double[keys.Length])], keys, "id");

    internal static EdgeTable Edges(params (string? From, string? To)[] edges) =>
        EdgeTable.FromColumns([.. edges.Select(edge => edge.From)], [.. edges.Select(edge => edge.To)]);

    [Fact]
    public void An_undirected_relation_lies_both_ways_and_rises()
    {
        CustomerGraph graph = new CustomerGraphBuilder(Nodes("a", "b", "c")).AddUserUser("friends", Edges(("c", "a"), ("a", "b"), ("b", "a"))).Build();
        Adjacency to = graph["friends"].ToUsers;
        Assert.Equal([0, 2, 3, 4], to.Starts);
        Assert.Equal([1, 2, 0, 0], to.Targets);
        Assert.Equal([2f, 1f, 2f, 1f], to.Weights!);
        Assert.Same(to, graph["friends"].FromUsers);
        Assert.Equal(2, graph["friends"].Edges);
    }
}

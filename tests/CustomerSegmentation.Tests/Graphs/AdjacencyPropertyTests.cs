using CsCheck;
using Xunit;

namespace CustomerSegmentation.Tests;

/// <summary>Counting sort against a dictionary that does it one edge after the other.</summary>
public sealed class AdjacencyPropertyTests
{
    private static readonly Gen<(int Rows, int Columns, (int Row, int Column, int Weight)[] Edges, RepeatedEdges Rule, bool Weighted)> Cases =
        Gen.Select(Gen.Int[1, 12], Gen.Int[1, 12], Gen.Enum<RepeatedEdges>(), Gen.Bool).SelectMany((rows, columns, rule, weighted) =>
            Gen.Select(Gen.Int[0, rows - 1], Gen.Int[0, columns - 1], Gen.Int[1, 5]).Array[0, 60].Select(edges => (rows, columns, edges, rule, weighted)));

    [Fact]
    public void Rows_are_what_a_dictionary_gathers() => Cases.Sample(one =>
    {
        Adjacency made = AdjacencyBuild.Rows(one.Rows, one.Columns, List(one.Edges, one.Weighted), one.Rule, out int repeats);
        SortedDictionary<(int, int), float> naive = Naive(one.Edges, one.Rule, one.Weighted);
        Check(made, naive);
        Assert.Equal(one.Edges.Length - naive.Count, repeats);
        Assert.Equal(naive.Values.All(weight => weight == 1), made.Weights is null);
    });

    [Fact]
    public void The_transposed_has_rows_and_columns_changed_over() => Cases.Sample(one =>
    {
        Adjacency made = AdjacencyBuild.Rows(one.Rows, one.Columns, List(one.Edges, one.Weighted), one.Rule, out _), turned = made.Transposed();
        Check(turned, new(Naive(one.Edges, one.Rule, one.Weighted).ToDictionary(pair => (pair.Key.Column, pair.Key.Row), pair => pair.Value)));
        Assert.Same(made, turned.Transposed());
    });

    [Fact]
    public void Mirrored_rows_are_what_a_dictionary_gathers_from_both_sides() => Cases.Sample(one =>
    {
        (int Row, int Column, int Weight)[] upper =
            [.. one.Edges.Select(edge => (Row: edge.Row, Column: edge.Column % one.Rows, edge.Weight)).Where(edge => edge.Row != edge.Column)
                .Select(edge => (Math.Min(edge.Row, edge.Column), Math.Max(edge.Row, edge.Column), edge.Weight))];
        Adjacency made = AdjacencyBuild.Mirrored(one.Rows, List(upper, one.Weighted), one.Rule, out _);
        SortedDictionary<(int Row, int Column), float> naive = Naive(upper, one.Rule, one.Weighted);
        foreach (((int row, int column), float weight) in naive.ToArray()) naive[(column, row)] = weight;
        Check(made, naive);
        Assert.True(made.Symmetric);
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void So_many_edges_that_two_threads_share_them_give_the_same(bool hub)
    {
        RandomSource random = new(3);
        (int Row, int Column, int Weight)[] edges = new (int, int, int)[400_000];
        for (int i = 0; i < edges.Length; i++) edges[i] = (hub && i % 3 > 0 ? 7 : random.Next(3000), random.Next(2000), 1 + random.Next(4));
        Adjacency made = AdjacencyBuild.Rows(3000, 2000, List(edges, true), RepeatedEdges.Last, out _);
        Check(made, Naive(edges, RepeatedEdges.Last, true));
        Check(made.Transposed(), new(Naive(edges, RepeatedEdges.Last, true).ToDictionary(pair => (pair.Key.Column, pair.Key.Row), pair => pair.Value)));
    }

    [Fact]
    public void Arrays_that_do_not_fit_are_no_adjacency()
    {
        Assert.Throws<ArgumentException>(() => new Adjacency(2, 2, [0, 1], [0], null));
        Assert.Throws<ArgumentException>(() => new Adjacency(1, 2, [0, 1], [0], [1, 2]));
        Assert.Throws<ArgumentException>(() => new Adjacency(1, 2, [0, 1], [0], null, symmetric: true));
    }

    // The arrays are longer than the list, as they are where edges were left out.
    private static EdgeList List((int Row, int Column, int Weight)[] edges, bool weighted) => new(
        edges.Length, [.. edges.Select(edge => edge.Row), 99], [.. edges.Select(edge => edge.Column), 99], weighted ? [.. edges.Select(edge => (float)edge.Weight), 99] : null);

    private static SortedDictionary<(int Row, int Column), float> Naive((int Row, int Column, int Weight)[] edges, RepeatedEdges rule, bool weighted)
    {
        SortedDictionary<(int, int), float> gathered = [];
        foreach ((int row, int column, int given) in edges)
        {
            float weight = weighted ? given : 1, before = gathered.GetValueOrDefault((row, column));
            gathered[(row, column)] = rule switch { RepeatedEdges.Sum => before + weight, RepeatedEdges.Max => Math.Max(before, weight), _ => weight };
        }
        return gathered;
    }

    private static void Check(Adjacency made, SortedDictionary<(int Row, int Column), float> naive) =>
        Assert.Equal(naive.Select(pair => (pair.Key.Row, pair.Key.Column, pair.Value)), GraphTables.Entries(made));
}

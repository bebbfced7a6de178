using System.Text.Json;
using System.Text.Json.Nodes;

namespace CustomerSegmentation.Tests;

/// <summary>The graphs of Reference/graph_health.json, and what numpy, scipy and scikit-learn make of them.</summary>
internal static class GraphReference
{
    public static JsonObject Json { get; } = Read();

    public static double[] Numbers(JsonNode? node) => [.. node!.AsArray().Select(number => number!.GetValue<double>())];

    public static int[] Whole(JsonNode? node) => [.. node!.AsArray().Select(number => number!.GetValue<int>())];

    public static CustomerTable Customers
    {
        get
        {
            string[] labels = [.. Json["labels"]!.AsArray().Select(label => label!.GetValue<string>())];
            double[][] points = [.. Json["points"]!.AsArray().Select(Numbers)];
            return CustomerTable.FromColumns(
                [.. Enumerable.Range(0, 3).Select(j => new NumberColumn($"x{j}", [.. points.Select(point => point[j])])), CategoryColumn.FromTexts("label", labels)],
                [.. Enumerable.Range(0, labels.Length).Select(i => $"c{i}")], "id");
        }
    }

    public static CustomerGraph Graph => Builder().Build();

    public static CustomerGraphBuilder Builder() => new CustomerGraphBuilder(Customers)
        .AddItems("products", CustomerTable.FromColumns([], [.. Enumerable.Range(0, Json["items"]!.GetValue<int>()).Select(i => $"p{i}")], "product"))
        .AddUserUser("friends", Edges("friends", "c"))
        .AddUserUser("follows", Edges("follows", "c"), new() { Directed = true })
        .AddUserItem("bought", Edges("bought", "p"), "products");

    private static EdgeTable Edges(string name, string to)
    {
        int[][] edges = [.. Json[name]!.AsArray().Select(Whole)];
        return EdgeTable.FromColumns([.. edges.Select(edge => $"c{edge[0]}")], [.. edges.Select(edge => $"{to}{edge[1]}")]);
    }

    private static JsonObject Read()
    {
        using Stream stream = typeof(GraphReference).Assembly.GetManifestResourceStream("Reference/graph_health.json")!;
        return JsonSerializer.Deserialize<JsonObject>(stream)!;
    }
}

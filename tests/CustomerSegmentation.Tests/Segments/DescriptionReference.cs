using System.Text.Json.Nodes;

namespace CustomerSegmentation.Tests;

/// <summary>Reference/segment_description.json: customers in segments and what pandas makes of them.</summary>
internal static class DescriptionReference
{
    public static JsonNode Json { get; } = Read();

    public static CustomerTable Customers { get; } = CustomerTable.FromColumns(
    [
        Number("Amount"), Number("Visits"), Number("Empty"),
        CategoryColumn.FromTexts("Channel", [.. Rows().Select(row => (string?)row["Channel"])]),
        new TimeColumn("Joined", [.. Rows().Select(row => new DateTime(2024, 1, 1).AddHours(25 * (int)row["Visits"]!).Ticks)]),
        new TextColumn("Note", new string?[Rows().Count()]),
    ], [.. Rows().Select(row => (string)row["key"]!)], "id");

    public static Segmentation Segments { get; } = Sure(["A", "B", "C", "D"], [.. Customers.Keys], [.. Rows().Select(row => (string)row["segment"]!)]);

    /// <summary>A segmentation in which every customer is in the given segment with probability 1.</summary>
    public static Segmentation Sure(string[] names, string[] keys, string[] segments)
    {
        float[] probabilities = new float[keys.Length * names.Length];
        for (int row = 0; row < keys.Length; row++) probabilities[row * names.Length + Array.IndexOf(names, segments[row])] = 1;
        return Segmentation.Create(names, keys, probabilities);
    }

    private static IEnumerable<JsonNode> Rows() => Json["rows"]!.AsArray().Select(row => row!);

    private static NumberColumn Number(string name) => new(name, [.. Rows().Select(row => (double?)row[name] ?? double.NaN)]);

    private static JsonNode Read()
    {
        using Stream stream = typeof(DescriptionReference).Assembly.GetManifestResourceStream("Reference/segment_description.json")!;
        return JsonNode.Parse(stream)!;
    }
}

using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Xunit;

namespace CustomerSegmentation.Tests;

/// <summary>What was saved once loads for ever: a file of every released format version, and what it must say of some customers.</summary>
public sealed class OldModelFileTests
{
    [Theory]
    [InlineData(1)]
    public void A_file_of_every_version_loads_and_gives_the_scores_it_gave_when_it_was_written(int version)
    {
        JsonObject expected = JsonNode.Parse(Bytes($"model-v{version}.json"))!.AsObject();
        using SegmentationModel model = SegmentationModel.Load(new MemoryStream(Bytes($"model-v{version}.seg")));
        Segmentation segments = model.Segment(Table(expected["columns"]!.AsArray()));

        Assert.Equal(expected["segments"]!.AsArray().Select(name => (string?)name), segments.Segments);
        float[] probabilities = [.. expected["probabilities"]!.AsArray().Select(value => (float)value!)];
        Assert.Equal(probabilities.Length, segments.Probabilities.Length);
        // Other processors add in other widths: the last digits may differ.
        for (int i = 0; i < probabilities.Length; i++) Assert.Equal(probabilities[i], segments.Probabilities[i], 1e-5f);
    }

    [Fact]
    public void The_newest_version_has_its_file() => Assert.NotEmpty(Bytes($"model-v{ModelFormat.Version}.seg"));

    /// <summary>
    /// Writes the file of the current version. Once that version is released its file is never written again. Until then, after a change
    /// of the format: <c>dotnet test --project tests/CustomerSegmentation.Tests --filter-method '*Write_the_file_of_this_version' --explicit only</c>.
    /// </summary>
    [Fact(Explicit = true)]
    public void Write_the_file_of_this_version()
    {
        using SegmentationModel model = SmallModel.Fit();
        JsonArray columns = Save(SmallModel.Customers.SelectRows([.. Enumerable.Range(0, 12)]).Drop("Segment"));
        Segmentation segments = model.Segment(Table(columns));
        JsonObject expected = new()
        {
            ["segments"] = new JsonArray([.. segments.Segments.Select(name => JsonValue.Create(name))]),
            ["probabilities"] = new JsonArray([.. segments.Probabilities.ToArray().Select(value => JsonValue.Create(value))]),
            ["columns"] = columns,
        };
        string folder = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(Here())!, "Files")).FullName;
        model.Save(Path.Combine(folder, $"model-v{ModelFormat.Version}.seg"));
        File.WriteAllText(Path.Combine(folder, $"model-v{ModelFormat.Version}.json"), expected.ToJsonString() + "\n");
    }

    private static JsonArray Save(CustomerTable table) => [.. table.Columns.Select(column => new JsonObject
    {
        ["name"] = column.Name,
        ["kind"] = column.Kind.ToString(),
        ["values"] = new JsonArray([.. Enumerable.Range(0, column.Count).Select(row => column.Text(row) is { } text ? JsonValue.Create(text) : null)]),
    })];

    private static CustomerTable Table(JsonArray columns) => CustomerTable.FromColumns(columns.Select(node =>
    {
        string name = (string)node!["name"]!, kind = (string)node["kind"]!;
        string?[] values = [.. node["values"]!.AsArray().Select(value => (string?)value)];
        return (Column)(kind switch
        {
            "Number" => new NumberColumn(name, [.. values.Select(text => text is null ? double.NaN : double.Parse(text, CultureInfo.InvariantCulture))]),
            "Category" => CategoryColumn.FromTexts(name, values),
            "YesNo" => new YesNoColumn(name, [.. values.Select(text => (sbyte)(text switch { null => -1, "yes" => 1, _ => 0 }))]),
            "Time" => new TimeColumn(name, [.. values.Select(text => text is null ? TimeColumn.Missing : DateTime.Parse(text, CultureInfo.InvariantCulture).Ticks)]),
            _ => new TextColumn(name, values),
        });
    }));

    private static byte[] Bytes(string name)
    {
        using Stream stream = typeof(OldModelFileTests).Assembly.GetManifestResourceStream("Files/" + name)
            ?? throw new InvalidOperationException($"There is no resource Files/{name}: write it as described in this class.");
        using MemoryStream copy = new();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static string Here([CallerFilePath] string path = "") => path;
}

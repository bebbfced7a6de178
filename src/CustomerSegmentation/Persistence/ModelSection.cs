using System.Text.Json.Nodes;

namespace CustomerSegmentation;

/// <summary>A named piece of a model file: 1 to 32 of <c>a–z 0–9 . -</c> as its name, any bytes as its data.</summary>
internal sealed class ModelSection
{
    /// <summary>A section of raw bytes, taken over without a copy.</summary>
    public ModelSection(string name, ReadOnlyMemory<byte> data)
    {
        if (!IsName(name))
            throw new ArgumentException($"{Show.Value(name)} is no name for a section: use 1 to {ModelFormat.NameLength} of a–z, 0–9, '.', '-'.", nameof(name));
        Name = name;
        Data = data;
    }

    /// <summary>The section's name, unique in its file.</summary>
    public string Name { get; }

    /// <summary>The section's bytes.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    /// <summary>A section of JSON.</summary>
    public static ModelSection FromJson(string name, JsonNode json) => new(name, ModelJson.Write(json));

    internal static bool IsName(string name) =>
        name.Length is > 0 and <= ModelFormat.NameLength && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-');
}

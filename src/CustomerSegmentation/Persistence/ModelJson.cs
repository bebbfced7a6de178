using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace CustomerSegmentation;

/// <summary>JSON of model files: bounded in size and depth, without repeated names, so that reading it back cannot surprise.</summary>
internal static class ModelJson
{
    /// <summary>The deepest nesting.</summary>
    public const int MaxDepth = 64;

    /// <summary>The most bytes: a tree in memory is a good deal larger than its text.</summary>
    public const int MaxLength = 64 << 20;

    /// <summary>The most names and values.</summary>
    public const int MaxTokens = 4_000_000;

    // Letters of all scripts stay readable; nothing of a model file is ever put into HTML unencoded.
    private static readonly JsonWriterOptions s_writing = new() { MaxDepth = MaxDepth, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The JSON as UTF-8, what <see cref="Read"/> reads back.</summary>
    public static byte[] Write(JsonNode json)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, s_writing)) json.WriteTo(writer);
        return stream.ToArray();
    }

    /// <summary>Parses an object; <paramref name="where"/> names the place in messages: "section \"plan\" of churn.seg".</summary>
    public static JsonObject Read(ReadOnlySpan<byte> utf8, string where)
    {
        if (utf8.Length > MaxLength)
            throw Refused(where, $"is {Show.Count(utf8.Length, "byte")} long, more than the {MaxLength} that are read");
        if (!Utf8.IsValid(utf8)) throw Refused(where, "is not UTF-8");
        try
        {
            Check(utf8, where);
            // Without BOM or comments, which the reader above refused.
            return JsonNode.Parse(utf8, documentOptions: new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false }) as JsonObject
                ?? throw Refused(where, "is no JSON object");
        }
        catch (JsonException failure)
        {
            throw Refused(where, $"is no valid JSON ({failure.Message.TrimEnd('.')})", failure);
        }
        catch (InvalidOperationException failure) // an escaped half of a surrogate pair
        {
            throw Refused(where, "holds text that is no Unicode", failure);
        }
    }

    /// <summary>The same, to be read field by field.</summary>
    public static SettingsReader Settings(ReadOnlySpan<byte> utf8, string where) => new(Read(utf8, where), "the " + where);

    // Nodes are made lazily: what could fail later, when a field is asked for, fails here.
    private static void Check(ReadOnlySpan<byte> utf8, string where)
    {
        Utf8JsonReader reader = new(utf8, new() { MaxDepth = MaxDepth });
        for (int tokens = 0; reader.Read(); tokens++)
        {
            if (tokens == MaxTokens) throw Refused(where, $"has more than {MaxTokens} names and values");
            if (reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String && reader.ValueIsEscaped) _ = reader.GetString();
        }
    }

    private static SegmentationException Refused(string where, string what, Exception? inner = null) =>
        new($"The {where} {what}. The file is damaged, or another program wrote it: save the model again.", inner);
}

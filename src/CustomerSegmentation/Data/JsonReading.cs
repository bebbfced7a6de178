using System.Text.Json;
using System.Text.Json.Nodes;

namespace CustomerSegmentation;

/// <summary>
/// Reads fields of stored plans and fitted steps. A field that is missing or of another kind, size or range is one
/// <see cref="SegmentationException"/> that names the field by its path, what is there and what was expected.
/// </summary>
internal static class JsonReading
{
    /// <summary>A text that must be there.</summary>
    public static string Text(this JsonObject json, string name) => TextOf(Required(json, name));

    /// <summary>A text, or null where the field is missing or null.</summary>
    public static string? TextOrNull(this JsonObject json, string name) => json[name] is { } node ? TextOf(node) : null;

    /// <summary>A finite number in [<paramref name="min"/>, <paramref name="max"/>].</summary>
    public static double Number(this JsonObject json, string name, double min = double.MinValue, double max = double.MaxValue) =>
        NumberOf(Required(json, name), min, max);

    /// <summary>A whole number in [<paramref name="min"/>, <paramref name="max"/>].</summary>
    public static int Integer(this JsonObject json, string name, int min = int.MinValue, int max = int.MaxValue) =>
        (int)Long(json, name, min, max);

    /// <summary>A whole number in [<paramref name="min"/>, <paramref name="max"/>].</summary>
    public static long Long(this JsonObject json, string name, long min = long.MinValue, long max = long.MaxValue) =>
        LongOf(Required(json, name), min, max);

    /// <summary>A whole number from 0 to 2⁶⁴ − 1, such as a seed.</summary>
    public static ulong Seed(this JsonObject json, string name)
    {
        JsonNode node = Required(json, name);
        return node is JsonValue value && (value.TryGetValue(out ulong number) || TryLong(value, out long small) && small >= 0 && (number = (ulong)small) >= 0)
            ? number : throw Unexpected(node, "a whole number from 0 to 18446744073709551615");
    }

    /// <summary>True or false.</summary>
    public static bool Flag(this JsonObject json, string name)
    {
        JsonNode node = Required(json, name);
        return node.GetValueKind() switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw Unexpected(node, "true or false"),
        };
    }

    /// <summary>One of the names of an enumeration, as <see cref="object.ToString"/> writes it.</summary>
    public static T Choice<T>(this JsonObject json, string name) where T : struct, Enum
    {
        JsonNode node = Required(json, name);
        string text = TextOf(node);
        return Array.IndexOf(Enum.GetNames<T>(), text) >= 0 ? Enum.Parse<T>(text)
            : throw Unexpected(node, $"one of {Show.List(Enum.GetNames<T>(), 20)}");
    }

    /// <summary>A nested object that must be there.</summary>
    public static JsonObject Object(this JsonObject json, string name) => ObjectOf(Required(json, name));

    /// <summary>A nested object, or null where the field is missing or null.</summary>
    public static JsonObject? ObjectOrNull(this JsonObject json, string name) => json[name] is { } node ? ObjectOf(node) : null;

    /// <summary>An array of <paramref name="minCount"/> to <paramref name="maxCount"/> items of any kind.</summary>
    public static JsonArray Items(this JsonObject json, string name, int minCount = 0, int maxCount = int.MaxValue)
    {
        JsonNode node = Required(json, name);
        return node is JsonArray array && array.Count >= minCount && array.Count <= maxCount ? array : throw Unexpected(node,
            maxCount == int.MaxValue ? $"an array of at least {Show.Count(minCount, "item")}"
            : minCount == maxCount ? $"an array of {Show.Count(minCount, "item")}"
            : $"an array of {minCount} to {Show.Count(maxCount, "item")}");
    }

    /// <summary>An array of texts.</summary>
    public static string[] Texts(this JsonObject json, string name, int minCount = 0, int maxCount = int.MaxValue) =>
        [.. Items(json, name, minCount, maxCount).Select((item, i) => TextOf(item ?? throw Null(json, name, i)))];

    /// <summary>An array of objects.</summary>
    public static JsonObject[] Objects(this JsonObject json, string name, int minCount = 0, int maxCount = int.MaxValue) =>
        [.. Items(json, name, minCount, maxCount).Select((item, i) => ObjectOf(item ?? throw Null(json, name, i)))];

    /// <summary>An array of finite numbers, each in [<paramref name="min"/>, <paramref name="max"/>].</summary>
    public static double[] Numbers(
        this JsonObject json, string name, int minCount = 0, int maxCount = int.MaxValue, double min = double.MinValue, double max = double.MaxValue) =>
        [.. Items(json, name, minCount, maxCount).Select((item, i) => NumberOf(item ?? throw Null(json, name, i), min, max))];

    /// <summary>An array of whole numbers, each in [<paramref name="min"/>, <paramref name="max"/>].</summary>
    public static int[] Integers(
        this JsonObject json, string name, int minCount = 0, int maxCount = int.MaxValue, int min = int.MinValue, int max = int.MaxValue) =>
        [.. Items(json, name, minCount, maxCount).Select((item, i) => (int)LongOf(item ?? throw Null(json, name, i), min, max))];

    /// <summary>Numbers as an array that <see cref="Numbers"/> reads back to the same bits.</summary>
    public static JsonArray ToJson(this IEnumerable<double> numbers) => [.. numbers.Select(number => (JsonNode)JsonValue.Create(number))];

    /// <summary>Whole numbers as an array that <see cref="Integers"/> reads back.</summary>
    public static JsonArray ToJson(this IEnumerable<int> numbers) => [.. numbers.Select(number => (JsonNode)JsonValue.Create(number))];

    /// <summary>Texts as an array that <see cref="Texts"/> reads back.</summary>
    public static JsonArray ToJson(this IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)JsonValue.Create(text)!)];

    private static JsonNode Required(JsonObject json, string name) => json[name] ?? throw new SegmentationException(
        $"The stored field {Show.Value($"{json.GetPath()}.{name}")} is missing. {Remedy}");

    private static string TextOf(JsonNode node)
    {
        try
        {
            if (node is JsonValue value && value.TryGetValue(out string? text)) return text;
        }
        catch (InvalidOperationException) // half of a surrogate pair
        {
        }
        throw Unexpected(node, "text");
    }

    private static double NumberOf(JsonNode node, double min, double max) =>
        node is JsonValue value && TryDouble(value, out double number) && double.IsFinite(number) && number >= min && number <= max ? number
            : throw Unexpected(node, min == double.MinValue && max == double.MaxValue ? "a finite number"
                : max == double.MaxValue ? $"a number of at least {Show.Value(min)}" : $"a number from {Show.Value(min)} to {Show.Value(max)}");

    private static long LongOf(JsonNode node, long min, long max) =>
        node is JsonValue value && TryLong(value, out long number) && number >= min && number <= max ? number
            : throw Unexpected(node, $"a whole number from {Show.Value(min)} to {Show.Value(max)}");

    private static JsonObject ObjectOf(JsonNode node) => node as JsonObject ?? throw Unexpected(node, "an object");

    // Nodes read from text convert themselves; nodes made in memory hold exactly the type they were made from.
    private static bool TryLong(JsonValue value, out long number)
    {
        if (value.TryGetValue(out number)) return true;
        if (value.TryGetValue(out int small)) return (number = small) == small;
        return value.TryGetValue(out ulong large) && large <= long.MaxValue && (number = (long)large) >= 0;
    }

    private static bool TryDouble(JsonValue value, out double number)
    {
        if (value.TryGetValue(out number)) return true;
        if (value.TryGetValue(out float single)) return (number = single) == single;
        return TryLong(value, out long whole) && (number = whole) == whole;
    }

    private static SegmentationException Unexpected(JsonNode node, string expected) => new(
        $"The stored field {Show.Value(node.GetPath())} is {What(node)}, expected {expected}. {Remedy}");

    private static SegmentationException Null(JsonObject json, string name, int index) => new(
        $"The stored field {Show.Value($"{json.GetPath()}.{name}[{index}]")} is null, expected a value. {Remedy}");

    private static string What(JsonNode node) => node switch
    {
        JsonArray array => $"an array of {Show.Count(array.Count, "item")}",
        JsonObject => "an object",
        _ when node.GetValueKind() == JsonValueKind.String => "text",
        _ => node.ToJsonString() is var text && text.Length <= 40 ? text : text[..40] + "…",
    };

    private const string Remedy = "The file is damaged, or another program or version wrote it: save the model again.";
}

using System.Text.Json.Nodes;

namespace CustomerSegmentation;

/// <summary>
/// Reads settings from JSON that may be malformed or hostile: each value is checked for being there, its type and its range, and the
/// only exception is <see cref="SegmentationException"/> with the place in words.
/// </summary>
internal sealed class SettingsReader(JsonObject node, string where)
{
    /// <summary>Where this object stands, for messages.</summary>
    public string Where { get; } = where;

    /// <summary>The object itself.</summary>
    public JsonObject Node { get; } = node;

    public bool Has(string name) => Find(name) is not null;

    public string Text(string name) => AsText(Find(name), name);

    /// <summary>A name, which is not empty.</summary>
    public string Name(string name) => Text(name) is { Length: > 0 } text ? text : throw Bad(name, "a name", "");

    public string? TextOrNull(string name) => Find(name) is { } found ? AsText(found, name) : null;

    public double Number(string name) => AsNumber(Find(name), name);

    public double Number(string name, double least, double most)
    {
        double number = AsNumber(Find(name), name);
        return number >= least && number <= most ? number : throw Bad(name, $"a number from {Show.Value(least)} to {Show.Value(most)}", Find(name));
    }

    public int Integer(string name, int least = int.MinValue, int most = int.MaxValue) => (int)AsWhole(Find(name), name, least, most);

    public double? NumberOrNull(string name) => Find(name) is { } found ? AsNumber(found, name) : null;

    public bool Flag(string name) => Find(name) is JsonValue found && found.TryGetValue(out bool flag) ? flag : throw Bad(name, "true or false", Find(name));

    public long Whole(string name, long least = long.MinValue, long most = long.MaxValue) => AsWhole(Find(name), name, least, most);

    /// <summary>A whole number from 0 to 2⁶⁴ − 1.</summary>
    public ulong Seed(string name) => Find(name) is JsonValue found && found.TryGetValue(out ulong seed) ? seed
        : Find(name) is JsonValue signed && signed.TryGetValue(out long whole) && whole >= 0 ? (ulong)whole
        : throw Bad(name, "a whole number from 0 to 18446744073709551615", Find(name));

    public int WholeOrNull(string name, int least, int most, int otherwise) =>
        Find(name) is { } found ? (int)AsWhole(found, name, least, most) : otherwise;

    /// <summary>An enumeration by the exact name of its value.</summary>
    public T Choice<T>(string name) where T : struct, Enum
    {
        string text = Text(name);
        foreach (T value in Enum.GetValues<T>()) if (value.ToString() == text) return value;
        throw Bad(name, "one of " + Show.List(Enum.GetNames<T>(), 20), Find(name));
    }

    public SettingsReader Object(string name) =>
        Find(name) is JsonObject found ? new(found, $"{Where}, {Show.Value(name)}") : throw Bad(name, "an object", Find(name));

    public SettingsReader? ObjectOrNull(string name) => Has(name) ? Object(name) : null;

    public SettingsReader[] Objects(string name)
    {
        JsonArray array = Array(name);
        SettingsReader[] objects = new SettingsReader[array.Count];
        for (int i = 0; i < objects.Length; i++)
            objects[i] = array[i] is JsonObject item ? new(item, $"{Where}, {Show.Value(name)} {i + 1}") : throw Bad(name, "objects", array[i]);
        return objects;
    }

    public string[] Texts(string name)
    {
        JsonArray array = Array(name);
        string[] texts = new string[array.Count];
        for (int i = 0; i < texts.Length; i++) texts[i] = AsText(array[i], name);
        return texts;
    }

    public double[] Numbers(string name)
    {
        JsonArray array = Array(name);
        double[] numbers = new double[array.Count];
        for (int i = 0; i < numbers.Length; i++) numbers[i] = AsNumber(array[i], name);
        return numbers;
    }

    public int[] Wholes(string name, int least, int most)
    {
        JsonArray array = Array(name);
        int[] numbers = new int[array.Count];
        for (int i = 0; i < numbers.Length; i++) numbers[i] = (int)AsWhole(array[i], name, least, most);
        return numbers;
    }

    /// <summary>The exception for a value that is not what it should be.</summary>
    public SegmentationException Bad(string name, string expected, JsonNode? found) =>
        new($"The saved model cannot be read: in {Where}, {Show.Value(name)} should be {expected} but is {Shown(found)}. The file was damaged or not written by this library.");

    /// <summary>Runs a reader and turns what malformed JSON throws inside System.Text.Json into the one exception.</summary>
    public static T Guard<T>(string where, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception broken) when (broken is ArgumentException or InvalidOperationException or FormatException or OverflowException
            or KeyNotFoundException or InvalidCastException or NullReferenceException or IndexOutOfRangeException or System.Text.Json.JsonException)
        {
            throw new SegmentationException($"The saved model cannot be read: {where} is malformed ({broken.Message}). The file was damaged or not written by this library.", broken);
        }
    }

    private JsonArray Array(string name) => Find(name) as JsonArray ?? throw Bad(name, "a list", Find(name));

    private JsonNode? Find(string name)
    {
        try
        {
            return Node.TryGetPropertyValue(name, out JsonNode? found) ? found : null;
        }
        catch (ArgumentException repeated)
        {
            throw new SegmentationException($"The saved model cannot be read: a name repeats in {Where}. The file was damaged or not written by this library.", repeated);
        }
    }

    private string AsText(JsonNode? found, string name) =>
        found is JsonValue value && value.TryGetValue(out string? text) && text is not null ? text : throw Bad(name, "text", found);

    private double AsNumber(JsonNode? found, string name)
    {
        if (found is JsonValue value)
        {
            if (value.TryGetValue(out double number) && double.IsFinite(number)) return number;
            if (value.TryGetValue(out long whole)) return whole;
            if (value.TryGetValue(out int small)) return small;
        }
        throw Bad(name, "a finite number", found);
    }

    private long AsWhole(JsonNode? found, string name, long least, long most)
    {
        if (found is JsonValue value)
        {
            if (value.TryGetValue(out long number) && number >= least && number <= most) return number;
            if (value.TryGetValue(out int small) && small >= least && small <= most) return small;
        }
        throw Bad(name, $"a whole number from {Show.Value(least)} to {Show.Value(most)}", found);
    }

    private static string Shown(JsonNode? found) => found switch
    {
        null => "missing",
        JsonObject => "an object",
        JsonArray => "a list",
        _ => Show.Value(found.ToJsonString()),
    };
}

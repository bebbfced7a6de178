using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace CustomerSegmentation;

/// <summary>
/// How transformers are read back from plans and model files: the built-in ones, and those an application adds. Immutable, safe to
/// share between threads. Nothing is created by type names or reflection: only registered readers run.
/// </summary>
public sealed partial class TransformerTypes
{
    private readonly ImmutableDictionary<string, Reader> _readers;

    private TransformerTypes(ImmutableDictionary<string, Reader> readers) => _readers = readers;

    /// <summary>The built-in transformers.</summary>
    public static TransformerTypes Default { get; } = new(BuiltIn());

    /// <summary>The names that can be read back, sorted.</summary>
    public IReadOnlyList<string> Names => [.. _readers.Keys.Order(StringComparer.Ordinal)];

    /// <summary>A changed copy that also reads a transformer of the application.</summary>
    /// <param name="typeName">The <see cref="ITransformer.TypeName"/>, best with a prefix of your own: <c>shop.log</c>.</param>
    /// <param name="readPlan">Reads what <see cref="ITransformer.SaveSettings"/> wrote.</param>
    /// <param name="readFitted">Reads what <see cref="IFittedTransformer.SaveState"/> wrote. The file may be damaged or hostile: check it.
    /// Whatever it throws is reported as a <see cref="SegmentationException"/>.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public TransformerTypes With(string typeName, Func<JsonObject, ITransformer> readPlan, Func<JsonObject, IFittedTransformer> readFitted)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(typeName);
        ArgumentNullException.ThrowIfNull(readPlan);
        ArgumentNullException.ThrowIfNull(readFitted);
        if (_readers.ContainsKey(typeName))
            throw new ArgumentException($"A transformer named {Show.Value(typeName)} is registered already. Choose a name with a prefix of your own.", nameof(typeName));
        return new(_readers.Add(typeName, new(settings => readPlan(settings.Node), state => readFitted(state.Node))));
    }

    internal static JsonObject Save(ITransformer step) => new() { ["type"] = step.TypeName, ["settings"] = step.SaveSettings() };

    internal static JsonObject Save(IFittedTransformer step) => new() { ["type"] = step.TypeName, ["state"] = step.SaveState() };

    internal ITransformer ReadPlan(SettingsReader saved) => Read(saved, "settings", (reader, settings) => reader.Plan(settings), step => step.TypeName);

    internal IFittedTransformer ReadFitted(SettingsReader saved) => Read(saved, "state", (reader, state) => reader.Fitted(state), step => step.TypeName);

    private T Read<T>(SettingsReader saved, string part, Func<Reader, SettingsReader, T> read, Func<T, string> nameOf) where T : class
    {
        string type = saved.Text("type");
        if (!_readers.TryGetValue(type, out Reader? reader))
            throw new SegmentationException(
                $"The saved preparation uses a transformer {Show.Value(type)} that is not registered ({saved.Where}). " +
                $"If it is your own, give TransformerTypes.Default.With({Show.Value(type)}, readPlan, readFitted); otherwise the file comes from a newer version. Known: {Show.List(Names, 20)}.");
        SettingsReader body = saved.Object(part);
        T? step;
        try
        {
            step = read(reader, body);
        }
        catch (Exception failed) when (failed is not (SegmentationException or OutOfMemoryException))
        {
            throw new SegmentationException($"The reader of transformer {Show.Value(type)} failed ({saved.Where}): {failed.Message}", failed);
        }
        if (step is null || nameOf(step) != type)
            throw new SegmentationException($"The reader of transformer {Show.Value(type)} gave {(step is null ? "nothing" : Show.Value(nameOf(step)))} ({saved.Where}). Let it return a step of that type name.");
        return step;
    }

    private sealed record Reader(Func<SettingsReader, ITransformer> Plan, Func<SettingsReader, IFittedTransformer> Fitted);
}

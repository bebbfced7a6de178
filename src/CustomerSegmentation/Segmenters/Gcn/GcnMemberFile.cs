using System.Text.Json.Nodes;

namespace CustomerSegmentation;

/// <summary>A member of a graph model in the file: a network's parameters without padding, or another model's file within the file.</summary>
internal static class GcnMemberFile
{
    private const string Network = "network", Mlp = "mlp", Aggregates = "aggregates";
    private const int MostModels = 100;

    public static JsonNode Save(WeightedMember member)
    {
        JsonObject json = new() { ["name"] = member.Member.Name, ["weight"] = member.Weight, ["temperature"] = member.Temperature };
        switch (member.Member)
        {
            case NetworkMember network:
                json["kind"] = Network;
                json["network"] = GcnPlanJson.Save(network.Options);
                break;
            case AggregateMember { Options: { } options } aggregates:
                json["kind"] = Aggregates;
                (json["models"], json["hops"], json["detailed"]) = (aggregates.Models.Count, options.Hops, options.MostDetailed);
                (json["spread"], json["extremes"], json["degrees"]) = (options.Spread, options.Extremes, options.Degrees);
                break;
            default:
                json["kind"] = Mlp;
                break;
        }
        return json;
    }

    public static IEnumerable<ModelSection> Sections(string name, GcnMember member) => member switch
    {
        NetworkMember network => [TensorSection.Write(name, [.. network.Layout.All.Select(parameter => Tensor(parameter, network.Parameters.Span))])],
        AggregateMember aggregates => [.. aggregates.Models.Select((model, i) => Nested($"{name}.{i + 1}", model))],
        MlpMember mlp => [Nested(name, mlp.Model)],
        _ => throw new NotSupportedException($"{member.GetType().Name} cannot be saved."),
    };

    public static GcnMember Read(SettingsReader json, ModelFile file, string section, GcnShape shape, AggregateShape aggregates, ModelLoadOptions options) => json.Text("kind") switch
    {
        Network => ReadNetwork(json, file, section, shape),
        Aggregates => ReadAggregates(json, file, section, aggregates, options),
        Mlp => new MlpMember(json.Text("name"), ReadNested(file, section, options)),
        string other => throw GcnModelFile.Wrong(file, $"has a member of the kind {Show.Value(other)}, which this version does not know"),
    };

    private static AggregateMember ReadAggregates(SettingsReader json, ModelFile file, string section, AggregateShape shape, ModelLoadOptions options)
    {
        AggregateOptions aggregates = new()
        {
            Hops = json.Integer("hops", 1, 8), Spread = json.Flag("spread"), Extremes = json.Flag("extremes"), Degrees = json.Flag("degrees"), MostDetailed = json.Integer("detailed", 0),
        };
        List<SegmentationModel> models = [];
        try
        {
            for (int i = json.Integer("models", 1, MostModels); models.Count < i;) models.Add(ReadNested(file, $"{section}.{models.Count + 1}", options));
            return new(json.Text("name"), shape, aggregates, models);
        }
        catch
        {
            foreach (SegmentationModel model in models) model.Dispose();
            throw;
        }
    }

    public static ModelSection Nested(string name, SegmentationModel model)
    {
        using MemoryStream stream = new();
        model.Save(stream);
        return new(name, stream.ToArray());
    }

    public static SegmentationModel ReadNested(ModelFile file, string section, ModelLoadOptions options)
    {
        using MemoryStream stream = new(file.Bytes(section).ToArray());
        return SegmentationModel.Load(stream, options with { VerificationKey = null });
    }

    private static NamedTensor Tensor(ProgramParameter parameter, ReadOnlySpan<float> flat)
    {
        float[] values = new float[parameter.Rows * parameter.Columns];
        for (int row = 0; row < parameter.Rows; row++)
            flat.Slice(parameter.Offset + row * parameter.Padded, parameter.Columns).CopyTo(values.AsSpan(row * parameter.Columns));
        return new(parameter.Name, [parameter.Rows, parameter.Columns], values);
    }

    private static NetworkMember ReadNetwork(SettingsReader json, ModelFile file, string section, GcnShape shape)
    {
        GcnOptions options = GcnPlanJson.ReadNetwork(json.Object("network"));
        if (options.Problems().FirstOrDefault() is { } problem) throw GcnModelFile.Wrong(file, $"has a network that is none: {problem}");
        TensorSection tensors = file.Tensors(section);
        // The shapes are compared with the data before memory of that size is taken.
        ProgramParameters layout = new GcnNetwork(shape, options).Program.Parameters;
        foreach (ProgramParameter parameter in layout.All) _ = tensors.Values(parameter.Name, parameter.Rows, parameter.Columns);
        TensorBuffer flat = new(layout.Length);
        try
        {
            foreach (ProgramParameter parameter in layout.All)
            {
                float[] values = tensors.Values(parameter.Name, parameter.Rows, parameter.Columns);
                if (Array.Find(values, value => !float.IsFinite(value)) is not 0 and float bad)
                    throw new SegmentationException($"The {file.Source} holds {Show.Value(bad)} in tensor {Show.Value(parameter.Name)}, expected finite numbers. The file is damaged: save the model again.");
                for (int row = 0; row < parameter.Rows; row++)
                    values.AsSpan(row * parameter.Columns, parameter.Columns).CopyTo(flat.Span[(parameter.Offset + row * parameter.Padded)..]);
            }
            return new(json.Text("name"), shape, options, flat);
        }
        catch
        {
            flat.Dispose();
            throw;
        }
    }
}

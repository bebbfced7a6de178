using System.Text.Json.Nodes;

namespace CustomerSegmentation;

/// <summary>A multilayer perceptron in a model file: plan, fitted preparation, weights without padding, training record.</summary>
internal static class MlpModelFile
{
    public const string Kind = "mlp";
    private const string Preparation = "preparation", Weights = "weights", Record = "training";

    public static IReadOnlyList<ModelSection> Sections(MlpModel model, MlpNetwork network) =>
    [
        ModelSection.FromJson(ModelKinds.Section, new JsonObject
        {
            ["kind"] = Kind,
            ["segments"] = Texts(model.Segments),
            ["labels"] = Texts(model.LabelValues),
            ["plan"] = Save(model.Plan),
        }),
        ModelSection.FromJson(Preparation, model.Preparation.SaveJson()),
        TensorSection.Write(Weights, [.. MlpTensors.Save(network)]),
        ModelSection.FromJson(Record, TrainingJson.Save(model.Training)),
    ];

    public static SegmentationModel Read(ModelFile file, ModelLoadOptions options)
    {
        SettingsReader json = file.Settings(ModelKinds.Section);
        string[] segments = json.Texts("segments"), labels = json.Texts("labels");
        FeaturePipeline preparation = FeaturePipeline.ReadJson(file.Settings(Preparation).Node, options.Transformers);
        MlpPlan plan = ReadPlan(json.Object("plan"), preparation.Plan);
        TrainingRecord record = TrainingJson.ReadRecord(file.Settings(Record));
        if (segments.Length != labels.Length || segments.Length is < 2 or > LabelEncoding.MostLabels || segments.Distinct().Count() != segments.Length || segments.Any(string.IsNullOrWhiteSpace))
            throw Wrong(file, $"names the segments {Show.List(segments)} for the labels {Show.List(labels)}");
        plan.Decision.Check(segments);
        if (plan.Network.Problems().Concat(plan.Training.Problems()).FirstOrDefault() is { } problem) throw Wrong(file, $"has a plan that is none: {problem}");
        MlpShape shape = new(preparation.FeatureNames.Count, plan.Network.HiddenLayers, labels.Length == 2 ? 1 : labels.Length,
            plan.Network.Activation, plan.Network.Normalization, plan.Network.Dropout);
        return new MlpModel(plan, preparation, MlpTensors.Read(file.Tensors(Weights), shape, file.Source), labels, segments, record);
    }

    /// <summary>Everything that decides a fit, as text: two plans have the same text where they give the same model of the same customers.</summary>
    public static string Identity(MlpPlan plan) => $"{Save(plan).ToJsonString()}{PlanJson.Save(plan.Preparation).ToJsonString()}";

    private static JsonObject Save(MlpPlan plan) => new()
    {
        ["label"] = plan.Label,
        ["decision"] = plan.Decision.SaveJson(),
        ["names"] = new JsonArray([.. plan.SegmentNames.Select(pair => new JsonObject { ["label"] = pair.Key, ["segment"] = pair.Value })]),
        ["seed"] = plan.Seed,
        ["hidden"] = new JsonArray([.. plan.Network.HiddenLayers.Select(units => JsonValue.Create(units))]),
        ["activation"] = plan.Network.Activation.ToString(),
        ["dropout"] = plan.Network.Dropout,
        ["normalization"] = plan.Network.Normalization.ToString(),
        ["loss"] = plan.Network.Loss.ToString(),
        ["initialization"] = plan.Network.Initialization.ToString(),
        ["training"] = TrainingJson.Save(plan.Training),
    };

    private static MlpPlan ReadPlan(SettingsReader json, FeaturePipelinePlan preparation) => new()
    {
        Label = json.Text("label"),
        Preparation = preparation,
        Decision = Decision.ReadJson(json.Object("decision").Node),
        SegmentNames = [.. json.Objects("names").Select(item => KeyValuePair.Create(item.Text("label"), item.Text("segment")))],
        Seed = json.Seed("seed"),
        Network = new()
        {
            HiddenLayers = [.. json.Wholes("hidden", 1, 65536)],
            Activation = json.Choice<Activation>("activation"),
            Dropout = json.Number("dropout", 0, 1),
            Normalization = json.Choice<Normalization>("normalization"),
            Loss = json.Choice<LossFunction>("loss"),
            Initialization = json.Choice<Initialization>("initialization"),
        },
        Training = TrainingJson.ReadOptions(json.Object("training")),
    };

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];

    private static SegmentationException Wrong(ModelFile file, string what) => new($"The {file.Source} {what}. The file is damaged, or another program wrote it: save the model again.");
}

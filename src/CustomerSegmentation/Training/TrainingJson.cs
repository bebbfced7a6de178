using System.Text.Json.Nodes;

namespace CustomerSegmentation;

/// <summary>Training options and records as JSON, for model files, without the number of threads, which no result depends on; what is read may be damaged or hostile and is checked like a user's options.</summary>
internal static class TrainingJson
{
    public static JsonObject Save(TrainingOptions options) => new()
    {
        ["epochs"] = options.Epochs,
        ["batchSize"] = options.BatchSize,
        ["optimizer"] = OptimizerJson.Save(options.Optimizer),
        ["schedule"] = OptimizerJson.Save(options.Schedule),
        ["validationShare"] = options.ValidationShare,
        ["validationTime"] = options.ValidationTime,
        ["patience"] = options.EarlyStopping?.Patience,
        ["minimumImprovement"] = options.EarlyStopping?.MinimumImprovement,
        ["l1"] = options.L1,
        ["l2"] = options.L2,
        ["gradientClipping"] = options.GradientClipping,
        ["labelSmoothing"] = options.LabelSmoothing,
        ["classWeights"] = options.ClassWeights.Kind,
        ["givenWeights"] = new JsonArray([.. options.ClassWeights.Given.Select(pair => new JsonObject { ["label"] = pair.Key, ["weight"] = pair.Value })]),
    };

    public static TrainingOptions ReadOptions(SettingsReader json) => new()
    {
        Epochs = json.Integer("epochs", 1),
        BatchSize = json.Integer("batchSize", 1),
        Optimizer = OptimizerJson.ReadOptimizer(json.Object("optimizer")),
        Schedule = OptimizerJson.ReadSchedule(json.Object("schedule")),
        ValidationShare = json.Number("validationShare", 0, 1),
        ValidationTime = json.TextOrNull("validationTime"),
        EarlyStopping = !json.Has("patience") ? null : new() { Patience = json.Integer("patience", 1), MinimumImprovement = json.Number("minimumImprovement") },
        L1 = json.Number("l1", 0, double.MaxValue),
        L2 = json.Number("l2", 0, double.MaxValue),
        GradientClipping = !json.Has("gradientClipping") ? null : json.Number("gradientClipping", 0, double.MaxValue),
        LabelSmoothing = json.Number("labelSmoothing", 0, 1),
        ClassWeights = json.Text("classWeights") switch
        {
            "balanced" => ClassWeights.Balanced,
            "given" => ClassWeights.Of([.. json.Objects("givenWeights").Select(item => (item.Text("label"), item.Number("weight", double.Epsilon, double.MaxValue)))]),
            _ => ClassWeights.None,
        },
    };

    public static JsonObject Save(TrainingRecord record) => new()
    {
        ["library"] = record.LibraryVersion,
        ["torchSharp"] = record.TorchSharpVersion,
        ["fingerprint"] = record.DataFingerprint,
        ["seed"] = record.Seed,
        ["trainingRows"] = record.TrainingRows,
        ["validationRows"] = record.ValidationRows,
        ["labelCounts"] = new JsonArray([.. record.LabelCounts.Select(count => JsonValue.Create(count))]),
        ["validationAccuracy"] = Finite(record.ValidationAccuracy),
        ["history"] = Save(record.History.Epochs),
        ["bestEpoch"] = record.History.BestEpoch,
        ["stoppedEarly"] = record.History.StoppedEarly,
        ["notes"] = new JsonArray([.. record.Notes.Select(note => new JsonObject { ["column"] = note.Column, ["what"] = note.What, ["count"] = note.Count })]),
    };

    public static TrainingRecord ReadRecord(SettingsReader json)
    {
        List<EpochLosses> epochs = ReadLosses(json.Object("history"));
        return new()
        {
            LibraryVersion = json.Text("library"),
            TorchSharpVersion = json.Text("torchSharp"),
            DataFingerprint = json.Text("fingerprint"),
            Seed = json.Seed("seed"),
            TrainingRows = json.Integer("trainingRows", 0),
            ValidationRows = json.Integer("validationRows", 0),
            LabelCounts = [.. json.Wholes("labelCounts", 0, int.MaxValue)],
            ValidationAccuracy = NumberOrNaN(json, "validationAccuracy"),
            History = new([.. epochs], json.Integer("bestEpoch", epochs.Count == 0 ? 0 : 1, epochs.Count), json.Flag("stoppedEarly")),
            Notes = [.. json.Objects("notes").Select(note => new DataNote(note.TextOrNull("column"), note.Text("what"), note.Whole("count")))],
        };
    }

    public static JsonObject Save(IEnumerable<EpochLosses> epochs) => new()
    {
        ["training"] = new JsonArray([.. epochs.Select(epoch => JsonValue.Create(epoch.TrainingLoss))]),
        ["validation"] = new JsonArray([.. epochs.Where(epoch => double.IsFinite(epoch.ValidationLoss)).Select(epoch => JsonValue.Create(epoch.ValidationLoss))]),
    };

    public static List<EpochLosses> ReadLosses(SettingsReader json)
    {
        double[] training = json.Numbers("training"), validation = json.Numbers("validation");
        if (validation.Length != 0 && validation.Length != training.Length)
            throw json.Bad("validation", $"a list of none or {training.Length} numbers", validation.Length);
        return [.. training.Select((loss, epoch) => new EpochLosses(loss, validation.Length == 0 ? double.NaN : validation[epoch]))];
    }

    private static JsonNode? Finite(double value) => double.IsFinite(value) ? value : null;

    private static double NumberOrNaN(SettingsReader json, string name) => !json.Has(name) ? double.NaN : json.Number(name);
}

using System.Text.Json.Nodes;

namespace CustomerSegmentation;

/// <summary>Optimisers and schedules as JSON.</summary>
internal static class OptimizerJson
{
    public static JsonObject Save(Optimizer optimizer)
    {
        JsonObject json = new() { ["type"] = optimizer.GetType().Name, ["learningRate"] = optimizer.LearningRate };
        switch (optimizer)
        {
            case Adam adam:
                (json["beta1"], json["beta2"], json["epsilon"]) = (adam.Beta1, adam.Beta2, adam.Epsilon);
                break;
            case AdamW adam:
                (json["beta1"], json["beta2"], json["epsilon"], json["weightDecay"]) = (adam.Beta1, adam.Beta2, adam.Epsilon, adam.WeightDecay);
                break;
            case Sgd sgd:
                json["momentum"] = sgd.Momentum;
                break;
            case RmsProp rms:
                (json["alpha"], json["epsilon"]) = (rms.Alpha, rms.Epsilon);
                break;
        }
        return json;
    }

    public static Optimizer ReadOptimizer(SettingsReader json)
    {
        double rate = json.Number("learningRate", 0, double.MaxValue);
        return json.Text("type") switch
        {
            nameof(Adam) => new Adam { LearningRate = rate, Beta1 = json.Number("beta1"), Beta2 = json.Number("beta2"), Epsilon = json.Number("epsilon") },
            nameof(AdamW) => new AdamW
            {
                LearningRate = rate, Beta1 = json.Number("beta1"), Beta2 = json.Number("beta2"), Epsilon = json.Number("epsilon"), WeightDecay = json.Number("weightDecay"),
            },
            nameof(Sgd) => new Sgd { LearningRate = rate, Momentum = json.Number("momentum") },
            nameof(RmsProp) => new RmsProp { LearningRate = rate, Alpha = json.Number("alpha"), Epsilon = json.Number("epsilon") },
            string other => throw Unknown("optimiser", other),
        };
    }

    public static JsonObject Save(LearningRateSchedule schedule)
    {
        JsonObject json = new() { ["type"] = schedule.GetType().Name, ["warmUpEpochs"] = schedule.WarmUpEpochs };
        if (schedule is StepSchedule step) (json["every"], json["decay"]) = (step.Every, step.Decay);
        if (schedule is PlateauSchedule plateau) (json["patience"], json["decay"]) = (plateau.Patience, plateau.Decay);
        return json;
    }

    public static LearningRateSchedule ReadSchedule(SettingsReader json)
    {
        int warmUp = json.Integer("warmUpEpochs", 0);
        return json.Text("type") switch
        {
            nameof(ConstantSchedule) => new ConstantSchedule { WarmUpEpochs = warmUp },
            nameof(StepSchedule) => new StepSchedule { WarmUpEpochs = warmUp, Every = json.Integer("every", 1), Decay = json.Number("decay") },
            nameof(CosineSchedule) => new CosineSchedule { WarmUpEpochs = warmUp },
            nameof(PlateauSchedule) => new PlateauSchedule { WarmUpEpochs = warmUp, Patience = json.Integer("patience", 1), Decay = json.Number("decay") },
            string other => throw Unknown("schedule", other),
        };
    }

    private static SegmentationException Unknown(string what, string name) =>
        new($"The stored plan has the {what} {Show.Value(name)}, which this version does not know. Update CustomerSegmentation, or save the model again.");
}

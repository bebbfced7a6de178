namespace CustomerSegmentation;

/// <summary>Which reader reads which kind of model. A closed list: a file can name a kind, never a type.</summary>
internal static class ModelKinds
{
    /// <summary>The section every model file has: the kind, and what all models have in common.</summary>
    public const string Section = "model";

    public static SegmentationModel Read(ModelFile file, ModelLoadOptions options) => file.Settings(Section).Text("kind") switch
    {
        MlpModelFile.Kind => MlpModelFile.Read(file, options),
        GcnModelFile.Kind => GcnModelFile.Read(file, options),
        string other => throw new SegmentationException(
            $"The {file.Source} holds a model of the kind {Show.Value(other)}, which this version does not know. Update CustomerSegmentation, or save the model again."),
    };
}

namespace CustomerSegmentation;

/// <summary>How transformers are read back from plans and model files: the built-in ones, and those an application adds.</summary>
public sealed partial class TransformerTypes
{
}

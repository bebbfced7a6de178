namespace CustomerSegmentation;

/// <summary>How a file of features is laid out.</summary>
public enum FeatureLayout
{
    /// <summary>Sparse where there are two or three columns and a node comes more than once, else dense.</summary>
    Detect,

    /// <summary>One row a node: its key, then one column a feature.</summary>
    Dense,

    /// <summary>One row for each feature that is not 0: the node's key, the feature's name and, where it is not 1, the value.</summary>
    Sparse,
}

/// <summary>How features of nodes are read from a file.</summary>
public sealed record NodeFeaturesOptions
{
    /// <summary>How the file is laid out; default <see cref="FeatureLayout.Detect"/>.</summary>
    public FeatureLayout Layout { get; init; } = FeatureLayout.Detect;

    /// <summary>What is put before the names of the features; default nothing.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>How the CSV is read; its <see cref="CsvOptions.Key"/> is not used, its <see cref="CsvOptions.Kinds"/> in dense files only. Default: all detected.</summary>
    public CsvOptions Csv { get; init; } = new();
}

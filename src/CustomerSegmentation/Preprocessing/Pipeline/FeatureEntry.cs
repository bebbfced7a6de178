namespace CustomerSegmentation;

/// <summary>Columns of one kind and what is done with each of them.</summary>
public sealed record FeatureEntry
{
    /// <summary>The names of the columns.</summary>
    public required EquatableList<string> Columns { get; init; }

    /// <summary>The kind the columns are taken as.</summary>
    public required ColumnKind Kind { get; init; }

    /// <summary>The steps, or null for the automatic choice by kind.</summary>
    public ColumnSteps? Steps { get; init; }

    /// <summary>The entry in words.</summary>
    public string Describe() =>
        $"{string.Join(", ", Columns)} ({Kind}): {(Steps is null ? "automatic" : Steps.Steps.Count == 0 ? "as it is" : string.Join("; ", Steps.Steps.Select(step => step.Describe())))}";
}

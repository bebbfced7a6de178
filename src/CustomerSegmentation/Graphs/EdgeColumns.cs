namespace CustomerSegmentation;

/// <summary>Which columns of a table or file are the edges. All names are case-sensitive.</summary>
public sealed record EdgeColumns
{
    /// <summary>The column of the first ends, or null (the default) for the first column.</summary>
    public string? From { get; init; }

    /// <summary>The column of the second ends, or null (the default) for the second column, or the first where <see cref="From"/> is another.</summary>
    public string? To { get; init; }

    /// <summary>The column of the weights, or null (the default): every edge weighs 1.</summary>
    public string? Weight { get; init; }

    /// <summary>The column of the times, or null (the default) for edges without a time.</summary>
    public string? Time { get; init; }
}

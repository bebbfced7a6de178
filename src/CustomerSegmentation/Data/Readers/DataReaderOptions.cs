namespace CustomerSegmentation;

/// <summary>How a table is read from a <see cref="System.Data.Common.DbDataReader"/>.</summary>
public sealed record DataReaderOptions
{
    /// <summary>The field whose values name the customers, or null (the default) to take the row number as the key.</summary>
    public string? Key { get; init; }

    /// <summary>
    /// Whether fields of text are looked through for numbers, times, yes and no as those of a CSV are. Default: true. If not, they become
    /// categories or text, whatever their words look like.
    /// </summary>
    public bool InferText { get; init; } = true;

    /// <summary>Texts that mean "no value"; blank ones always do. Default: none.</summary>
    public IReadOnlySet<string> MissingMarkers { get; init; } = new HashSet<string>();

    /// <summary>The kinds of columns by name, where the field's type does not say it. Default: none.</summary>
    public IReadOnlyDictionary<string, ColumnKind> Kinds { get; init; } = new Dictionary<string, ColumnKind>();
}

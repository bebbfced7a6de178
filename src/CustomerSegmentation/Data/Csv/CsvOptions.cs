using System.Text;

namespace CustomerSegmentation;

/// <summary>How a CSV file is read. Everything not given is detected and reported in <see cref="CustomerTable.Profile"/>.</summary>
public sealed record CsvOptions
{
    /// <summary>What programs commonly write for "no value": <c>NA</c>, <c>N/A</c>, <c>null</c>, <c>NaN</c>, <c>?</c>, <c>-</c> and the like.</summary>
    public static IReadOnlySet<string> CommonMissingMarkers { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "NA", "N/A", "n/a", "na", "n.a.", "N.A.", "#N/A", "NULL", "null", "Null", "NaN", "nan", "None", "none", "nil", "\\N", "?", "-", "--", ".",
    };

    /// <summary>The column whose values name the customers, or null (the default) to take the row number as the key.</summary>
    public string? Key { get; init; }

    /// <summary>The character between fields, or null (the default) to detect comma, semicolon, tab or <c>|</c>.</summary>
    public char? Delimiter { get; init; }

    /// <summary>
    /// The text encoding, or null (the default) for what the byte-order mark says, else UTF-8. It is never guessed: bytes that are not valid
    /// are an error, also for an encoding given here.
    /// </summary>
    public Encoding? Encoding { get; init; }

    /// <summary>
    /// Cells that mean "no value", compared exactly after trimming; blank cells always do. Default: none.
    /// See <see cref="CommonMissingMarkers"/>.
    /// </summary>
    public IReadOnlySet<string> MissingMarkers { get; init; } = new HashSet<string>();

    /// <summary>The kinds of columns by name, where inference is to be overruled. Default: none.</summary>
    public IReadOnlyDictionary<string, ColumnKind> Kinds { get; init; } = new Dictionary<string, ColumnKind>();

    /// <summary>
    /// Whether dates such as 04/09/2012 start with the day; null (the default) decides by the whole column, and leaves a column in which
    /// every date could be read either way as it is.
    /// </summary>
    public bool? DayFirst { get; init; }
}

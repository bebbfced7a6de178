namespace CustomerSegmentation;

/// <summary>How a table is written as CSV.</summary>
public sealed record CsvWriteOptions
{
    /// <summary>The character between fields. Default: comma. Numbers have a decimal point whatever it is.</summary>
    public char Delimiter { get; init; } = ',';

    /// <summary>Whether the file begins with the byte-order mark of UTF-8, which some spreadsheets want. Default: false.</summary>
    public bool ByteOrderMark { get; init; }
}

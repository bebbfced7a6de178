namespace CustomerSegmentation;

/// <summary>What was found out about the form of a CSV.</summary>
/// <param name="Delimiter">The delimiter in words.</param>
/// <param name="Encoding">The encoding's name, null where the text came decoded.</param>
/// <param name="ByteOrderMark">Whether the file began with a byte-order mark.</param>
/// <param name="LineEnds">The line ends in words.</param>
public sealed record CsvFormat(string Delimiter, string? Encoding, bool ByteOrderMark, string LineEnds)
{
    /// <summary>One line: <c>delimiter comma, encoding utf-8 without byte-order mark, line ends LF</c>.</summary>
    public override string ToString() =>
        $"delimiter {Delimiter}, {(Encoding is null ? "" : $"encoding {Encoding} {(ByteOrderMark ? "with" : "without")} byte-order mark, ")}line ends {LineEnds}";
}

/// <summary>How a table was read: the file's form, and remarks by column.</summary>
internal sealed record TableReading(CsvFormat? Format, IReadOnlyDictionary<string, string> Remarks);

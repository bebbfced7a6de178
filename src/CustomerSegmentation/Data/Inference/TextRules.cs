namespace CustomerSegmentation;

/// <summary>How cells of text become values.</summary>
/// <param name="MissingMarkers">Cells that mean "no value" besides blank ones.</param>
/// <param name="DayFirst">The order of dates such as 04/09/2012; null decides by the column.</param>
/// <param name="DecimalComma">Whether a column such as <c>1,5</c> may be numbers.</param>
/// <param name="Infer">Whether text may be anything but a category or text.</param>
internal sealed record TextRules(IReadOnlySet<string> MissingMarkers, bool? DayFirst = null, bool DecimalComma = false, bool Infer = true);

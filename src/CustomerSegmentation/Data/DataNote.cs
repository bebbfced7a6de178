using System.Globalization;
using System.Text.RegularExpressions;

namespace CustomerSegmentation;

/// <summary>
/// Something that happened to data on its way, counted: values that were filled, clipped, unseen, dropped. Nothing is changed
/// silently; every step that changes anything says so in notes.
/// </summary>
/// <param name="Column">The column it concerns, or null for whole rows or tables.</param>
/// <param name="What">What happened, as a phrase that follows the count: "missing values filled with the median 3.5".</param>
/// <param name="Count">How many values, rows or columns.</param>
/// <param name="Example">One of the values, or null.</param>
public sealed partial record DataNote(string? Column, string What, long Count, string? Example = null)
{
    /// <summary>One line: <c>Age: 12 missing values filled with the median 3.5</c>.</summary>
    public override string ToString() =>
        $"{(Column is null ? "" : Column + ": ")}{Count.ToString(CultureInfo.InvariantCulture)} {(Count == 1 ? Plural().Replace(What, "$1", 1) : What)}{(Example is null ? "" : $", for example {Show.Value(Example)}")}";

    // Words stay in the plural, so that notes of the same kind add up; one of them is shown as one.
    [GeneratedRegex(@"\b(value|row|customer|cell|level|column|line|name|edge|item|relation|newcomer)s\b")]
    private static partial Regex Plural();
}

using System.ComponentModel;

namespace CustomerSegmentation;

/// <summary>What lets <c>["Age", "Income"]</c> be <see cref="ColumnNames"/>; called by the compiler.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ColumnNamesBuilder
{
    /// <summary>The names as one value.</summary>
    public static ColumnNames Create(ReadOnlySpan<string> names) => new(names.ToArray());
}

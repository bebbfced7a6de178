using System.Collections;
using System.Runtime.CompilerServices;

namespace CustomerSegmentation;

/// <summary>One or more names of columns: <c>"Age"</c> or <c>["Age", "Income"]</c>. Immutable.</summary>
[CollectionBuilder(typeof(ColumnNamesBuilder), nameof(ColumnNamesBuilder.Create))]
public sealed class ColumnNames : IEnumerable<string>
{
    private readonly string[] _names;

    internal ColumnNames(string[] names) => _names = names;

    /// <summary>One name.</summary>
    public static implicit operator ColumnNames(string name) => FromString(name);

    /// <summary>Several names.</summary>
    public static implicit operator ColumnNames(string[] names) => new([.. names]);

    /// <summary>One name.</summary>
    public static ColumnNames FromString(string name) => new([name]);

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)_names).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _names.GetEnumerator();
}

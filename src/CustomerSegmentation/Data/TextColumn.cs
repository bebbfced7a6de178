namespace CustomerSegmentation;

/// <summary>A column of free text; null is missing.</summary>
public sealed class TextColumn : Column
{
    private readonly string?[] _values;

    /// <summary>Takes over the array, which the caller must not change afterwards.</summary>
    public TextColumn(string name, string?[] values) : base(name, (values ?? throw new ArgumentNullException(nameof(values))).Length) =>
        _values = values;

    /// <inheritdoc/>
    public override ColumnKind Kind => ColumnKind.Text;

    /// <summary>The texts in row order, null where missing; shape <c>[n]</c>.</summary>
    public ReadOnlySpan<string?> Values => _values;

    /// <inheritdoc/>
    public override bool IsMissing(int row) => _values[row] is null;

    /// <inheritdoc/>
    public override string? Text(int row) => _values[row];

    /// <inheritdoc/>
    public override TextColumn SelectRows(ReadOnlySpan<int> rows) => new(Name, Pick(_values, rows));

    /// <inheritdoc/>
    public override TextColumn WithName(string name) => new(name, _values);
}

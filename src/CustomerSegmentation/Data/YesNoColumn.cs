namespace CustomerSegmentation;

/// <summary>A column of yes and no that remembers the two words its source used.</summary>
public sealed class YesNoColumn : Column
{
    private readonly sbyte[] _values;

    /// <summary>Takes over the array (1 yes, 0 no, −1 missing), which the caller must not change afterwards.</summary>
    public YesNoColumn(string name, sbyte[] values, string yes = "yes", string no = "no")
        : base(name, (values ?? throw new ArgumentNullException(nameof(values))).Length)
    {
        _values = values;
        Yes = yes;
        No = no;
    }

    /// <inheritdoc/>
    public override ColumnKind Kind => ColumnKind.YesNo;

    /// <summary>The source's word for yes, for example <c>true</c>, <c>Y</c> or <c>1</c>.</summary>
    public string Yes { get; }

    /// <summary>The source's word for no.</summary>
    public string No { get; }

    /// <summary>1 for yes, 0 for no, −1 where missing; shape <c>[n]</c>.</summary>
    public ReadOnlySpan<sbyte> Values => _values;

    /// <inheritdoc/>
    public override bool IsMissing(int row) => _values[row] < 0;

    /// <inheritdoc/>
    public override string? Text(int row) => _values[row] switch { < 0 => null, 0 => No, _ => Yes };

    /// <inheritdoc/>
    public override YesNoColumn SelectRows(ReadOnlySpan<int> rows) => new(Name, Pick(_values, rows), Yes, No);

    /// <inheritdoc/>
    public override YesNoColumn WithName(string name) => new(name, _values, Yes, No);
}

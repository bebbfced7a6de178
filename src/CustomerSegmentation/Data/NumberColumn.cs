using System.Globalization;

namespace CustomerSegmentation;

/// <summary>
/// A column of numbers in double precision; <see cref="double.NaN"/> is a missing value. Double, so that what a file said
/// (an amount, a large count) comes back unchanged; models see <c>float</c> after preparation.
/// </summary>
public sealed class NumberColumn : Column
{
    private readonly double[] _values;

    /// <summary>Takes over the array, which the caller must not change afterwards.</summary>
    public NumberColumn(string name, double[] values) : base(name, (values ?? throw new ArgumentNullException(nameof(values))).Length) =>
        _values = values;

    /// <inheritdoc/>
    public override ColumnKind Kind => ColumnKind.Number;

    /// <summary>The values in row order, NaN where missing; shape <c>[n]</c>.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <inheritdoc/>
    public override bool IsMissing(int row) => double.IsNaN(_values[row]);

    /// <inheritdoc/>
    public override string? Text(int row) =>
        double.IsNaN(_values[row]) ? null : _values[row].ToString("R", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override NumberColumn SelectRows(ReadOnlySpan<int> rows) => new(Name, Pick(_values, rows));

    /// <inheritdoc/>
    public override NumberColumn WithName(string name) => new(name, _values);
}

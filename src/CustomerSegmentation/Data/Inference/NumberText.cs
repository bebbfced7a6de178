using System.Globalization;
using System.Text;

namespace CustomerSegmentation;

/// <summary>What a cell says about being a number.</summary>
internal enum NumberReading
{
    /// <summary>No number.</summary>
    None,

    /// <summary>A number that a double holds.</summary>
    Number,

    /// <summary>Digits that a number would not give back: leading zeros, or more digits than a double holds. A code, such as a postcode.</summary>
    Code,

    /// <summary>Infinite, or too large for models, which compute in single precision.</summary>
    TooLarge,
}

/// <summary>Reads numbers in the invariant form: sign, digits, point, exponent; no thousands separators, no words.</summary>
internal static class NumberText
{
    /// <summary>The largest magnitude a number column may hold: that of single precision.</summary>
    public const double Largest = float.MaxValue;

    private const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    public static NumberReading Read(ReadOnlySpan<byte> cell, bool decimalComma, out double value)
    {
        value = double.NaN;
        cell = cell.Trim(" \t"u8);
        if (cell.IsEmpty || cell.Length > 400) return NumberReading.None;
        if (cell[0] is not ((>= (byte)'0' and <= (byte)'9') or (byte)'-' or (byte)'+' or (byte)'.' or (byte)','))
            return SaysInfinity(cell) ? NumberReading.TooLarge : NumberReading.None;
        if (decimalComma && cell.Contains((byte)','))
        {
            if (cell.Contains((byte)'.')) return NumberReading.None;
            Span<byte> pointed = stackalloc byte[cell.Length];
            cell.CopyTo(pointed);
            pointed[pointed.IndexOf((byte)',')] = (byte)'.';
            return Parse(pointed, out value);
        }
        return Parse(cell, out value);
    }

    private static NumberReading Parse(ReadOnlySpan<byte> cell, out double value)
    {
        if (!double.TryParse(cell, Styles, CultureInfo.InvariantCulture, out value))
            return SaysInfinity(cell.TrimStart("+-"u8)) ? NumberReading.TooLarge : NumberReading.None;
        if (!(Math.Abs(value) <= Largest)) return double.IsNaN(value) ? NumberReading.None : NumberReading.TooLarge;
        ReadOnlySpan<byte> digits = cell.TrimStart("+-"u8);
        if (digits.Length > 1 && digits[0] == '0' && digits[1] is >= (byte)'0' and <= (byte)'9') return NumberReading.Code;
        return digits.Length > 15 && Math.Abs(value) > 1L << 53 && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            ? NumberReading.Code : NumberReading.Number;
    }

    private static bool SaysInfinity(ReadOnlySpan<byte> cell) =>
        cell.Length is 3 or 8 && (Ascii.EqualsIgnoreCase(cell, "inf") || Ascii.EqualsIgnoreCase(cell, "infinity")) || cell.SequenceEqual("∞"u8);
}

using System.Globalization;

namespace CustomerSegmentation;

/// <summary>What the number steps share: finding infinities, present values, quantiles, and how numbers are shown.</summary>
internal static class Numbers
{
    /// <summary>The first row with an infinite value, or −1.</summary>
    public static int FirstInfinite(ReadOnlySpan<double> values)
    {
        for (int row = 0; row < values.Length; row++) if (double.IsInfinity(values[row])) return row;
        return -1;
    }

    public static void ThrowIfInfinite(NumberColumn column)
    {
        int row = FirstInfinite(column.Values);
        if (row >= 0)
            throw new SegmentationException(
                $"Column {Show.Value(column.Name)} holds {Text(column.Values[row])} in row {row + 1}. Numbers must be finite: correct the value, or leave it blank (missing).");
    }

    /// <summary>A copy of the values that are not missing.</summary>
    public static double[] Present(NumberColumn column)
    {
        double[] present = new double[column.Count - column.MissingCount];
        int count = 0;
        foreach (double value in column.Values) if (!double.IsNaN(value)) present[count++] = value;
        return present;
    }

    /// <summary>The present values sorted; an error where there are none.</summary>
    public static double[] PresentOrThrow(NumberColumn column, string step)
    {
        double[] present = Present(column);
        return present.Length > 0 ? present : throw NothingToLearn(column, step);
    }

    public static SegmentationException NothingToLearn(Column column, string step) =>
        new($"Column {Show.Value(column.Name)} has no value in {Show.Count(column.Count, "training row")}, so that {step} has nothing to learn. Leave the column out, or fill it with a constant.");

    public static double Finite(double value, Column column, string what) => double.IsFinite(value) ? value
        : throw new SegmentationException(
            $"The {what} of column {Show.Value(column.Name)} is too large to compute: its values are absurdly large. Clip outliers first (ClipOutliers()), correct the values, or leave the column out.");

    /// <summary>The quantile of sorted values with linear interpolation, as numpy's default method.</summary>
    public static double Quantile(ReadOnlySpan<double> sorted, double share) => AtPosition(sorted, (sorted.Length - 1) * share);

    /// <summary>The value at a position from 0 to n − 1 of sorted values, interpolated between two.</summary>
    public static double AtPosition(ReadOnlySpan<double> sorted, double position)
    {
        int below = (int)Math.Floor(position);
        double a = sorted[below], b = sorted[Math.Min(below + 1, sorted.Length - 1)], t = position - below, gap = b - a;
        return t == 0 || gap == 0 ? a : t < 0.5 ? a + gap * t : b - gap * (1 - t);
    }

    /// <summary>A number for a person: up to six significant digits.</summary>
    public static string Text(double value) => double.IsPositiveInfinity(value) ? "∞" : double.IsNegativeInfinity(value) ? "−∞"
        : value.ToString(Math.Abs(value) is >= 1e6 and < 1e15 && value == Math.Floor(value) ? "F0" : "G6", CultureInfo.InvariantCulture);
}

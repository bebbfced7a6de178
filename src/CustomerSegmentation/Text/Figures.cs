using System.Globalization;

namespace CustomerSegmentation;

/// <summary>Numbers as tables and sentences show them: invariant culture, "–" where there is none.</summary>
internal static class Figures
{
    /// <summary>What stands for a number that does not exist.</summary>
    public const string None = "–";

    /// <summary>Four significant digits or as many as asked for, whole numbers up to 15 digits in full.</summary>
    public static string Short(double value, int digits = 4)
    {
        if (double.IsNaN(value)) return None;
        double size = Math.Abs(value);
        if (size < 1000 || size >= 1e15) return value.ToString("G" + digits, CultureInfo.InvariantCulture);
        // The whole part in full; what is left of the digits comes after the point.
        int decimals = Math.Max(0, digits - (int)Math.Floor(Math.Log10(size)) - 1);
        return Math.Round(value, decimals).ToString("0.######", CultureInfo.InvariantCulture);
    }

    /// <summary>A share as <c>71.3 %</c>.</summary>
    public static string Percent(double share) => double.IsNaN(share) ? None : (share * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    /// <summary>A probability or similar with three digits after the point.</summary>
    public static string Fixed(double value) => double.IsNaN(value) ? None : value.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>A whole number.</summary>
    public static string Count(long count) => count.ToString(CultureInfo.InvariantCulture);

    /// <summary>A moment as a date, with hours and minutes where it has any.</summary>
    public static string Moment(DateTime? moment) => moment is not { } value ? None
        : value.ToString(value.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}

namespace CustomerSegmentation;

/// <summary>Writes finished columns into the rows of a matrix.</summary>
internal static class FeatureWriter
{
    /// <summary>Writes one column; the matrix holds zeros before.</summary>
    /// <param name="column">A number or yes/no column without missing values.</param>
    /// <param name="matrix">Where the first row starts; row-major.</param>
    /// <param name="width">The features of a row, d.</param>
    /// <param name="feature">The column of the matrix.</param>
    /// <returns>The first row that cannot be written, or −1.</returns>
    public static int Write(Column column, Span<float> matrix, int width, int feature)
    {
        if (column is NumberColumn numbers)
        {
            ReadOnlySpan<double> values = numbers.Values;
            for (int row = 0, at = feature; row < values.Length; row++, at += width)
            {
                float value = (float)values[row];
                if (!float.IsFinite(value)) return row;
                matrix[at] = value;
            }
            return -1;
        }
        ReadOnlySpan<sbyte> flags = ((YesNoColumn)column).Values;
        for (int row = 0, at = feature; row < flags.Length; row++, at += width)
        {
            if (flags[row] < 0) return row;
            if (flags[row] > 0) matrix[at] = 1;
        }
        return -1;
    }
}

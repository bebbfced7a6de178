using System.Globalization;

namespace CustomerSegmentation;

/// <summary>How much weight of each true segment was put into each segment: immutable, safe to share between threads.</summary>
public sealed class ConfusionMatrix
{
    private readonly double[] _cells;

    /// <summary>Takes over the cells, <c>[k, k]</c>, a row a true segment.</summary>
    internal ConfusionMatrix(IReadOnlyList<string> segments, double[] cells) => (Segments, _cells) = (segments, cells);

    /// <summary>The names of the <c>k</c> segments.</summary>
    public IReadOnlyList<string> Segments { get; }

    /// <summary>The weight (the number, where no weights were given) of customers of a true segment put into a segment, both from 0.</summary>
    public double this[int truth, int predicted] => _cells[Index(truth) * Segments.Count + Index(predicted)];

    /// <summary>All cells, <c>[k, k]</c>, a row a true segment; a copy.</summary>
    public double[,] ToArray()
    {
        double[,] copy = new double[Segments.Count, Segments.Count];
        Buffer.BlockCopy(_cells, 0, copy, 0, _cells.Length * sizeof(double));
        return copy;
    }

    /// <summary>A table no wider than 100 columns: a row a true segment, a column a predicted one.</summary>
    public override string ToString() => Table().ToString();

    internal ReadOnlySpan<double> Cells => _cells;

    internal TextTable Table()
    {
        TextTable table = new TextTable().Left("truth \\ predicted");
        // Long names are shortened in the table; a number before them keeps them apart.
        bool numbered = Segments.Any(segment => CellText.Width(segment) > 12) && Segments.Count > 4;
        string Name(int segment) => numbered ? string.Create(CultureInfo.InvariantCulture, $"{segment + 1} {Segments[segment]}") : Segments[segment];
        for (int segment = 0; segment < Segments.Count; segment++) table.Right(Name(segment));
        for (int truth = 0; truth < Segments.Count; truth++)
            table.Row([Name(truth), .. Enumerable.Range(0, Segments.Count).Select(predicted => Weight(this[truth, predicted]))]);
        return table;
    }

    /// <summary>A weight: whole numbers as they are, others with one decimal.</summary>
    internal static string Weight(double weight) => weight.ToString(weight == Math.Floor(weight) ? "0" : "0.0", CultureInfo.InvariantCulture);

    private int Index(int segment) => (uint)segment < (uint)Segments.Count ? segment
        : throw new ArgumentOutOfRangeException(nameof(segment), segment, $"There are {Show.Count(Segments.Count, "segment")}, counted from 0.");
}

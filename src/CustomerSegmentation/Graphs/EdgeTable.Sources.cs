using System.Data.Common;

namespace CustomerSegmentation;

public sealed partial class EdgeTable
{
    /// <summary>Edges from two or more columns of a table.</summary>
    /// <param name="table">One edge a row. Its key counts as its first column, unless it is only the row number.</param>
    /// <param name="columns">Which columns; null for the first two.</param>
    /// <exception cref="SegmentationException">A column is not there or of the wrong kind.</exception>
    public static EdgeTable FromTable(CustomerTable table, EdgeColumns? columns = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        return EdgeTableReader.Read(table, columns);
    }

    /// <summary>Reads the rows of a data reader from where it stands; the caller disposes the reader. Ends of any type are compared by their invariant text.</summary>
    /// <param name="reader">Any ADO.NET reader.</param>
    /// <param name="columns">Which fields; null for the first two.</param>
    /// <exception cref="SegmentationException">A field is not there or of the wrong type. What the reader itself throws passes through.</exception>
    public static EdgeTable FromDataReader(DbDataReader reader, EdgeColumns? columns = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return EdgeDataReader.Read(reader, columns);
    }

    /// <summary>
    /// Edges from objects, read once in their order: <c>EdgeTable.FromObjects(orders, o => o.CustomerId, o => o.ProductId, o => o.Amount, o => o.Day)</c>.
    /// </summary>
    /// <param name="objects">One object an edge.</param>
    /// <param name="from">Reads the first end; null or blank is an unknown end.</param>
    /// <param name="to">Reads the second end.</param>
    /// <param name="weight">Reads the weight; null for edges that weigh 1.</param>
    /// <param name="time">Reads the time; local time becomes UTC. Null for edges without times.</param>
    /// <exception cref="SegmentationException">An object is null.</exception>
    public static EdgeTable FromObjects<T>(
        IEnumerable<T> objects, Func<T, string?> from, Func<T, string?> to, Func<T, double?>? weight = null, Func<T, DateTime?>? time = null)
    {
        ArgumentNullException.ThrowIfNull(objects);
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        EdgeBuffer buffer = new(weight is not null, time is not null);
        foreach (T item in objects)
        {
            if (item is null) throw new SegmentationException($"Object {buffer.Count + 1} is null. Leave it out of the sequence.");
            buffer.Add(from(item), to(item), weight?.Invoke(item) ?? double.NaN, EdgeTimes.Ticks(time?.Invoke(item)));
        }
        return buffer.Build("the objects", "from", "to", []);
    }

    /// <summary>Edges from columns of one length.</summary>
    /// <param name="from">The first ends; null or blank is an unknown end.</param>
    /// <param name="to">The second ends.</param>
    /// <param name="weights">The weights; null for edges that weigh 1.</param>
    /// <param name="times">The times; local ones become UTC. Null for edges without times.</param>
    /// <exception cref="SegmentationException">The lengths differ.</exception>
    public static EdgeTable FromColumns(IReadOnlyList<string?> from, IReadOnlyList<string?> to, IReadOnlyList<double>? weights = null, IReadOnlyList<DateTime>? times = null)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        Check(to.Count, "second ends");
        if (weights is not null) Check(weights.Count, "weights");
        if (times is not null) Check(times.Count, "times");
        EdgeBuffer buffer = new(weights is not null, times is not null);
        for (int i = 0; i < from.Count; i++)
            buffer.Add(from[i], to[i], weights?[i] ?? 1, EdgeTimes.Ticks(times?[i]));
        return buffer.Build("columns", "from", "to", []);

        void Check(int count, string what)
        {
            if (count != from.Count) throw new SegmentationException($"There is a first end for {Show.Count(from.Count, "edge")}, but of {what} there {(count == 1 ? "is" : "are")} {count}. Give columns of one length.");
        }
    }
}

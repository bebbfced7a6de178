using System.Data.Common;
using System.Globalization;

namespace CustomerSegmentation;

/// <summary>Reads edges out of a data reader, row by row.</summary>
internal static class EdgeDataReader
{
    private const string Source = "the data reader";

    public static EdgeTable Read(DbDataReader reader, EdgeColumns? columns)
    {
        string[] names = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
        EdgeColumnChoice choice = EdgeColumnChoice.Of(Source, names, columns);
        DataNotes notes = new();
        choice.NoteUnused(names, notes);
        EdgeBuffer buffer = new(choice.Weight >= 0, choice.Time >= 0);
        char[] from = new char[24], to = new char[24];
        while (reader.Read())
            buffer.Add(
                End(reader, choice.From, from), End(reader, choice.To, to),
                choice.Weight < 0 ? 1 : Weight(reader, choice.Weight, buffer.Count), choice.Time < 0 ? TimeColumn.Missing : Time(reader, choice.Time, buffer.Count));
        return buffer.Build(Source, names[choice.From], names[choice.To], notes.ToList());
    }

    private static ReadOnlySpan<char> End(DbDataReader reader, int field, char[] digits)
    {
        if (reader.IsDBNull(field)) return [];
        Type type = reader.GetFieldType(field);
        if (type == typeof(string)) return reader.GetString(field);
        if (type != typeof(int) && type != typeof(long)) return FieldReader.TextOf(reader, field);
        // Numbers are by far the most frequent ids in databases: no text is made of each.
        long id = type == typeof(int) ? reader.GetInt32(field) : reader.GetInt64(field);
        id.TryFormat(digits, out int length, provider: CultureInfo.InvariantCulture);
        return digits.AsSpan(0, length);
    }

    private static double Weight(DbDataReader reader, int field, int edge)
    {
        if (reader.IsDBNull(field)) return double.NaN;
        Type type = reader.GetFieldType(field);
        if (type == typeof(double)) return reader.GetDouble(field);
        if (type == typeof(float)) return reader.GetFloat(field);
        if (type == typeof(int)) return reader.GetInt32(field);
        if (type == typeof(long)) return reader.GetInt64(field);
        if (type == typeof(decimal)) return (double)reader.GetDecimal(field);
        if (type.IsPrimitive && type != typeof(char)) return Convert.ToDouble(reader.GetValue(field), CultureInfo.InvariantCulture);
        throw Wrong("weight", reader, field, edge, "a number");
    }

    private static long Time(DbDataReader reader, int field, int edge)
    {
        if (reader.IsDBNull(field)) return TimeColumn.Missing;
        Type type = reader.GetFieldType(field);
        if (type == typeof(DateTime)) return EdgeTimes.Ticks(reader.GetDateTime(field));
        if (type == typeof(DateTimeOffset)) return reader.GetFieldValue<DateTimeOffset>(field).UtcTicks;
        if (type == typeof(DateOnly)) return reader.GetFieldValue<DateOnly>(field).ToDateTime(TimeOnly.MinValue).Ticks;
        // SQLite has no times of its own: they come as text.
        if (type == typeof(string) && EdgeTimeReader.TryRead(reader.GetString(field), out DateParts parts) && !parts.OrderMatters && parts.TryTicks(true, out long ticks)) return ticks;
        throw Wrong("time", reader, field, edge, "a date or moment, as text such as 2012-09-04 10:11:12");
    }

    private static SegmentationException Wrong(string what, DbDataReader reader, int field, int edge, string expected) => new(
        $"The {what}, field {Show.Value(reader.GetName(field))} of {Source}, holds {Show.Value(FieldReader.TextOf(reader, field))} of type {reader.GetFieldType(field).Name} in row {edge + 1}. Expected: {expected}. Cast it in the query, or name another field in EdgeColumns.");
}

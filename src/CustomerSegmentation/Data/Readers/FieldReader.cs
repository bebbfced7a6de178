using System.Data.Common;
using System.Globalization;
using System.Numerics;

namespace CustomerSegmentation;

/// <summary>Reads one field of a data reader, row by row, through the getter of its type. The first value decides what the column holds.</summary>
internal sealed class FieldReader(string name, int ordinal, ColumnKind? given, TextRules rules, string source, DataNotes notes)
{
    private ColumnBuilder? _builder;
    private int _rows;

    public string Name { get; } = name;

    public void Read(DbDataReader reader)
    {
        if (reader.IsDBNull(ordinal)) _builder?.AddMissing();
        else Add(reader, reader.GetFieldType(ordinal)); // asked for each value: in SQLite every row may have its own
        _rows++;
    }

    /// <summary>The column, and a remark on how it was read.</summary>
    /// <param name="declared">The field's type where no row had a value.</param>
    public (Column Column, string? Remark) Build(Type declared)
    {
        string? remark = _builder is null ? "no value in any row" : null;
        ColumnBuilder builder = Builder(given ?? KindOf(declared), given is not null);
        if (builder is not InferredBuilder inferred) return (builder.Build(), remark);
        Column column = inferred.Build(given);
        return (column, remark ?? inferred.Remark);
    }

    /// <summary>The invariant text of a value.</summary>
    public static string TextOf(DbDataReader reader, int ordinal) => reader.GetValue(ordinal) switch
    {
        string text => text,
        DateTime moment => moment.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        DateTimeOffset moment => moment.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        bool flag => flag ? "yes" : "no",
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        var other => other.ToString() ?? "",
    };

    private void Add(DbDataReader reader, Type type)
    {
        if (type == typeof(byte[]))
            throw new SegmentationException($"Field {Show.Value(Name)} of {source} holds bytes. Leave it out of the query, or turn it to text there.");
        ColumnKind kind = given ?? KindOf(type);
        if (_builder is not null && given is null && _builder.Kind != kind)
            throw new SegmentationException(
                $"Field {Show.Value(Name)} of {source} holds {Show.Value(TextOf(reader, ordinal))} of type {type.Name} in row {_rows + 1}, but {_builder.Kind} before. " +
                "Cast it in the query, or give the column's kind in Kinds.");
        switch (Builder(kind, given is not null))
        {
            case NumberBuilder numbers: numbers.Add(NumberOf(reader, type), source); break;
            case YesNoBuilder flags: flags.Add(reader.GetBoolean(ordinal)); break;
            case TimeBuilder times: times.Add(MomentOf(reader, type)); break;
            case InferredBuilder texts: texts.Add(type == typeof(string) ? reader.GetString(ordinal) : TextOf(reader, ordinal)); break;
        }
    }

    private ColumnBuilder Builder(ColumnKind kind, bool throughText)
    {
        if (_builder is not null) return _builder;
        _builder = throughText ? Inferred() : kind switch
        {
            ColumnKind.Number => new NumberBuilder(Name),
            ColumnKind.YesNo => new YesNoBuilder(Name),
            ColumnKind.Time => new TimeBuilder(Name),
            _ => Inferred(),
        };
        for (int row = 0; row < _rows; row++) _builder.AddMissing();
        return _builder;

        InferredBuilder Inferred() => new(Name, rules, source, notes);
    }

    private double NumberOf(DbDataReader reader, Type type) =>
        type == typeof(double) ? reader.GetDouble(ordinal)
        : type == typeof(float) ? reader.GetFloat(ordinal)
        : type == typeof(int) ? reader.GetInt32(ordinal)
        : type == typeof(long) ? reader.GetInt64(ordinal)
        : type == typeof(short) ? reader.GetInt16(ordinal)
        : type == typeof(byte) ? reader.GetByte(ordinal)
        : type == typeof(decimal) ? (double)reader.GetDecimal(ordinal)
        : reader.GetValue(ordinal) is BigInteger big ? (double)big
        : Convert.ToDouble(reader.GetValue(ordinal), CultureInfo.InvariantCulture);

    private DateTime MomentOf(DbDataReader reader, Type type) =>
        type == typeof(DateTimeOffset) ? reader.GetFieldValue<DateTimeOffset>(ordinal).UtcDateTime
        : type == typeof(DateOnly) ? reader.GetFieldValue<DateOnly>(ordinal).ToDateTime(TimeOnly.MinValue)
        : reader.GetDateTime(ordinal);

    private static ColumnKind KindOf(Type type) =>
        type == typeof(bool) ? ColumnKind.YesNo
        : type == typeof(DateTime) || type == typeof(DateTimeOffset) || type == typeof(DateOnly) ? ColumnKind.Time
        : type.IsPrimitive && type != typeof(char) || type == typeof(decimal) || type == typeof(BigInteger) ? ColumnKind.Number
        : ColumnKind.Text;
}

using System.Collections;
using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;

namespace CustomerSegmentation;

/// <summary>
/// A forward-only reader over a table, key first: string, double, bool and <see cref="DateTime"/> fields, <see cref="DBNull"/> where a value is
/// missing. Its typed getters box nothing.
/// </summary>
internal sealed class TableDataReader(CustomerTable table) : DbDataReader
{
    private int _row = -1;
    private bool _closed;

    public override int FieldCount => table.Columns.Count + 1;

    public override int Depth => 0;

    public override bool HasRows => table.RowCount > 0;

    public override bool IsClosed => _closed;

    public override int RecordsAffected => -1;

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => GetValue(GetOrdinal(name));

    public override bool Read()
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        if (_row < table.RowCount) _row++;
        return _row < table.RowCount;
    }

    public override bool NextResult() => false;

    public override void Close() => _closed = true;

    public override string GetName(int ordinal) => ordinal == 0 ? table.KeyName : table.Columns[ordinal - 1].Name;

    public override int GetOrdinal(string name)
    {
        for (int i = 0; i < FieldCount; i++) if (GetName(i) == name) return i;
        for (int i = 0; i < FieldCount; i++) if (string.Equals(GetName(i), name, StringComparison.OrdinalIgnoreCase)) return i;
        throw new ArgumentException($"There is no field {Show.Value(name)}{CustomerTable.Nearest(name, Enumerable.Range(0, FieldCount).Select(GetName))}", nameof(name));
    }

    public override Type GetFieldType(int ordinal) => ordinal == 0 ? typeof(string) : table.Columns[ordinal - 1].Kind switch
    {
        ColumnKind.Number => typeof(double),
        ColumnKind.YesNo => typeof(bool),
        ColumnKind.Time => typeof(DateTime),
        _ => typeof(string),
    };

    public override string GetDataTypeName(int ordinal) => GetFieldType(ordinal).Name;

    public override bool IsDBNull(int ordinal) => ordinal > 0 && table.Columns[ordinal - 1].IsMissing(Row);

    public override object GetValue(int ordinal) => IsDBNull(ordinal) ? DBNull.Value : ordinal == 0 ? table.Keys[Row] : table.Columns[ordinal - 1] switch
    {
        NumberColumn number => number.Values[Row],
        YesNoColumn yesNo => yesNo.Values[Row] == 1,
        TimeColumn time => time[Row]!.Value,
        var column => column.Text(Row)!,
    };

    public override int GetValues(object[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        int count = Math.Min(values.Length, FieldCount);
        for (int i = 0; i < count; i++) values[i] = GetValue(i);
        return count;
    }

    public override double GetDouble(int ordinal) => Typed<NumberColumn>(ordinal).Values[Row];

    public override float GetFloat(int ordinal) => (float)GetDouble(ordinal);

    public override decimal GetDecimal(int ordinal) => (decimal)GetDouble(ordinal);

    public override long GetInt64(int ordinal) => Whole(ordinal, long.MinValue, long.MaxValue);

    public override int GetInt32(int ordinal) => (int)Whole(ordinal, int.MinValue, int.MaxValue);

    public override short GetInt16(int ordinal) => (short)Whole(ordinal, short.MinValue, short.MaxValue);

    public override byte GetByte(int ordinal) => (byte)Whole(ordinal, byte.MinValue, byte.MaxValue);

    public override bool GetBoolean(int ordinal) => Typed<YesNoColumn>(ordinal).Values[Row] == 1;

    public override DateTime GetDateTime(int ordinal) => Typed<TimeColumn>(ordinal)[Row]!.Value;

    public override string GetString(int ordinal) => ordinal == 0 ? table.Keys[Row]
        : IsDBNull(ordinal) ? throw Missing(ordinal)
        : table.Columns[ordinal - 1] is CategoryColumn or TextColumn ? table.Columns[ordinal - 1].Text(Row)! : throw WrongType(ordinal, "String");

    public override Guid GetGuid(int ordinal) => Guid.Parse(GetString(ordinal));

    public override char GetChar(int ordinal) => GetString(ordinal) is { Length: 1 } text ? text[0] : throw WrongType(ordinal, "Char");

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length)
    {
        string text = GetString(ordinal);
        if (buffer is null) return text.Length;
        int count = (int)Math.Max(0, Math.Min(length, text.Length - dataOffset));
        text.CopyTo((int)dataOffset, buffer, bufferOffset, count);
        return count;
    }

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => throw WrongType(ordinal, "bytes");

    public override T GetFieldValue<T>(int ordinal)
    {
        if (typeof(T) == typeof(double)) return As(GetDouble(ordinal));
        if (typeof(T) == typeof(float)) return As(GetFloat(ordinal));
        if (typeof(T) == typeof(decimal)) return As(GetDecimal(ordinal));
        if (typeof(T) == typeof(long)) return As(GetInt64(ordinal));
        if (typeof(T) == typeof(int)) return As(GetInt32(ordinal));
        if (typeof(T) == typeof(bool)) return As(GetBoolean(ordinal));
        if (typeof(T) == typeof(DateTime)) return As(GetDateTime(ordinal));
        return typeof(T) == typeof(string) ? (T)(object)GetString(ordinal) : base.GetFieldValue<T>(ordinal);

        static T As<TValue>(TValue value) => Unsafe.As<TValue, T>(ref value); // the same type, without boxing
    }

    public override IEnumerator GetEnumerator() => new DbEnumerator(this, closeReader: false);

    public override DataTable GetSchemaTable()
    {
        DataTable schema = new("SchemaTable") { Locale = System.Globalization.CultureInfo.InvariantCulture };
        schema.Columns.Add("ColumnName", typeof(string));
        schema.Columns.Add("ColumnOrdinal", typeof(int));
        schema.Columns.Add("ColumnSize", typeof(int));
        schema.Columns.Add("DataType", typeof(Type));
        schema.Columns.Add("AllowDBNull", typeof(bool));
        schema.Columns.Add("IsKey", typeof(bool));
        schema.Columns.Add("IsUnique", typeof(bool));
        for (int i = 0; i < FieldCount; i++) schema.Rows.Add(GetName(i), i, GetFieldType(i) == typeof(string) ? int.MaxValue : 8, GetFieldType(i), i > 0, i == 0, i == 0);
        return schema;
    }

    private int Row => _row >= 0 && _row < table.RowCount ? _row : throw new InvalidOperationException("There is no row here: call Read first, and stop when it says false.");

    private T Typed<T>(int ordinal) where T : Column =>
        IsDBNull(ordinal) ? throw Missing(ordinal) : ordinal > 0 && table.Columns[ordinal - 1] is T column ? column : throw WrongType(ordinal, typeof(T).Name);

    private long Whole(int ordinal, double least, double most)
    {
        double value = GetDouble(ordinal);
        return Math.Floor(value) == value && value >= least && value <= most ? (long)value
            : throw new InvalidCastException($"Field {Show.Value(GetName(ordinal))} holds {Show.Value(value)}, which is no whole number of that size. Use GetDouble.");
    }

    private InvalidCastException Missing(int ordinal) => new($"Field {Show.Value(GetName(ordinal))} has no value in row {_row + 1}. Ask IsDBNull first.");

    private InvalidCastException WrongType(int ordinal, string wanted) =>
        new($"Field {Show.Value(GetName(ordinal))} is of type {GetFieldType(ordinal).Name}, not {wanted}.");
}

using System.Globalization;

namespace CustomerSegmentation;

/// <summary>
/// Says which columns a table of objects has, each by a name and a function that reads it. Null is missing. Columns keep their order.
/// Not safe to share between threads.
/// </summary>
/// <typeparam name="T">The customers' type.</typeparam>
public sealed class ObjectColumns<T>
{
    private readonly List<(ColumnBuilder Builder, Action<T> Add)> _columns = [];
    private Func<T, string?>? _key;

    internal ObjectColumns() { }

    internal string KeyName { get; private set; } = "row";

    /// <summary>What names a customer: any value whose invariant text is unique. Without it the row number is the key.</summary>
    /// <param name="read">Reads the key.</param>
    /// <param name="name">The key's name. Default: <c>key</c>.</param>
    /// <exception cref="InvalidOperationException">The key was given before.</exception>
    public ObjectColumns<T> Key<TKey>(Func<T, TKey> read, string name = "key")
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (_key is not null) throw new InvalidOperationException("The key is given twice. Give one; join several values into one text.");
        (_key, KeyName) = (customer => Invariant(read(customer)), name);
        return this;
    }

    /// <summary>A column of numbers; null and NaN are missing. Turn a <see cref="decimal"/> into a double in the function.</summary>
    public ObjectColumns<T> Number(string name, Func<T, double?> read)
    {
        NumberBuilder builder = new(name);
        return Add(builder, read, value => builder.Add(value, "the objects"));
    }

    /// <summary>A column of levels from any value with a text: a string, an enum, a whole number. Null and blank are missing.</summary>
    public ObjectColumns<T> Category<TValue>(string name, Func<T, TValue> read) => Words(name, ColumnKind.Category, read);

    /// <summary>A column of free text from any value with a text. Null and blank are missing.</summary>
    public ObjectColumns<T> Text<TValue>(string name, Func<T, TValue> read) => Words(name, ColumnKind.Text, read);

    /// <summary>A column of yes and no.</summary>
    public ObjectColumns<T> YesNo(string name, Func<T, bool?> read)
    {
        YesNoBuilder builder = new(name);
        return Add(builder, read, builder.Add);
    }

    /// <summary>A column of moments; local time becomes UTC.</summary>
    public ObjectColumns<T> Time(string name, Func<T, DateTime?> read)
    {
        TimeBuilder builder = new(name);
        return Add(builder, read, builder.Add);
    }

    /// <summary>A column of moments with an offset, which become UTC.</summary>
    public ObjectColumns<T> Time(string name, Func<T, DateTimeOffset?> read)
    {
        TimeBuilder builder = new(name);
        return Add(builder, read, value => builder.Add(value.UtcDateTime));
    }

    /// <summary>A column of days.</summary>
    public ObjectColumns<T> Time(string name, Func<T, DateOnly?> read)
    {
        TimeBuilder builder = new(name);
        return Add(builder, read, value => builder.Add(value.ToDateTime(TimeOnly.MinValue)));
    }

    internal CustomerTable Build(IEnumerable<T> customers, CancellationToken cancellation)
    {
        List<string> keys = [];
        int rows = 0;
        foreach (T customer in customers)
        {
            if (rows++ % 1024 == 0) cancellation.ThrowIfCancellationRequested();
            if (customer is null) throw new SegmentationException($"Object {rows} is null. Leave it out of the sequence.");
            if (_key is not null)
            {
                string? key = _key(customer);
                keys.Add(!string.IsNullOrWhiteSpace(key) ? key : throw new SegmentationException($"The key {Show.Value(KeyName)} of object {rows} is blank. Give every customer a key, or leave it out."));
            }
            foreach ((_, Action<T> add) in _columns) add(customer);
        }
        string keyName = _key is null ? CustomerTable.FreeName(KeyName, _columns.Select(column => column.Builder.Name)) : KeyName;
        return CustomerTable.Create("the objects", keyName, _key is null ? CustomerTable.RowNumbers(rows) : [.. keys],
            [.. _columns.Select(column => column.Builder.Build())], []);
    }

    private ObjectColumns<T> Words<TValue>(string name, ColumnKind kind, Func<T, TValue> read)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(read);
        WordBuilder builder = new(name, kind);
        _columns.Add((builder, customer => builder.Add(Invariant(read(customer)))));
        return this;
    }

    private ObjectColumns<T> Add<TValue>(ColumnBuilder builder, Func<T, TValue?> read, Action<TValue> add) where TValue : struct
    {
        ArgumentException.ThrowIfNullOrEmpty(builder.Name, "name");
        ArgumentNullException.ThrowIfNull(read);
        _columns.Add((builder, customer =>
        {
            if (read(customer) is { } value) add(value);
            else builder.AddMissing();
        }
        ));
        return this;
    }

    private static string? Invariant<TValue>(TValue value) => value switch
    {
        null => null,
        string text => text,
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}

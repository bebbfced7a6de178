namespace CustomerSegmentation;

/// <summary>
/// Customers as typed columns and a unique key: immutable, safe to share between threads. It comes from CSV, any
/// <see cref="System.Data.Common.DbDataReader"/>, objects or columns, and every operation gives a new table.
/// </summary>
public sealed partial class CustomerTable
{
    private readonly string[] _keys;
    private readonly Column[] _columns;
    private readonly Dictionary<string, int> _indices;
    private readonly TableReading? _reading;
    private int[]? _numbers; // set where the table is made; null where rows are as they were read

    /// <summary>Takes over the arrays. Callers have checked that keys are unique.</summary>
    private CustomerTable(string source, string keyName, string[] keys, Column[] columns, IReadOnlyList<DataNote> notes, TableReading? reading = null)
    {
        _reading = reading;
        (Source, KeyName, _keys, _columns, Notes) = (source, keyName, keys, columns, notes);
        _indices = new(columns.Length, StringComparer.Ordinal);
        for (int i = 0; i < columns.Length; i++)
        {
            if (columns[i].Count != keys.Length)
                throw new SegmentationException(
                    $"Column {Show.Value(columns[i].Name)} has {Show.Count(columns[i].Count, "row")} but the key {Show.Value(keyName)} has {keys.Length}. Give columns of one length.");
            if (columns[i].Name == keyName || !_indices.TryAdd(columns[i].Name, i))
                throw new SegmentationException(
                    $"The column name {Show.Value(columns[i].Name)} comes twice in {source}. Rename or drop one of the two.");
        }
    }

    /// <summary>Where the table came from, for messages: a file name, "objects", "columns".</summary>
    public string Source { get; }

    /// <summary>The name of the key column.</summary>
    public string KeyName { get; }

    /// <summary>The unique key of each row.</summary>
    public IReadOnlyList<string> Keys => _keys;

    /// <summary>The number of customers, <c>n</c>.</summary>
    public int RowCount => _keys.Length;

    /// <summary>The columns in order, without the key.</summary>
    public IReadOnlyList<Column> Columns => _columns;

    /// <summary>What happened to the data when it was read, joined or filtered.</summary>
    public IReadOnlyList<DataNote> Notes { get; }

    /// <summary>The column of that name (case-sensitive).</summary>
    /// <exception cref="SegmentationException">There is none; the nearest name is suggested.</exception>
    public Column this[string name]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(name);
            return _indices.TryGetValue(name, out int index) ? _columns[index]
                : throw new SegmentationException(name == KeyName
                    ? $"{Show.Value(name)} is the key of {Source}, not one of its columns. Choose another column, or another key."
                    : $"There is no column {Show.Value(name)} in {Source}{Nearest(name, ColumnNames)} It has: {Show.List(ColumnNames, 20)}.");
        }
    }

    /// <summary>Source, rows, key and columns with their kinds, at most 100 columns wide; <see cref="Profile"/> looks into the values too.</summary>
    public override string ToString() => string.Join('\n', CellText.Wrap(CellText.Clean(
        $"{Source}: {Show.Count(RowCount, "row")}, key {KeyName}; {Show.Count(_columns.Length, "column")}{(_columns.Length == 0 ? "" : ": ")}{string.Join(", ", _columns.Select(column => $"{column.Name} ({column.Kind})"))}"),
        TextTable.MaxWidth));

    /// <summary>The names of the columns in order, without the key.</summary>
    public IEnumerable<string> ColumnNames => _columns.Select(column => column.Name);

    /// <summary>Whether there is a column of that name (case-sensitive).</summary>
    public bool Contains(string name) => _indices.ContainsKey(name);

    /// <summary>A table from columns of one length; without keys the row number, from 1, is the key, named <c>row</c>.</summary>
    /// <exception cref="SegmentationException">Lengths differ, a name repeats, or a key repeats.</exception>
    public static CustomerTable FromColumns(IEnumerable<Column> columns, string[]? keys = null, string keyName = "row")
    {
        ArgumentNullException.ThrowIfNull(columns);
        Column[] all = [.. columns];
        keys ??= RowNumbers(all.Length == 0 ? 0 : all[0].Count);
        return Create("columns", keyName, keys, all, []);
    }

    /// <summary>The given rows (from 0) in the given order.</summary>
    /// <exception cref="SegmentationException">A row comes twice, so that its key would repeat.</exception>
    public CustomerTable SelectRows(ReadOnlySpan<int> rows)
    {
        string[] keys = new string[rows.Length];
        System.Collections.BitArray taken = new(RowCount);
        Column[] columns = new Column[_columns.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            if (taken[rows[i]])
                throw new SegmentationException($"Row {rows[i] + 1} of {Source} was selected twice; its key {Show.Value(_keys[rows[i]])} would repeat.");
            taken[rows[i]] = true;
            keys[i] = _keys[rows[i]];
        }
        for (int i = 0; i < columns.Length; i++) columns[i] = _columns[i].SelectRows(rows);
        int[] numbers = new int[rows.Length];
        for (int i = 0; i < rows.Length; i++) numbers[i] = RowNumber(rows[i]);
        return new(Source, KeyName, keys, columns, Notes, _reading) { _numbers = numbers };
    }

    /// <summary>The table with a column added, or replaced where one of that name is there.</summary>
    public CustomerTable WithColumn(Column column)
    {
        ArgumentNullException.ThrowIfNull(column);
        Column[] columns = _indices.TryGetValue(column.Name, out int index) ? [.. _columns] : [.. _columns, column];
        if (index < columns.Length && columns[index].Name == column.Name) columns[index] = column;
        return new(Source, KeyName, _keys, columns, Notes, _reading) { _numbers = _numbers };
    }

    /// <summary>The table with columns of other names added, and notes.</summary>
    internal CustomerTable WithColumns(IEnumerable<Column> added, IReadOnlyList<DataNote> notes) =>
        new(Source, KeyName, _keys, [.. _columns, .. added], [.. Notes, .. notes], _reading) { _numbers = _numbers };

    /// <summary>The table with only the named columns, in that order; the key stays.</summary>
    /// <exception cref="SegmentationException">A name is unknown; the nearest is suggested.</exception>
    public CustomerTable Select(params IEnumerable<string> names) =>
        new(Source, KeyName, _keys, [.. names.Select(name => this[name])], Notes, _reading) { _numbers = _numbers };

    /// <summary>The table without the named columns.</summary>
    /// <exception cref="SegmentationException">A name is unknown; the nearest is suggested.</exception>
    public CustomerTable Drop(params IEnumerable<string> names)
    {
        HashSet<string> dropped = [.. names.Select(name => this[name].Name)];
        return new(Source, KeyName, _keys, [.. _columns.Where(column => !dropped.Contains(column.Name))], Notes, _reading) { _numbers = _numbers };
    }

    internal static CustomerTable Create(string source, string keyName, string[] keys, Column[] columns, IReadOnlyList<DataNote> notes)
    {
        Dictionary<string, int> rows = new(keys.Length, StringComparer.Ordinal);
        for (int row = 0; row < keys.Length; row++)
            if (!rows.TryAdd(keys[row], row))
                throw new SegmentationException(
                    $"The key {Show.Value(keys[row])} in column {Show.Value(keyName)} of {source} comes twice, in data rows {rows[keys[row]] + 1} and {row + 1}. " +
                    "A key must be unique: remove one of the rows, or choose another key.");
        return new(source, keyName, keys, columns, notes);
    }

    internal static string[] RowNumbers(int count)
    {
        string[] keys = new string[count];
        for (int row = 0; row < count; row++) keys[row] = (row + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return keys;
    }

    internal CustomerTable WithReading(TableReading reading) => new(Source, KeyName, _keys, _columns, Notes, reading) { _numbers = _numbers };

    /// <summary>The number (from 1) that a row (from 0) had in the table it was selected from: what messages name beside <see cref="Source"/>.</summary>
    internal int RowNumber(int row) => _numbers is null ? row + 1 : _numbers[row];

    /// <summary>The wished name, or one like it that no column has.</summary>
    internal static string FreeName(string wished, IEnumerable<string> taken)
    {
        HashSet<string> names = new(taken, StringComparer.Ordinal);
        string free = wished;
        for (int i = 2; names.Contains(free); i++) free = wished + "_" + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return free;
    }

    /// <summary>The end of a sentence about an unknown name: the nearest known one, or a full stop.</summary>
    internal static string Nearest(string name, IEnumerable<string> known) => Show.DidYouMean(name, known) is { Length: > 0 } hint ? hint : ".";
}

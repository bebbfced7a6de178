using System.Globalization;
using System.Text;

namespace CustomerSegmentation;

/// <summary>One column in a <see cref="TableProfile"/>.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Missing">Rows without a value.</param>
/// <param name="Distinct">Different values, missing not counted.</param>
/// <param name="Remark">How it was read, where that is not plain; else null.</param>
/// <param name="Use">What is done with it, where the caller said so; else null.</param>
public sealed record ColumnProfile(string Name, ColumnKind Kind, int Missing, int Distinct, string? Remark, string? Use);

/// <summary>What is in a table, for a person: the form of its file, its size, one line a column. Immutable.</summary>
public sealed class TableProfile
{
    internal TableProfile(string source, string keyName, int rowCount, CsvFormat? format, IReadOnlyList<ColumnProfile> columns, IReadOnlyList<DataNote> notes) =>
        (Source, KeyName, RowCount, Format, Columns, Notes) = (source, keyName, rowCount, format, columns, notes);

    /// <summary>Where the table came from.</summary>
    public string Source { get; }

    /// <summary>The name of the key.</summary>
    public string KeyName { get; }

    /// <summary>The number of customers.</summary>
    public int RowCount { get; }

    /// <summary>The form of the CSV the table was read from; null for other tables.</summary>
    public CsvFormat? Format { get; }

    /// <summary>The columns in order, without the key.</summary>
    public IReadOnlyList<ColumnProfile> Columns { get; }

    /// <summary>What happened to the data when it was read, joined or filtered.</summary>
    public IReadOnlyList<DataNote> Notes { get; }

    /// <summary>A headline, one table line a column, the notes; at most 100 columns wide.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        foreach (string line in CellText.Wrap(string.Create(CultureInfo.InvariantCulture,
            $"{CellText.Clean(Source)}: {RowCount:N0} {(RowCount == 1 ? "row" : "rows")}, key {CellText.Clean(KeyName)}{(Format is null ? "" : $"; {Format}")}"), TextTable.MaxWidth))
            text.Append(line).Append('\n');
        bool remarks = Columns.Any(column => column.Remark is not null), uses = Columns.Any(column => column.Use is not null);
        TextTable table = new TextTable().Left("column").Left("kind").Right("missing").Right("distinct");
        if (remarks) table.Wrapped("how it was read");
        if (uses) table.Wrapped("what is done with it");
        foreach (ColumnProfile column in Columns)
        {
            List<string?> cells = [column.Name, KindName(column.Kind), Number(column.Missing), Number(column.Distinct)];
            if (remarks) cells.Add(column.Remark);
            if (uses) cells.Add(column.Use);
            table.Row([.. cells]);
        }
        text.Append(table);
        foreach (DataNote note in Notes)
            foreach (string line in CellText.Wrap(CellText.Clean(note.ToString()), TextTable.MaxWidth)) text.Append('\n').Append(line);
        return text.ToString();
    }

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string KindName(ColumnKind kind) => kind switch
    {
        ColumnKind.Number => "number",
        ColumnKind.Category => "category",
        ColumnKind.YesNo => "yes/no",
        ColumnKind.Time => "time",
        _ => "text",
    };
}

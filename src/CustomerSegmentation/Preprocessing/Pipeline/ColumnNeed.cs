using System.Text.Json.Nodes;

namespace CustomerSegmentation;

/// <summary>A column that scoring needs, as it was at the fit.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">The kind it is taken as.</param>
/// <param name="Yes">The word for yes, for a yes/no column.</param>
/// <param name="No">The word for no, for a yes/no column.</param>
internal sealed record ColumnNeed(string Name, ColumnKind Kind, string Yes = "yes", string No = "no")
{
    public static ColumnNeed Of(Column column) =>
        column is YesNoColumn yesNo ? new(column.Name, column.Kind, yesNo.Yes, yesNo.No) : new(column.Name, column.Kind);

    public void Save(JsonObject saved)
    {
        (saved["name"], saved["kind"]) = (Name, Kind.ToString());
        if (Kind == ColumnKind.YesNo) (saved["yes"], saved["no"]) = (Yes, No);
    }

    public static ColumnNeed Read(SettingsReader saved)
    {
        (string name, ColumnKind kind) = (saved.Name("name"), saved.Choice<ColumnKind>("kind"));
        return kind == ColumnKind.YesNo ? new(name, kind, saved.Text("yes"), saved.Text("no")) : new(name, kind);
    }
}

using System.Text.Json.Nodes;

namespace CustomerSegmentation;

/// <summary>
/// Completes a yes/no column, which becomes the number 1 for yes and 0 for no: a missing value takes the more frequent training
/// value (no, where both are as frequent or there is none), counted in the notes.
/// </summary>
public sealed record YesNoEncoder : ITransformer
{
    internal const string Type = "yes-no-encoder";

    /// <summary>Whether a column <c>name (missing)</c> says where a value was missing, if training had missing values; default true.</summary>
    public bool AddIndicator { get; init; } = true;

    /// <inheritdoc/>
    public string TypeName => Type;

    /// <inheritdoc/>
    public string Describe() => "yes 1, no 0, missing as the more frequent" + (AddIndicator ? ", and an indicator of where it was missing" : "");

    /// <inheritdoc/>
    public bool Takes(ColumnKind kind) => kind == ColumnKind.YesNo;

    /// <inheritdoc/>
    public ColumnKind Gives(ColumnKind kind) => ColumnKind.YesNo;

    /// <inheritdoc/>
    public IFittedTransformer Fit(IReadOnlyList<Column> columns) => FittedByColumn.Fit(this, columns, column =>
    {
        (int yes, int no) = YesNoMeaning.Count((YesNoColumn)column);
        return new FittedYesNoColumn(column.Name, yes > no, AddIndicator && column.MissingCount > 0);
    });

    /// <inheritdoc/>
    public JsonObject SaveSettings() => new() { ["indicator"] = AddIndicator };

    internal static YesNoEncoder Read(SettingsReader settings) => new() { AddIndicator = settings.Flag("indicator") };
}

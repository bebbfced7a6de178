using System.Text.Json.Nodes;

namespace CustomerSegmentation;

/// <summary>What a built-in step learned about one column, and how it changes that column. Immutable.</summary>
internal abstract class FittedColumn(string name, ColumnKind kind)
{
    /// <summary>The column's name at the fit.</summary>
    public string Name { get; } = name;

    /// <summary>The column's kind at the fit.</summary>
    public ColumnKind Kind { get; } = kind;

    /// <summary>The names of what comes out.</summary>
    public abstract IReadOnlyList<string> OutputNames { get; }

    /// <summary>What was learned, in words, without the column's name.</summary>
    public abstract string Describe();

    /// <summary>Adds the columns that come out. The kind has been checked, and numbers are finite or missing.</summary>
    public abstract void Transform(Column column, List<Column> outputs, DataNotes notes);

    /// <summary>Writes what was learned into the column's object, which has its name already.</summary>
    public abstract void Save(JsonObject state);
}

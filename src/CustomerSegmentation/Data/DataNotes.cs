namespace CustomerSegmentation;

/// <summary>Collects <see cref="DataNote"/>s; notes of the same column and words are added up. Not safe to share between threads.</summary>
public sealed class DataNotes
{
    private readonly List<DataNote> _notes = [];
    private readonly Dictionary<(string?, string), int> _indices = [];

    /// <summary>Adds a count (nothing where it is 0).</summary>
    public void Add(string? column, string what, long count, string? example = null)
    {
        if (count == 0) return;
        if (_indices.TryGetValue((column, what), out int index))
        {
            _notes[index] = _notes[index] with { Count = _notes[index].Count + count };
            return;
        }
        _indices[(column, what)] = _notes.Count;
        _notes.Add(new DataNote(column, what, count, example));
    }

    /// <summary>Adds all notes of another collection.</summary>
    public void AddRange(IEnumerable<DataNote> notes)
    {
        ArgumentNullException.ThrowIfNull(notes);
        foreach (DataNote note in notes) Add(note.Column, note.What, note.Count, note.Example);
    }

    /// <summary>The notes so far, in the order they first came.</summary>
    public IReadOnlyList<DataNote> ToList() => [.. _notes];
}

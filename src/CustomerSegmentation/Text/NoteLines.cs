namespace CustomerSegmentation;

/// <summary>Notes as bulleted lines no wider than 100 columns.</summary>
internal static class NoteLines
{
    private const int Most = 20;

    /// <summary>One bullet a note; beyond 20 the number of the others.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<DataNote> notes)
    {
        foreach (string line in notes.Take(Most).SelectMany(note => Bullet(note.ToString()))) yield return line;
        if (notes.Count > Most) yield return $"- and {Show.Count(notes.Count - Most, "more note")}";
    }

    /// <summary>One bullet, wrapped.</summary>
    public static IEnumerable<string> Bullet(string text) =>
        CellText.Wrap(CellText.Clean(text), TextTable.MaxWidth - 2).Select((line, i) => (i == 0 ? "- " : "  ") + line);
}

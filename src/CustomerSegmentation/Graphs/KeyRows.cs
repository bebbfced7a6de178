namespace CustomerSegmentation;

/// <summary>Looks rows up by their keys.</summary>
internal static class KeyRows
{
    public static Dictionary<string, int> Of(IReadOnlyList<string> keys)
    {
        Dictionary<string, int> rows = new(keys.Count, StringComparer.Ordinal);
        for (int row = 0; row < keys.Count; row++) rows.Add(keys[row], row);
        return rows;
    }
}

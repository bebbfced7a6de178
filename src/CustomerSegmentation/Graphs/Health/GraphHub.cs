namespace CustomerSegmentation;

/// <summary>A customer or item with very many edges.</summary>
/// <param name="Key">The customer's or item's key.</param>
/// <param name="Degree">How many neighbours it has.</param>
public sealed record GraphHub(string Key, int Degree)
{
    /// <summary>The nodes with the most neighbours, equal ones in their order, at least one neighbour each.</summary>
    internal static EquatableList<GraphHub> Largest(ReadOnlySpan<int> degrees, IReadOnlyList<string> keys, int most)
    {
        int[] order = [.. Enumerable.Range(0, degrees.Length)];
        long[] falling = new long[degrees.Length];
        for (int i = 0; i < falling.Length; i++) falling[i] = -(long)degrees[i] << 32 | (uint)i;
        Array.Sort(falling, order);
        GraphHub[] hubs = new GraphHub[Math.Min(most, order.Length)];
        int count = 0;
        while (count < hubs.Length && degrees[order[count]] > 0) hubs[count] = new(keys[order[count]], degrees[order[count++]]);
        return [.. hubs.AsSpan(0, count)];
    }
}

using System.Globalization;

namespace CustomerSegmentation;

/// <summary>An order of customers that a file leaves behind: that of its rows, or that of the numbers in its keys.</summary>
/// <param name="Name">Its name in sentences.</param>
/// <param name="Place">The place of each customer, from 0; <c>[n]</c>.</param>
internal sealed record CustomerOrder(string Name, int[] Place)
{
    /// <summary>The orders of a table; one where the keys rise with the rows, or hold no numbers.</summary>
    public static IEnumerable<CustomerOrder> Of(CustomerTable customers)
    {
        int[] rows = [.. Enumerable.Range(0, customers.RowCount)];
        if (Numbers(customers.Keys) is not { } numbers)
        {
            yield return new("the order of the rows", rows);
            yield break;
        }
        int[] byNumber = [.. rows.OrderBy(row => numbers[row])];
        bool same = byNumber.AsSpan().SequenceEqual(rows);
        yield return new(same ? "the order of rows and keys" : "the order of the rows", rows);
        if (same) yield break;
        int[] place = new int[rows.Length];
        for (int i = 0; i < place.Length; i++) place[byNumber[i]] = i;
        yield return new("the order of the keys", place);
    }

    /// <summary>The customers from first to last.</summary>
    public int[] Rows()
    {
        int[] rows = new int[Place.Length];
        for (int row = 0; row < rows.Length; row++) rows[Place[row]] = row;
        return rows;
    }

    /// <summary>The number at the end of each key, where all keys are one text and then a number: <c>C000017</c>.</summary>
    private static long[]? Numbers(IReadOnlyList<string> keys)
    {
        long[] numbers = new long[keys.Count];
        for (int row = 0; row < numbers.Length; row++)
        {
            int prefix = PrefixLength(keys[row]);
            if (!keys[row].AsSpan(0, prefix).SequenceEqual(keys[0].AsSpan(0, PrefixLength(keys[0])))
                || !long.TryParse(keys[row].AsSpan(prefix), NumberStyles.None, CultureInfo.InvariantCulture, out numbers[row])) return null;
        }
        return numbers;
    }

    private static int PrefixLength(string key)
    {
        int at = key.Length;
        while (at > 0 && char.IsAsciiDigit(key[at - 1])) at--;
        return at;
    }
}

using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace CustomerSegmentation;

/// <summary>A SHA-256 over the columns of a table: whether two fits saw the same data can be told without keeping any of it.</summary>
internal static class DataFingerprint
{
    public static string Of(CustomerTable customers)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Text(hash, customers.RowCount.ToString(System.Globalization.CultureInfo.InvariantCulture));
        foreach (Column column in customers.Columns)
        {
            Text(hash, column.Name);
            Text(hash, column.Kind.ToString());
            switch (column)
            {
                case NumberColumn numbers:
                    hash.AppendData(MemoryMarshal.AsBytes(numbers.Values));
                    break;
                case CategoryColumn categories:
                    foreach (string level in categories.Levels) Text(hash, level);
                    hash.AppendData(MemoryMarshal.AsBytes(categories.Codes));
                    break;
                case YesNoColumn flags:
                    hash.AppendData(MemoryMarshal.AsBytes(flags.Values));
                    break;
                case TimeColumn times:
                    hash.AppendData(MemoryMarshal.AsBytes(times.Ticks));
                    break;
                default:
                    for (int row = 0; row < column.Count; row++) Text(hash, column.Text(row) ?? "\0");
                    break;
            }
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The same over the keys, which decide who is in the validation part.</summary>
    public static string OfKeys(CustomerTable customers)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string key in customers.Keys) Text(hash, key);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Text(IncrementalHash hash, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        hash.AppendData(BitConverter.GetBytes(bytes.Length));
        hash.AppendData(bytes);
    }
}

using System.Buffers.Binary;
using System.Text;

namespace CustomerSegmentation;

/// <summary>
/// Relaxes what TorchSharp's native part asks of libstdc++, in a copy of its bytes. Of the newest version it asks for it uses one symbol
/// that nothing refers to, and of the second newest one symbol that an older version has as well.
/// </summary>
/// <remarks>Anything that differs from that, in the file's structure or in who uses a version, leaves the file alone. Layouts: System V
/// ABI (ELF64), Linux Standard Base 5.0, "Symbol Versioning".</remarks>
internal static class ElfVersionNeeds
{
    private const string Library = "libstdc++.so.6";
    private const string Newest = "GLIBCXX_3.4.32", NewestSymbol = "_ZSt21ios_base_library_initv";
    private const string Newer = "GLIBCXX_3.4.30", NewerSymbol = "_ZNSt18condition_variable4waitERSt11unique_lockISt5mutexE";
    private const string Older = "GLIBCXX_3.4.11";
    private const ushort Weak = 2; // VER_FLG_WEAK

    /// <summary>The relaxed copy, or null where the file is not the expected one.</summary>
    internal static byte[]? Relax(byte[] original, CxxLevel level)
    {
        try
        {
            ElfFile file = new(original);
            List<ElfNeed> needs = file.Needs(Library);
            if (Single(needs, Newest) is not { } newest || !file.IsOnlySymbolOf(newest, NewestSymbol, mayBeRelocated: false)) return null;

            byte[] copy = [.. original];
            BinaryPrimitives.WriteUInt16LittleEndian(copy.AsSpan(newest.Offset + 4), (ushort)(newest.Flags | Weak));
            if (level == CxxLevel.Gcc12) return copy;

            if (Single(needs, Newer) is not { } newer || Single(needs, Older) is not { } older
                || !file.IsOnlySymbolOf(newer, NewerSymbol, mayBeRelocated: true))
                return null;
            BinaryPrimitives.WriteUInt32LittleEndian(copy.AsSpan(newer.Offset), older.Hash);
            BinaryPrimitives.WriteUInt32LittleEndian(copy.AsSpan(newer.Offset + 8), older.NameOffset);
            return copy;
        }
        catch (Exception failure) when (failure is InvalidDataException or ArgumentException or OverflowException or IndexOutOfRangeException)
        {
            return null; // truncated, or offsets that lead out of the file
        }
    }

    private static ElfNeed? Single(List<ElfNeed> needs, string version) =>
        needs.FindAll(need => need.Name == version) is [var only] && only.Hash == Hash(version) ? only : null;

    // The hash function of the System V ABI.
    private static uint Hash(string name)
    {
        uint hash = 0;
        foreach (byte letter in Encoding.ASCII.GetBytes(name))
        {
            hash = (hash << 4) + letter;
            uint high = hash & 0xF0000000;
            hash = (hash ^ (high >> 24)) & ~high;
        }
        return hash;
    }
}

using System.Buffers.Binary;
using System.Text;

namespace CustomerSegmentation.Tests;

/// <summary>Writes the smallest 64-bit shared library that has tables of needed versions, with room for things to be wrong.</summary>
internal sealed class SmallElf
{
    public const string Init = "_ZSt21ios_base_library_initv", Wait = "_ZNSt18condition_variable4waitERSt11unique_lockISt5mutexE";

    private readonly List<byte> _names = [0];

    public string Library { get; init; } = "libstdc++.so.6";

    public List<(string Name, ushort Index)> Versions { get; init; } = [("GLIBCXX_3.4.30", 2), ("GLIBCXX_3.4.32", 3), ("GLIBCXX_3.4.11", 4)];

    public List<(string Name, ushort Index)> Symbols { get; init; } = [(Wait, 2), (Init, 3), ("_ZNSt18condition_variableC1Ev", 4), ("own", 1)];

    public uint RelocatedSymbol { get; init; } = 1;

    public ushort Machine { get; init; } = 62;

    public ushort Kind { get; init; } = 3;

    public uint HashError { get; init; }

    public byte[] Write()
    {
        byte[] needs = Needs(), symbols = SymbolTable(), indices = Indices(), relocations = new byte[24];
        BinaryPrimitives.WriteUInt64LittleEndian(relocations.AsSpan(8), (ulong)RelocatedSymbol << 32 | 6);
        (uint Type, byte[] Content, uint Link)[] sections =
            [(0, [], 0), (3, [.. _names], 0), (11, symbols, 1), (0x6FFFFFFF, indices, 2), (0x6FFFFFFE, needs, 1), (4, relocations, 2)];

        int table = 64 + sections.Sum(section => section.Content.Length);
        byte[] file = new byte[table + sections.Length * 64];
        new byte[] { 0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1 }.CopyTo(file, 0);
        U16(file, 16, Kind);
        U16(file, 18, Machine);
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(40), (ulong)table);
        U16(file, 58, 64);
        U16(file, 60, (ushort)sections.Length);
        int at = 64;
        for (int i = 0; i < sections.Length; i++)
        {
            int header = table + i * 64;
            U32(file, header + 4, sections[i].Type);
            BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(header + 24), (ulong)at);
            BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(header + 32), (ulong)sections[i].Content.Length);
            U32(file, header + 40, sections[i].Link);
            sections[i].Content.CopyTo(file, at);
            at += sections[i].Content.Length;
        }
        return file;
    }

    private byte[] Needs()
    {
        byte[] needs = new byte[32 + 16 + 16 * Versions.Count];
        // Another library first, whose version has the same name.
        U16(needs, 0, 1);
        U16(needs, 2, 1);
        U32(needs, 4, Name("libother.so.1"));
        U32(needs, 8, 16);
        U32(needs, 12, 32);
        U32(needs, 16, Hash("GLIBCXX_3.4.32"));
        U16(needs, 22, 9);
        U32(needs, 24, Name("GLIBCXX_3.4.32"));
        U16(needs, 32, 1);
        U16(needs, 34, (ushort)Versions.Count);
        U32(needs, 36, Name(Library));
        U32(needs, 40, 16);
        for (int i = 0; i < Versions.Count; i++)
        {
            int at = 48 + 16 * i;
            U32(needs, at, Hash(Versions[i].Name) + HashError);
            U16(needs, at + 6, Versions[i].Index);
            U32(needs, at + 8, Name(Versions[i].Name));
            U32(needs, at + 12, i + 1 < Versions.Count ? 16u : 0);
        }
        return needs;
    }

    private byte[] SymbolTable()
    {
        byte[] table = new byte[24 * (Symbols.Count + 1)];
        for (int i = 0; i < Symbols.Count; i++) U32(table, 24 * (i + 1), Name(Symbols[i].Name));
        return table;
    }

    private byte[] Indices()
    {
        byte[] indices = new byte[2 * (Symbols.Count + 1)];
        for (int i = 0; i < Symbols.Count; i++) U16(indices, 2 * (i + 1), Symbols[i].Index);
        return indices;
    }

    private uint Name(string name)
    {
        uint at = (uint)_names.Count;
        _names.AddRange(Encoding.ASCII.GetBytes(name));
        _names.Add(0);
        return at;
    }

    public static uint Hash(string name)
    {
        uint hash = 0;
        foreach (char letter in name)
        {
            hash = (hash << 4) + letter;
            if ((hash & 0xF0000000) is var high and not 0) hash ^= high >> 24;
            hash &= 0x0FFFFFFF;
        }
        return hash;
    }

    private static void U16(byte[] to, int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(to.AsSpan(at), value);

    private static void U32(byte[] to, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(to.AsSpan(at), value);
}

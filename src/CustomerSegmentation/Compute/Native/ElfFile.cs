using System.Buffers.Binary;
using System.Text;

namespace CustomerSegmentation;

/// <summary>One version that an ELF file needs of a library: where its entry lies and what it says.</summary>
internal readonly record struct ElfNeed(int Offset, uint Hash, ushort Flags, ushort Index, uint NameOffset, string Name);

/// <summary>The few tables of a 64-bit x86 shared library that tell which versions of symbols it needs. Every read is checked.</summary>
/// <remarks>Immutable. Whatever is not as it must be throws <see cref="InvalidDataException"/> or the bounds check's exception.</remarks>
internal sealed class ElfFile
{
    private const uint SectionRelocations = 4, SectionSymbols = 11, SectionVersionNeeds = 0x6FFFFFFE, SectionVersionIndices = 0x6FFFFFFF;

    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly List<Section> _sections = [];

    internal ElfFile(ReadOnlyMemory<byte> bytes)
    {
        _bytes = bytes;
        ReadOnlySpan<byte> header = Slice(0, 64);
        Expect(header[..7].SequenceEqual("\x7F"u8 + "ELF"u8 + "\x02\x01\x01"u8)); // 64 bits, little-endian, version 1
        Expect(U16(16) == 3 && U16(18) == 62); // a shared library for x86-64
        ulong table = U64(40);
        int count = U16(60);
        Expect(U16(58) == 64 && count > 0);
        for (int i = 0; i < count; i++)
        {
            int at = checked((int)table + i * 64);
            Slice(at, 64);
            uint type = U32(at + 4);
            if (type is SectionRelocations or SectionSymbols or SectionVersionNeeds or SectionVersionIndices)
                _sections.Add(new(type, checked((int)U64(at + 24)), checked((int)U64(at + 32)), checked((int)U32(at + 40)), (int)table, count));
        }
    }

    /// <summary>The versions needed of a library, in the order of the file.</summary>
    internal List<ElfNeed> Needs(string library)
    {
        Section section = Single(SectionVersionNeeds);
        ReadOnlySpan<byte> names = Names(section);
        List<ElfNeed> needs = [];
        int end = checked(section.Offset + section.Size);
        for (int at = section.Offset; ;)
        {
            Expect(at + 16 <= end && U16(at) == 1);
            int entry = checked(at + (int)U32(at + 8));
            bool wanted = Text(names, U32(at + 4)) == library;
            for (int left = U16(at + 2); left > 0; left--)
            {
                Expect(entry >= section.Offset && entry + 16 <= end);
                if (wanted)
                    needs.Add(new(entry, U32(entry), U16(entry + 4), U16(entry + 6), U32(entry + 8), Text(names, U32(entry + 8))));
                entry = checked(entry + Step(entry + 12, last: left == 1));
            }
            if (U32(at + 12) == 0) return needs;
            at = checked(at + Step(at + 12, last: false));
        }
    }

    /// <summary>Whether exactly this symbol, and no other, is bound to a needed version.</summary>
    internal bool IsOnlySymbolOf(ElfNeed need, string symbol, bool mayBeRelocated)
    {
        Section symbols = Single(SectionSymbols), versions = Single(SectionVersionIndices);
        ReadOnlySpan<byte> names = Names(symbols);
        int count = symbols.Size / 24, found = -1;
        Expect(symbols.Size % 24 == 0 && versions.Size == count * 2);
        for (int i = 0; i < count; i++)
        {
            if ((U16(versions.Offset + 2 * i) & 0x7FFF) != need.Index) continue;
            if (found >= 0 || Text(names, U32(symbols.Offset + 24 * i)) != symbol) return false;
            found = i;
        }
        return found > 0 && (mayBeRelocated || !IsRelocated((uint)found));
    }

    private bool IsRelocated(uint symbol)
    {
        foreach (Section relocations in _sections.Where(section => section.Type == SectionRelocations))
        {
            Expect(relocations.Size % 24 == 0);
            for (int at = relocations.Offset; at < relocations.Offset + relocations.Size; at += 24)
                if (U64(at + 8) >> 32 == symbol) return true;
        }
        return false;
    }

    private Section Single(uint type)
    {
        List<Section> found = _sections.FindAll(section => section.Type == type);
        Expect(found.Count == 1);
        Slice(found[0].Offset, found[0].Size);
        return found[0];
    }

    // The table of names that a section links to.
    private ReadOnlySpan<byte> Names(Section section)
    {
        Expect(section.Link < section.SectionCount);
        int at = section.Table + section.Link * 64;
        Expect(U32(at + 4) == 3);
        return Slice(checked((int)U64(at + 24)), checked((int)U64(at + 32)));
    }

    private int Step(int at, bool last)
    {
        uint step = U32(at);
        Expect(last || step >= 16); // always onwards, so that no ring is walked for ever
        return checked((int)step);
    }

    private static string Text(ReadOnlySpan<byte> names, uint offset)
    {
        ReadOnlySpan<byte> rest = names[checked((int)offset)..];
        return Encoding.ASCII.GetString(rest[..rest.IndexOf((byte)0)]);
    }

    private ReadOnlySpan<byte> Slice(int offset, int length) => _bytes.Span.Slice(offset, length);

    private ushort U16(int at) => BinaryPrimitives.ReadUInt16LittleEndian(Slice(at, 2));

    private uint U32(int at) => BinaryPrimitives.ReadUInt32LittleEndian(Slice(at, 4));

    private ulong U64(int at) => BinaryPrimitives.ReadUInt64LittleEndian(Slice(at, 8));

    private static void Expect(bool holds)
    {
        if (!holds) throw new InvalidDataException("Not the expected structure.");
    }

    private readonly record struct Section(uint Type, int Offset, int Size, int Link, int Table, int SectionCount);
}

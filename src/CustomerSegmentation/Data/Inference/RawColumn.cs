using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace CustomerSegmentation;

/// <summary>
/// The cells of one column as they came, until its kind is known: UTF-8 in chunks, equal cells stored once. Past
/// <see cref="MostInterned"/> different cells looking for equals no longer pays, and every further cell is stored by itself.
/// </summary>
internal sealed class RawColumn(string name)
{
    internal const int MostInterned = 1 << 15;
    private const int ChunkBits = 16;
    private const uint NoCell = uint.MaxValue;
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    private readonly List<byte[]> _chunks = [];
    private readonly List<uint> _positions = []; // chunk index << 16 | offset of the length prefix
    private readonly List<int> _codes = [];      // entry of each row while equal cells are looked for
    private int[]? _table = new int[256];        // open addressing: entry + 1, or 0
    private int _used;                           // bytes of the last chunk
    private int _firstPlain;                     // the entry of the first row that is stored by itself

    public string Name { get; } = name;

    /// <summary>Rows so far, missing ones included.</summary>
    public int Rows => _table is null ? _codes.Count + _positions.Count - _firstPlain : _codes.Count;

    /// <summary>Stored cells; all different while <see cref="AllDifferent"/>.</summary>
    public int Entries => _positions.Count;

    /// <summary>Whether every entry is another text.</summary>
    public bool AllDifferent => _table is not null;

    /// <summary>The entry of a row, −1 where the cell is missing.</summary>
    public int Entry(int row)
    {
        if (row < _codes.Count) return _codes[row];
        int entry = _firstPlain + row - _codes.Count;
        return _positions[entry] == NoCell ? -1 : entry;
    }

    /// <summary>The text of an entry as UTF-8.</summary>
    public ReadOnlySpan<byte> Cell(int entry)
    {
        uint position = _positions[entry];
        byte[] chunk = _chunks[(int)(position >> ChunkBits)];
        int at = (int)(position & ((1 << ChunkBits) - 1)), length = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte b = chunk[at++];
            length |= (b & 127) << shift;
            if (b < 128) return chunk.AsSpan(at, length);
        }
    }

    /// <summary>The text of an entry.</summary>
    public string CellText(int entry) => Encoding.UTF8.GetString(Cell(entry));

    /// <summary>How many cells were a marker of "no value", and the first of them.</summary>
    public (int Count, string? First) Markers { get; private set; }

    public void AddMarker(ReadOnlySpan<char> marker)
    {
        Markers = (Markers.Count + 1, Markers.First ?? marker.ToString());
        AddMissing();
    }

    public void AddMissing()
    {
        if (_table is null) _positions.Add(NoCell);
        else _codes.Add(-1);
    }

    /// <exception cref="EncoderFallbackException">The text has half a surrogate pair.</exception>
    public void Add(ReadOnlySpan<char> text)
    {
        const int Short = 256;
        int most = text.Length * 3;
        Span<byte> bytes = most <= Short ? stackalloc byte[Short] : new byte[most];
        Add(bytes[..Utf8.GetBytes(text, bytes)]);
    }

    private void Add(ReadOnlySpan<byte> cell)
    {
        if (_table is null)
        {
            Store(cell);
            return;
        }
        int mask = _table.Length - 1, slot = (int)Hash(cell) & mask;
        for (; _table[slot] != 0; slot = (slot + 1) & mask)
            if (Cell(_table[slot] - 1).SequenceEqual(cell))
            {
                _codes.Add(_table[slot] - 1);
                return;
            }
        _codes.Add(_positions.Count);
        Store(cell);
        _table[slot] = _positions.Count;
        if (_positions.Count > MostInterned) (_table, _firstPlain) = (null, _positions.Count);
        else if (_positions.Count * 2 > _table.Length) Grow();
    }

    private void Grow()
    {
        int[] table = new int[_table!.Length * 4];
        for (int entry = 0; entry < _positions.Count; entry++)
        {
            int slot = (int)Hash(Cell(entry)) & (table.Length - 1);
            while (table[slot] != 0) slot = (slot + 1) & (table.Length - 1);
            table[slot] = entry + 1;
        }
        _table = table;
    }

    private void Store(ReadOnlySpan<byte> cell)
    {
        int size = cell.Length + 5;
        if (_chunks.Count == 0 || _used + size > _chunks[^1].Length)
        {
            if (_chunks.Count == (1 << ChunkBits) - 1)
                throw new SegmentationException($"Column {Show.Value(Name)} holds more than 4 GiB of text. Leave it out of the file, or read the file in parts.");
            // The first chunk is small: a small table of many columns should not cost 64 KiB each.
            _chunks.Add(new byte[Math.Max(size, _chunks.Count == 0 ? 1 << 10 : 1 << ChunkBits)]);
            _used = 0;
        }
        byte[] chunk = _chunks[^1];
        _positions.Add((uint)(_chunks.Count - 1) << ChunkBits | (uint)_used);
        for (int rest = cell.Length; ; rest >>= 7)
        {
            chunk[_used++] = (byte)(rest < 128 ? rest : rest & 127 | 128);
            if (rest < 128) break;
        }
        cell.CopyTo(chunk.AsSpan(_used));
        _used += cell.Length;
    }

    private static ulong Hash(ReadOnlySpan<byte> cell)
    {
        ulong hash = (ulong)cell.Length * 0x9E3779B97F4A7C15;
        for (; cell.Length >= 8; cell = cell[8..])
            hash = BitOperations.RotateLeft((hash ^ MemoryMarshal.Read<ulong>(cell)) * 0x9E3779B97F4A7C15, 29);
        ulong tail = 0;
        foreach (byte b in cell) tail = tail << 8 | b;
        hash = (hash ^ tail) * 0xBF58476D1CE4E5B9;
        return hash ^ hash >> 31;
    }
}
